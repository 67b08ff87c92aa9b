-- "row_history" says what "former" holds. Rows, grants and views stay as they are.
ALTER TYPE "FormerKind" RENAME TO "HistoryKind";
ALTER TABLE "former" RENAME TO "row_history";
ALTER TABLE "row_history" RENAME CONSTRAINT "former_pkey" TO "row_history_pkey";
