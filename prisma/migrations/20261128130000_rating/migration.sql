-- CreateEnum
CREATE TYPE "Light" AS ENUM ('GREEN', 'YELLOW', 'RED');

-- CreateEnum
CREATE TYPE "TaskLightRule" AS ENUM ('DUE_DATE', 'RATING');

-- AlterEnum
ALTER TYPE "HistoryKind" ADD VALUE 'RATING';

-- AlterTable
ALTER TABLE "dataset" ADD COLUMN     "task_light" "TaskLightRule" NOT NULL DEFAULT 'DUE_DATE';

-- AlterTable
ALTER TABLE "task" ADD COLUMN     "previous_rating_id" INTEGER,
ADD COLUMN     "rated_since" DATE,
ADD COLUMN     "rating_id" INTEGER;

-- AlterTable
ALTER TABLE "task_report" ADD COLUMN     "rating_id" INTEGER;

-- CreateTable
CREATE TABLE "rating" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "name" JSONB NOT NULL,
    "description" JSONB,
    "light" "Light",
    "position" INTEGER NOT NULL,
    "valid_from" DATE,
    "valid_to" DATE,
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,

    CONSTRAINT "rating_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "rating_dataset_id_code_key" ON "rating"("dataset_id", "code");

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_rating_id_fkey" FOREIGN KEY ("rating_id") REFERENCES "rating"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_previous_rating_id_fkey" FOREIGN KEY ("previous_rating_id") REFERENCES "rating"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "rating" ADD CONSTRAINT "rating_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_report" ADD CONSTRAINT "task_report_rating_id_fkey" FOREIGN KEY ("rating_id") REFERENCES "rating"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- By hand: what data sets were before says nothing of the rule, which was that of the due date
-- The kind is compared as text: in an empty database an earlier migration of the same transaction adds it, and PostgreSQL compares no new value
UPDATE "row_history" SET "row" = "row" || '{"task_light": "DUE_DATE"}' WHERE "kind"::text = 'DATASET';

-- By hand: the view of tasks tells the rating, and its lights follow it where the data set says so. It keeps its columns and their order, with
-- the new ones at the end, so that grants and readers stay as they are. No semicolon may stand inside a statement or a comment here.
CREATE OR REPLACE VIEW bi."fact_task" AS
SELECT
  t."id" AS "task_id",
  d."code"::varchar(200) AS "dataset_code",
  t."code"::varchar(200) AS "task_code",
  t."ordinal" AS "ordinal",
  bi."text"(t."title", d."language")::varchar(4000) AS "title",
  t."working_group_id" AS "working_group_id",
  t."attribution"::text::varchar(20) AS "attribution",
  p."code"::varchar(200) AS "programme_code",
  bi."label"(p."name", d."language")::varchar(255) AS "programme_name",
  t."region_id" AS "region_id",
  t."lead_ids"[1] AS "lead_organization_id",
  t."parent_id" AS "parent_task_id",
  t."has_children" AS "has_parts",
  t."level"::text::varchar(20) AS "level",
  t."weight" AS "weight",
  t."start_date" AS "start_date",
  t."due_date" AS "due_date",
  t."completed_date" AS "completed_date",
  t."status"::text::varchar(20) AS "status",
  t."own_progress" AS "own_progress",
  t."rolled_up_progress" AS "rolled_up_progress",
  coalesce(t."due_date" < (now() AT TIME ZONE d."time_zone")::date AND t."status" NOT IN ('COMPLETED', 'CANCELLED'), false) AS "is_overdue",
  (CASE
    WHEN t."status" = 'COMPLETED' THEN 'GREEN'
    WHEN t."status" = 'CANCELLED' THEN NULL
    WHEN d."task_light" = 'RATING' AND t."rating_id" IS NOT NULL THEN r."light"::text
    WHEN t."due_date" IS NULL THEN NULL
    WHEN t."due_date" < (now() AT TIME ZONE d."time_zone")::date THEN 'RED'
    WHEN t."due_date" <= (now() AT TIME ZONE d."time_zone")::date + coalesce((
      SELECT q."yellow_days" FROM "assessment_rule" q
      WHERE q."dataset_id" = t."dataset_id" AND q."metric_id" IS NULL AND q."from_seq" <= d."current_seq" AND q."to_seq" > d."current_seq" ORDER BY q."id" LIMIT 1
    ), 30) THEN 'YELLOW'
    ELSE 'GREEN'
  END)::varchar(10) AS "light",
  r."code"::varchar(200) AS "rating",
  bi."label"(r."name", d."language")::varchar(255) AS "rating_name",
  (SELECT v."code" FROM "rating" v WHERE v."id" = t."previous_rating_id")::varchar(200) AS "previous_rating",
  t."rated_since" AS "rated_since"
FROM "task" t
JOIN "dataset" d ON d."id" = t."dataset_id" AND t."from_seq" <= d."current_seq" AND t."to_seq" > d."current_seq"
LEFT JOIN "programme" p ON p."id" = t."programme_id"
LEFT JOIN "rating" r ON r."id" = t."rating_id";
COMMENT ON COLUMN bi."fact_task"."light" IS 'How it stands today: GREEN, YELLOW, RED, by its due date, or by its rating where the data set says so. Null for one that was cancelled, has no due date, or has a rating without a light.';
COMMENT ON COLUMN bi."fact_task"."rating" IS 'The code of the rating by the latest report that gives one. Null for one that was never rated.';
COMMENT ON COLUMN bi."fact_task"."rating_name" IS 'The name of the rating.';
COMMENT ON COLUMN bi."fact_task"."previous_rating" IS 'The code of the rating that it had before that one.';
COMMENT ON COLUMN bi."fact_task"."rated_since" IS 'The day since which it has had its rating.';
