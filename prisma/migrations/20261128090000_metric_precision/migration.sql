-- AlterTable
ALTER TABLE "metric" ADD COLUMN     "exact" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "tolerance" DECIMAL(30,12);
