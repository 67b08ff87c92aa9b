-- AlterTable
ALTER TABLE "release" ADD COLUMN     "imported_at" TIMESTAMPTZ(3);

-- Until now a release was published at the moment of its import.
UPDATE "release" SET "imported_at" = "published_at";
