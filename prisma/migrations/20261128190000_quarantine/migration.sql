-- CreateTable
CREATE TABLE "quarantine_part" (
    "id" SERIAL NOT NULL,
    "dataset" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "file" TEXT NOT NULL,
    "reading" TEXT NOT NULL,
    "kept_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "quarantine_part_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "quarantine_row" (
    "id" SERIAL NOT NULL,
    "part_id" INTEGER NOT NULL,
    "line" INTEGER NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "faults" TEXT NOT NULL,
    "content" TEXT NOT NULL,

    CONSTRAINT "quarantine_row_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "quarantine_part_dataset_hash_kind_key_key" ON "quarantine_part"("dataset", "hash", "kind", "key");

-- CreateIndex
CREATE UNIQUE INDEX "quarantine_row_part_id_line_position_key" ON "quarantine_row"("part_id", "line", "position");

-- AddForeignKey
ALTER TABLE "quarantine_row" ADD CONSTRAINT "quarantine_row_part_id_fkey" FOREIGN KEY ("part_id") REFERENCES "quarantine_part"("id") ON DELETE CASCADE ON UPDATE CASCADE;
