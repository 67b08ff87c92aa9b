-- Written by Prisma's schema engine from an empty database, then completed by hand where Prisma's schema language has no word for it:
-- text that is sorted compares by code point (COLLATE "C"), so that every PostgreSQL agrees. Keys in which null is a value
-- (NULLS NOT DISTINCT). Partial unique indexes. The one row of content_version.
-- No semicolon may stand in a comment: the adapter cuts a script at each.

-- CreateEnum
CREATE TYPE "ReleaseState" AS ENUM ('DRAFT', 'SCHEDULED', 'PUBLISHED');

-- CreateEnum
CREATE TYPE "Attribution" AS ENUM ('STATED', 'INFERRED');

-- CreateEnum
CREATE TYPE "ProgrammeKind" AS ENUM ('CAMPAIGN', 'PILOT', 'MECHANISM', 'SYSTEM');

-- CreateEnum
CREATE TYPE "TaskStatus" AS ENUM ('PLANNED', 'ACCEPTED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED');

-- CreateEnum
CREATE TYPE "ResponsibilityRole" AS ENUM ('LEAD', 'COOPERATE', 'SUPERVISE');

-- CreateEnum
CREATE TYPE "RegionLevel" AS ENUM ('COUNTRY', 'PROVINCE', 'PREFECTURE', 'COUNTY', 'TOWNSHIP', 'COMMUNITY', 'GRID', 'OTHER');

-- CreateEnum
CREATE TYPE "OrganizationKind" AS ENUM ('LEADING_GROUP', 'PARTY_COMMITTEE', 'GOVERNMENT', 'DEPARTMENT', 'ORGAN', 'OTHER');

-- CreateEnum
CREATE TYPE "MetricKind" AS ENUM ('COUNT', 'AMOUNT', 'RATE', 'RATIO', 'INDEX', 'SCORE');

-- CreateEnum
CREATE TYPE "Direction" AS ENUM ('HIGHER_IS_BETTER', 'LOWER_IS_BETTER', 'NEUTRAL');

-- CreateEnum
CREATE TYPE "Basis" AS ENUM ('LEVEL', 'FLOW', 'CUMULATIVE');

-- CreateEnum
CREATE TYPE "AggregationRule" AS ENUM ('SUM', 'LAST', 'AVERAGE', 'WEIGHTED', 'NONE');

-- CreateEnum
CREATE TYPE "Frequency" AS ENUM ('ANNUAL', 'HALF_YEARLY', 'QUARTERLY', 'MONTHLY', 'WEEKLY', 'DAILY', 'SPAN');

-- CreateEnum
CREATE TYPE "ObservationStatus" AS ENUM ('NORMAL', 'BREAK', 'DEFINITION_DIFFERS', 'ESTIMATED', 'FORECAST', 'IMPUTED', 'MISSING', 'NOT_SIGNIFICANT', 'PROVISIONAL', 'SUPPRESSED', 'LOW_RELIABILITY', 'UNVALIDATED');

-- CreateEnum
CREATE TYPE "ObservationBasis" AS ENUM ('PUBLISHED', 'COMPUTED');

-- CreateEnum
CREATE TYPE "ChangeKind" AS ENUM ('YOY', 'PREVIOUS_PERIOD');

-- CreateEnum
CREATE TYPE "TargetKind" AS ENUM ('TARGET', 'BASELINE');

-- CreateEnum
CREATE TYPE "SharedKind" AS ENUM ('ORGANIZATION', 'THEME', 'UNIT', 'DIMENSION', 'CATEGORY', 'REGION', 'METRIC', 'SOURCE');

-- CreateTable
CREATE TABLE "dataset" (
    "id" SERIAL NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "title" JSONB NOT NULL,
    "language" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL,
    "licence" TEXT,
    "publisher_id" INTEGER,
    "region_id" INTEGER,
    "min_count" INTEGER,
    "current_seq" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "dataset_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "release" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "version" TEXT NOT NULL,
    "state" "ReleaseState" NOT NULL,
    "publish_at" TIMESTAMPTZ(3),
    "published_at" TIMESTAMPTZ(3),
    "notes" JSONB,
    "content_hash" TEXT NOT NULL,
    "observation_count" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "release_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "publication" (
    "version" INTEGER NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "seq" INTEGER NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "publication_pkey" PRIMARY KEY ("version")
);

-- CreateTable
CREATE TABLE "content_version" (
    "id" INTEGER NOT NULL,
    "facts" INTEGER NOT NULL DEFAULT 0,
    "reports" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "content_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shared_use" (
    "kind" "SharedKind" NOT NULL,
    "entity_id" INTEGER NOT NULL,
    "dataset_id" INTEGER NOT NULL,

    CONSTRAINT "shared_use_pkey" PRIMARY KEY ("kind","entity_id","dataset_id")
);

-- CreateTable
CREATE TABLE "source" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "title" JSONB NOT NULL,
    "publisher_id" INTEGER,
    "published_date" DATE,
    "url" TEXT,
    "sha256" TEXT,
    "licence" TEXT,
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,

    CONSTRAINT "source_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "citation" (
    "id" SERIAL NOT NULL,
    "source_id" INTEGER NOT NULL,
    "locator" TEXT NOT NULL,
    "quote" TEXT,

    CONSTRAINT "citation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "theme" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "name" JSONB NOT NULL,
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,

    CONSTRAINT "theme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "unit" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "name" JSONB NOT NULL,
    "symbol" JSONB,
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,

    CONSTRAINT "unit_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dimension" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "name" JSONB NOT NULL,
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,

    CONSTRAINT "dimension_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "category" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "dimension_id" INTEGER NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "name" JSONB NOT NULL,
    "position" INTEGER NOT NULL,
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,

    CONSTRAINT "category_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organization" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "name" JSONB NOT NULL,
    "kind" "OrganizationKind" NOT NULL,
    "parent_id" INTEGER,
    "region_id" INTEGER,
    "citation_ids" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "search_text" TEXT NOT NULL,
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,

    CONSTRAINT "organization_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organization_head" (
    "organization_id" INTEGER NOT NULL,
    "head_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "organization_head_pkey" PRIMARY KEY ("organization_id","head_id")
);

-- CreateTable
CREATE TABLE "region" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "scheme" TEXT COLLATE "C" NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,

    CONSTRAINT "region_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "region_version" (
    "id" SERIAL NOT NULL,
    "region_id" INTEGER NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "scheme" TEXT COLLATE "C" NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "name" JSONB NOT NULL,
    "level" "RegionLevel" NOT NULL,
    "parent_id" INTEGER,
    "path" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "valid_from" DATE,
    "valid_to" DATE,
    "current" BOOLEAN NOT NULL,
    "search_text" TEXT NOT NULL,
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,

    CONSTRAINT "region_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "region_successor" (
    "region_id" INTEGER NOT NULL,
    "successor_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "region_successor_pkey" PRIMARY KEY ("region_id","successor_id")
);

-- CreateTable
CREATE TABLE "working_group" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "name" JSONB,
    "leading_group_id" INTEGER NOT NULL,
    "citation_ids" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,

    CONSTRAINT "working_group_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "programme" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "name" JSONB NOT NULL,
    "kind" "ProgrammeKind" NOT NULL,
    "theme_id" INTEGER NOT NULL,
    "working_group_id" INTEGER,
    "attribution" "Attribution",
    "citation_ids" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "search_text" TEXT NOT NULL,
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,

    CONSTRAINT "programme_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "programme_region" (
    "programme_id" INTEGER NOT NULL,
    "region_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "programme_region_pkey" PRIMARY KEY ("programme_id","region_id")
);

-- CreateTable
CREATE TABLE "programme_metric" (
    "programme_id" INTEGER NOT NULL,
    "metric_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "programme_metric_pkey" PRIMARY KEY ("programme_id","metric_id")
);

-- CreateTable
CREATE TABLE "task" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "ordinal" INTEGER,
    "title" JSONB,
    "working_group_id" INTEGER,
    "programme_id" INTEGER,
    "attribution" "Attribution",
    "region_id" INTEGER NOT NULL,
    "region_codes" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "parent_id" INTEGER,
    "has_children" BOOLEAN NOT NULL DEFAULT false,
    "level" "RegionLevel",
    "weight" DECIMAL(12,4) NOT NULL DEFAULT 1,
    "start_date" DATE,
    "due_date" DATE,
    "stated_status" "TaskStatus" NOT NULL DEFAULT 'PLANNED',
    "status" "TaskStatus" NOT NULL,
    "completed_date" DATE,
    "own_progress" DECIMAL(7,4),
    "rolled_up_progress" DECIMAL(7,4),
    "lead_ids" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "organization_ids" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "citation_ids" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "search_text" TEXT NOT NULL,
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,

    CONSTRAINT "task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "task_metric" (
    "task_id" INTEGER NOT NULL,
    "metric_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "task_metric_pkey" PRIMARY KEY ("task_id","metric_id")
);

-- CreateTable
CREATE TABLE "task_responsibility" (
    "task_id" INTEGER NOT NULL,
    "organization_id" INTEGER NOT NULL,
    "role" "ResponsibilityRole" NOT NULL,
    "position" INTEGER NOT NULL,
    "first" BOOLEAN NOT NULL DEFAULT true,

    CONSTRAINT "task_responsibility_pkey" PRIMARY KEY ("task_id","organization_id","role")
);

-- CreateTable
CREATE TABLE "task_report" (
    "id" SERIAL NOT NULL,
    "task_id" INTEGER NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL,
    "status" "TaskStatus" NOT NULL,
    "progress" DECIMAL(7,4),
    "note" JSONB,
    "reported_by_id" INTEGER,
    "citation_ids" INTEGER[] DEFAULT ARRAY[]::INTEGER[],

    CONSTRAINT "task_report_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "metric" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "name" JSONB NOT NULL,
    "sort_name" TEXT COLLATE "C" NOT NULL,
    "definition" JSONB,
    "theme_id" INTEGER NOT NULL,
    "working_group_id" INTEGER,
    "attribution" "Attribution",
    "kind" "MetricKind" NOT NULL,
    "basis" "Basis" NOT NULL,
    "unit_id" INTEGER NOT NULL,
    "unit_multiplier" INTEGER NOT NULL DEFAULT 0,
    "decimals" INTEGER,
    "direction" "Direction" NOT NULL,
    "over_time" "AggregationRule" NOT NULL,
    "over_regions" "AggregationRule" NOT NULL,
    "over_breakdowns" "AggregationRule" NOT NULL,
    "numerator_id" INTEGER,
    "denominator_id" INTEGER,
    "factor" DECIMAL(30,12),
    "expression" TEXT,
    "citation_ids" INTEGER[] DEFAULT ARRAY[]::INTEGER[],
    "search_text" TEXT NOT NULL,
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,

    CONSTRAINT "metric_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "metric_dimension" (
    "metric_id" INTEGER NOT NULL,
    "dimension_id" INTEGER NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "metric_dimension_pkey" PRIMARY KEY ("metric_id","dimension_id")
);

-- CreateTable
CREATE TABLE "series" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "metric_id" INTEGER NOT NULL,
    "region_id" INTEGER NOT NULL,
    "breakdown_key" TEXT COLLATE "C" NOT NULL,
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,

    CONSTRAINT "series_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "series_category" (
    "series_id" INTEGER NOT NULL,
    "dimension_id" INTEGER NOT NULL,
    "category_id" INTEGER NOT NULL,

    CONSTRAINT "series_category_pkey" PRIMARY KEY ("series_id","dimension_id")
);

-- CreateTable
CREATE TABLE "observation" (
    "series_id" INTEGER NOT NULL,
    "period_end" DATE NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,
    "period_start" DATE,
    "frequency" "Frequency" NOT NULL,
    "basis" "ObservationBasis" NOT NULL DEFAULT 'PUBLISHED',
    "value" numeric,
    "numerator" numeric,
    "denominator" numeric,
    "flags" "ObservationStatus"[],
    "reported_by" INTEGER,
    "citation_ids" INTEGER[],
    "note" JSONB,

    CONSTRAINT "observation_pkey" PRIMARY KEY ("series_id","period_end","period","from_seq")
);

-- CreateTable
CREATE TABLE "published_change" (
    "series_id" INTEGER NOT NULL,
    "period_end" DATE NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "kind" "ChangeKind" NOT NULL,
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,
    "value" numeric NOT NULL,
    "citation_ids" INTEGER[],

    CONSTRAINT "published_change_pkey" PRIMARY KEY ("series_id","period_end","period","kind","from_seq")
);

-- CreateTable
CREATE TABLE "target" (
    "series_id" INTEGER NOT NULL,
    "period_end" DATE NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "kind" "TargetKind" NOT NULL,
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,
    "value" numeric NOT NULL,
    "citation_ids" INTEGER[],

    CONSTRAINT "target_pkey" PRIMARY KEY ("series_id","period_end","period","kind","from_seq")
);

-- CreateTable
CREATE TABLE "assessment_rule" (
    "id" SERIAL NOT NULL,
    "dataset_id" INTEGER NOT NULL,
    "code" TEXT COLLATE "C" NOT NULL,
    "metric_id" INTEGER NOT NULL,
    "description" JSONB NOT NULL,
    "parameters" JSONB NOT NULL DEFAULT '{}',
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,

    CONSTRAINT "assessment_rule_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "check_result" (
    "id" SERIAL NOT NULL,
    "series_id" INTEGER NOT NULL,
    "period_end" DATE NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "rule" TEXT NOT NULL,
    "verdict" TEXT NOT NULL,
    "expected" numeric,
    "reported" numeric,
    "tolerance" numeric,
    "explanation" JSONB NOT NULL,
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,

    CONSTRAINT "check_result_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "dataset_code_key" ON "dataset"("code");

-- CreateIndex
CREATE UNIQUE INDEX "release_dataset_id_seq_key" ON "release"("dataset_id", "seq");

-- CreateIndex
CREATE INDEX "publication_dataset_id_version_idx" ON "publication"("dataset_id", "version");

-- CreateIndex
CREATE UNIQUE INDEX "source_code_key" ON "source"("code");

-- CreateIndex
CREATE UNIQUE INDEX "citation_once" ON "citation"("source_id", "locator", "quote") NULLS NOT DISTINCT;

-- CreateIndex
CREATE UNIQUE INDEX "theme_code_key" ON "theme"("code");

-- CreateIndex
CREATE UNIQUE INDEX "unit_code_key" ON "unit"("code");

-- CreateIndex
CREATE UNIQUE INDEX "dimension_code_key" ON "dimension"("code");

-- CreateIndex
CREATE UNIQUE INDEX "category_dimension_id_code_key" ON "category"("dimension_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "organization_code_key" ON "organization"("code");

-- CreateIndex
CREATE INDEX "organization_parent_id_idx" ON "organization"("parent_id");

-- CreateIndex
CREATE UNIQUE INDEX "region_scheme_code_key" ON "region"("scheme", "code");

-- CreateIndex
CREATE INDEX "region_version_parent_id_idx" ON "region_version"("parent_id");

-- CreateIndex
CREATE INDEX "region_version_path_idx" ON "region_version" USING GIN ("path");

-- CreateIndex
CREATE UNIQUE INDEX "region_version_region_id_valid_from_from_seq_key" ON "region_version"("region_id", "valid_from", "from_seq") NULLS NOT DISTINCT;

-- CreateIndex
CREATE INDEX "working_group_leading_group_id_idx" ON "working_group"("leading_group_id");

-- CreateIndex
CREATE UNIQUE INDEX "working_group_dataset_id_code_key" ON "working_group"("dataset_id", "code");

-- CreateIndex
CREATE INDEX "programme_working_group_id_idx" ON "programme"("working_group_id");

-- CreateIndex
CREATE INDEX "programme_theme_id_idx" ON "programme"("theme_id");

-- CreateIndex
CREATE UNIQUE INDEX "programme_dataset_id_code_key" ON "programme"("dataset_id", "code");

-- CreateIndex
CREATE INDEX "programme_metric_metric_id_idx" ON "programme_metric"("metric_id");

-- CreateIndex
CREATE INDEX "task_working_group_id_code_idx" ON "task"("working_group_id", "code");

-- CreateIndex
CREATE INDEX "task_programme_id_code_idx" ON "task"("programme_id", "code");

-- CreateIndex
CREATE INDEX "task_parent_id_idx" ON "task"("parent_id");

-- CreateIndex
CREATE INDEX "task_region_codes_idx" ON "task" USING GIN ("region_codes");

-- CreateIndex
CREATE INDEX "task_organization_ids_idx" ON "task" USING GIN ("organization_ids");

-- CreateIndex
CREATE UNIQUE INDEX "task_dataset_id_code_key" ON "task"("dataset_id", "code");

-- CreateIndex
CREATE INDEX "task_metric_metric_id_idx" ON "task_metric"("metric_id");

-- CreateIndex
CREATE INDEX "task_responsibility_organization_id_idx" ON "task_responsibility"("organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "task_report_once" ON "task_report"("task_id", "reported_at", "reported_by_id") NULLS NOT DISTINCT;

-- CreateIndex
CREATE UNIQUE INDEX "metric_code_key" ON "metric"("code");

-- CreateIndex
CREATE INDEX "metric_theme_id_idx" ON "metric"("theme_id");

-- CreateIndex
CREATE INDEX "metric_working_group_id_idx" ON "metric"("working_group_id");

-- CreateIndex
CREATE INDEX "series_metric_id_region_id_idx" ON "series"("metric_id", "region_id");

-- CreateIndex
CREATE INDEX "series_region_id_idx" ON "series"("region_id");

-- CreateIndex
CREATE UNIQUE INDEX "series_dataset_id_metric_id_region_id_breakdown_key_key" ON "series"("dataset_id", "metric_id", "region_id", "breakdown_key");

-- CreateIndex
CREATE INDEX "series_category_category_id_idx" ON "series_category"("category_id");

-- CreateIndex
CREATE UNIQUE INDEX "assessment_rule_dataset_id_code_key" ON "assessment_rule"("dataset_id", "code");

-- CreateIndex
CREATE INDEX "check_result_series_id_period_end_idx" ON "check_result"("series_id", "period_end");

-- AddForeignKey
ALTER TABLE "dataset" ADD CONSTRAINT "dataset_publisher_id_fkey" FOREIGN KEY ("publisher_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dataset" ADD CONSTRAINT "dataset_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "release" ADD CONSTRAINT "release_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "publication" ADD CONSTRAINT "publication_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shared_use" ADD CONSTRAINT "shared_use_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "source" ADD CONSTRAINT "source_publisher_id_fkey" FOREIGN KEY ("publisher_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "citation" ADD CONSTRAINT "citation_source_id_fkey" FOREIGN KEY ("source_id") REFERENCES "source"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "theme" ADD CONSTRAINT "theme_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "unit" ADD CONSTRAINT "unit_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dimension" ADD CONSTRAINT "dimension_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "category" ADD CONSTRAINT "category_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "category" ADD CONSTRAINT "category_dimension_id_fkey" FOREIGN KEY ("dimension_id") REFERENCES "dimension"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization" ADD CONSTRAINT "organization_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization" ADD CONSTRAINT "organization_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization" ADD CONSTRAINT "organization_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization_head" ADD CONSTRAINT "organization_head_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organization_head" ADD CONSTRAINT "organization_head_head_id_fkey" FOREIGN KEY ("head_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "region" ADD CONSTRAINT "region_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "region_version" ADD CONSTRAINT "region_version_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "region_version" ADD CONSTRAINT "region_version_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "region"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "region_successor" ADD CONSTRAINT "region_successor_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "region_successor" ADD CONSTRAINT "region_successor_successor_id_fkey" FOREIGN KEY ("successor_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "working_group" ADD CONSTRAINT "working_group_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "working_group" ADD CONSTRAINT "working_group_leading_group_id_fkey" FOREIGN KEY ("leading_group_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "programme" ADD CONSTRAINT "programme_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "programme" ADD CONSTRAINT "programme_theme_id_fkey" FOREIGN KEY ("theme_id") REFERENCES "theme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "programme" ADD CONSTRAINT "programme_working_group_id_fkey" FOREIGN KEY ("working_group_id") REFERENCES "working_group"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "programme_region" ADD CONSTRAINT "programme_region_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "programme_region" ADD CONSTRAINT "programme_region_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "programme_metric" ADD CONSTRAINT "programme_metric_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "programme_metric" ADD CONSTRAINT "programme_metric_metric_id_fkey" FOREIGN KEY ("metric_id") REFERENCES "metric"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_working_group_id_fkey" FOREIGN KEY ("working_group_id") REFERENCES "working_group"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_programme_id_fkey" FOREIGN KEY ("programme_id") REFERENCES "programme"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task" ADD CONSTRAINT "task_parent_id_fkey" FOREIGN KEY ("parent_id") REFERENCES "task"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_metric" ADD CONSTRAINT "task_metric_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_metric" ADD CONSTRAINT "task_metric_metric_id_fkey" FOREIGN KEY ("metric_id") REFERENCES "metric"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_responsibility" ADD CONSTRAINT "task_responsibility_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_responsibility" ADD CONSTRAINT "task_responsibility_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organization"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_report" ADD CONSTRAINT "task_report_task_id_fkey" FOREIGN KEY ("task_id") REFERENCES "task"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "task_report" ADD CONSTRAINT "task_report_reported_by_id_fkey" FOREIGN KEY ("reported_by_id") REFERENCES "organization"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "metric" ADD CONSTRAINT "metric_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "metric" ADD CONSTRAINT "metric_theme_id_fkey" FOREIGN KEY ("theme_id") REFERENCES "theme"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "metric" ADD CONSTRAINT "metric_working_group_id_fkey" FOREIGN KEY ("working_group_id") REFERENCES "working_group"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "metric" ADD CONSTRAINT "metric_unit_id_fkey" FOREIGN KEY ("unit_id") REFERENCES "unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "metric" ADD CONSTRAINT "metric_numerator_id_fkey" FOREIGN KEY ("numerator_id") REFERENCES "metric"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "metric" ADD CONSTRAINT "metric_denominator_id_fkey" FOREIGN KEY ("denominator_id") REFERENCES "metric"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "metric_dimension" ADD CONSTRAINT "metric_dimension_metric_id_fkey" FOREIGN KEY ("metric_id") REFERENCES "metric"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "metric_dimension" ADD CONSTRAINT "metric_dimension_dimension_id_fkey" FOREIGN KEY ("dimension_id") REFERENCES "dimension"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "series" ADD CONSTRAINT "series_dataset_id_fkey" FOREIGN KEY ("dataset_id") REFERENCES "dataset"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "series" ADD CONSTRAINT "series_metric_id_fkey" FOREIGN KEY ("metric_id") REFERENCES "metric"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "series" ADD CONSTRAINT "series_region_id_fkey" FOREIGN KEY ("region_id") REFERENCES "region"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "series_category" ADD CONSTRAINT "series_category_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "series_category" ADD CONSTRAINT "series_category_dimension_id_fkey" FOREIGN KEY ("dimension_id") REFERENCES "dimension"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "series_category" ADD CONSTRAINT "series_category_category_id_fkey" FOREIGN KEY ("category_id") REFERENCES "category"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "observation" ADD CONSTRAINT "observation_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "published_change" ADD CONSTRAINT "published_change_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "target" ADD CONSTRAINT "target_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assessment_rule" ADD CONSTRAINT "assessment_rule_metric_id_fkey" FOREIGN KEY ("metric_id") REFERENCES "metric"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "check_result" ADD CONSTRAINT "check_result_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: what must hold and cannot be said in schema.prisma
CREATE UNIQUE INDEX "release_one_open" ON "release"("dataset_id") WHERE "state" <> 'PUBLISHED';
CREATE UNIQUE INDEX "region_version_one_current" ON "region_version"("region_id") WHERE "current" AND "to_seq" = 2147483647;

INSERT INTO "content_version" ("id") VALUES (1);
