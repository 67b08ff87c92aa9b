-- CreateTable
CREATE TABLE "metric_size" (
    "metric_id" INTEGER NOT NULL,
    "series" INTEGER NOT NULL,
    "regions" INTEGER NOT NULL,
    "observations" BIGINT NOT NULL,

    CONSTRAINT "metric_size_pkey" PRIMARY KEY ("metric_id")
);

-- AddForeignKey
ALTER TABLE "metric_size" ADD CONSTRAINT "metric_size_metric_id_fkey" FOREIGN KEY ("metric_id") REFERENCES "metric"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What is stored already is counted here. Imports add what they write.
INSERT INTO "metric_size" ("metric_id", "series", "regions", "observations")
SELECT s."metric_id", count(*), count(DISTINCT s."region_id"), coalesce(sum(o."rows"), 0)
FROM "series" s LEFT JOIN (SELECT "series_id", count(*) AS "rows" FROM "observation" GROUP BY "series_id") o ON o."series_id" = s."id"
GROUP BY s."metric_id";
