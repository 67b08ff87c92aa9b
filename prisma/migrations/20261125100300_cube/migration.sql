-- Where series break: looked up whenever values are compared, and hardly any row does. Prisma's schema language has no word for it.
CREATE INDEX "observation_break" ON "observation"("series_id", "period_end") WHERE "flags" && '{BREAK}'::"ObservationStatus"[];
