-- forest-fire/0001_patrols: planned, to be reviewed before anybody applies it. Afterwards it is never edited.
-- Add by hand: checks (check (state in (…)), check (amount >= 0)), partial indexes, what old rows get.
-- Not by hand: standard columns, keys to people and households, row security, masked columns, grants. They come from the declaration.

-- CreateTable
CREATE TABLE "forest_fire_section" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "area_code" TEXT NOT NULL,
    "number" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "metres" INTEGER NOT NULL CHECK ("metres" > 0),

    CONSTRAINT "forest_fire_section_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "forest_fire_patrol" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "person_id" UUID NOT NULL,
    "area_code" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "days" INTEGER NOT NULL CHECK ("days" BETWEEN 0 AND 366),
    "trained" BOOLEAN,
    "section_id" UUID,
    "section_area" TEXT,

    CONSTRAINT "forest_fire_patrol_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "forest_fire_section_area_code_number_key" ON "forest_fire_section"("area_code", "number");
