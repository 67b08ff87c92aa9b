-- AlterTable
ALTER TABLE "category" ADD COLUMN     "valid_from" DATE,
ADD COLUMN     "valid_to" DATE;
