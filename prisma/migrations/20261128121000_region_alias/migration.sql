-- Other codes of regions, as data sets give them.
-- CreateTable
CREATE TABLE "region_alias" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "scheme" TEXT COLLATE "C" NOT NULL,
    "alias" TEXT COLLATE "C" NOT NULL,
    "region_id" INTEGER NOT NULL,
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,

    CONSTRAINT "region_alias_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "region_alias_region_id_idx" ON "region_alias"("region_id");

-- CreateIndex
CREATE UNIQUE INDEX "region_alias_dataset_id_scheme_alias_from_seq_key" ON "region_alias"("dataset_id", "scheme", "alias", "from_seq");

-- AddForeignKey
ALTER TABLE "region_alias" ADD CONSTRAINT "region_alias_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "region_alias" ADD CONSTRAINT "region_alias_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
