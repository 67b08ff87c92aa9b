-- CreateEnum
CREATE TYPE "ComparisonKind" AS ENUM ('YOY', 'PREVIOUS_PERIOD', 'VS_TARGET', 'VS_BASELINE');

-- AlterEnum
ALTER TYPE "FormerKind" ADD VALUE 'ASSESSMENT_RULE';

-- By hand: rules that were stored before had no parameters, so that nothing can be assessed by them
DELETE FROM "assessment_rule";

-- AlterTable
ALTER TABLE "assessment_rule" DROP COLUMN "parameters",
ADD COLUMN     "compare" "ComparisonKind",
ADD COLUMN     "green_from" DECIMAL(9,4),
ADD COLUMN     "maintain_within" DECIMAL(13,4),
ADD COLUMN     "yellow_days" INTEGER,
ADD COLUMN     "yellow_from" DECIMAL(9,4),
ALTER COLUMN "metric_id" DROP NOT NULL;

-- By hand: what must hold and cannot be said in schema.prisma
ALTER TABLE "assessment_rule" ADD CONSTRAINT "assessment_rule_kind" CHECK (
    ("metric_id" IS NULL AND "yellow_days" IS NOT NULL AND num_nonnulls("compare", "maintain_within", "green_from", "yellow_from") = 0)
    OR ("metric_id" IS NOT NULL AND "yellow_days" IS NULL AND num_nulls("compare", "maintain_within") = 0
        AND num_nonnulls("green_from", "yellow_from") IN (0, 2))
);
