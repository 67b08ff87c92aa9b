-- AlterTable
ALTER TABLE "metric" ADD COLUMN "minimum" DECIMAL(30,12),
ADD COLUMN "maximum" DECIMAL(30,12);

-- Nothing was ever written to it: made anew, its key is what names a check.
DROP TABLE "check_result";

-- CreateTable
CREATE TABLE "check_result" (
    "series_id" INTEGER NOT NULL,
    "period_end" DATE NOT NULL,
    "period" TEXT COLLATE "C" NOT NULL,
    "rule" TEXT COLLATE "C" NOT NULL,
    "subject" TEXT COLLATE "C" NOT NULL DEFAULT '',
    "from_seq" INTEGER NOT NULL,
    "to_seq" INTEGER NOT NULL DEFAULT 2147483647,
    "verdict" TEXT COLLATE "C" NOT NULL,
    "expected" numeric,
    "reported" numeric,
    "tolerance" numeric,
    "parts_expected" INTEGER,
    "parts_reported" INTEGER,
    "reason" TEXT,

    CONSTRAINT "check_result_pkey" PRIMARY KEY ("series_id","period_end","period","rule","subject","from_seq")
);

-- AddForeignKey
ALTER TABLE "check_result" ADD CONSTRAINT "check_result_series_id_fkey" FOREIGN KEY ("series_id") REFERENCES "series"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
