-- CreateTable
CREATE TABLE "shared_name" (
    "kind" "SharedKind" NOT NULL,
    "entity_id" INTEGER NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "first_day" TEXT NOT NULL DEFAULT '',
    "current" BOOLEAN NOT NULL DEFAULT true,
    "texts" JSONB NOT NULL,

    CONSTRAINT "shared_name_pkey" PRIMARY KEY ("kind","entity_id","dataset_id","first_day")
);

-- CreateIndex
CREATE INDEX "shared_name_dataset_id_idx" ON "shared_name"("dataset_id");

-- AddForeignKey
ALTER TABLE "shared_name" ADD CONSTRAINT "shared_name_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- The names that stand are those of the owners. Other data sets give theirs with their next release.
INSERT INTO "shared_name" ("kind", "entity_id", "dataset_id", "texts")
SELECT 'THEME'::"SharedKind", "id", "dataset_id", jsonb_build_object('name', "name") FROM "theme" WHERE "to_seq" = 2147483647
UNION ALL SELECT 'UNIT', "id", "dataset_id", jsonb_strip_nulls(jsonb_build_object('name', "name", 'symbol', "symbol")) FROM "unit" WHERE "to_seq" = 2147483647
UNION ALL SELECT 'DIMENSION', "id", "dataset_id", jsonb_build_object('name', "name") FROM "dimension" WHERE "to_seq" = 2147483647
UNION ALL SELECT 'CATEGORY', "id", "dataset_id", jsonb_build_object('name', "name") FROM "category" WHERE "to_seq" = 2147483647
UNION ALL SELECT 'ORGANIZATION', "id", "dataset_id", jsonb_build_object('name', "name") FROM "organization" WHERE "to_seq" = 2147483647
UNION ALL SELECT 'METRIC', "id", "dataset_id", jsonb_strip_nulls(jsonb_build_object('name', "name", 'definition', "definition")) FROM "metric" WHERE "to_seq" = 2147483647
UNION ALL SELECT 'SOURCE', "id", "dataset_id", jsonb_build_object('title', "title") FROM "source" WHERE "to_seq" = 2147483647;

INSERT INTO "shared_name" ("kind", "entity_id", "dataset_id", "first_day", "current", "texts")
SELECT 'REGION', "region_id", "dataset_id", coalesce("valid_from"::text, ''), "current", jsonb_build_object('name', "name")
FROM "region_version" WHERE "to_seq" = 2147483647;
