-- AlterTable
ALTER TABLE "content_version" ADD COLUMN     "mark" UUID NOT NULL DEFAULT gen_random_uuid();
