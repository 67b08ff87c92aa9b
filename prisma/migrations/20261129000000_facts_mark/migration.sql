-- AlterTable
ALTER TABLE "content_version" ADD COLUMN     "facts_mark" UUID NOT NULL DEFAULT gen_random_uuid();
