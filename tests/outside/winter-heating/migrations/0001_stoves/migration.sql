-- winter-heating/0001_stoves: planned by `npm run migrate:new`, reviewed; the check was added by hand. Never edited afterwards.

-- CreateTable
CREATE TABLE "winter_heating_stove" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "household_id" UUID NOT NULL,
    "area_code" TEXT NOT NULL,
    "kind" TEXT NOT NULL CHECK ("kind" IN ('COAL_STOVE', 'BRICK_BED', 'ELECTRIC', 'NONE')),
    "alarm" BOOLEAN,

    CONSTRAINT "winter_heating_stove_pkey" PRIMARY KEY ("id")
);
