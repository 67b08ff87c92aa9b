-- CreateEnum
CREATE TYPE "FormerKind" AS ENUM ('TASK', 'METRIC', 'PROGRAMME', 'WORKING_GROUP', 'ORGANIZATION', 'REGION_VERSION');

-- CreateTable
CREATE TABLE "former" (
    "kind" "FormerKind" NOT NULL,
    "id" INTEGER NOT NULL,
    "until" INTEGER NOT NULL,
    "row" JSONB NOT NULL,

    CONSTRAINT "former_pkey" PRIMARY KEY ("kind","id","until")
);
