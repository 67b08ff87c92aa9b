-- CreateEnum
CREATE TYPE "ImportMode" AS ENUM ('REPLACE', 'APPEND', 'REVISE');

-- AlterTable
ALTER TABLE "release" ADD COLUMN     "mode" "ImportMode" NOT NULL DEFAULT 'REPLACE';
