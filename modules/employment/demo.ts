import type { DemoRows, ModuleDemo } from 'xianjie/schema';

const together = (parts: readonly DemoRows[]): DemoRows => {
  const all: Record<string, DemoRows[string][number][]> = {};
  for (const part of parts) for (const [table, rows] of Object.entries(part)) (all[table] ??= []).push(...rows);
  return all;
};

/** The demos of this module's parts as one; the rows of a table that two parts fill stand together. */
export function mergedDemo(demos: readonly ModuleDemo[]): ModuleDemo {
  return {
    places: (place, dice) => together(demos.map((demo) => demo.places?.(place, dice) ?? {})),
    village: (village, place, dice) => together(demos.map((demo) => demo.village(village, place, dice))),
    completeLists: (place, dice) => demos.flatMap((demo) => demo.completeLists?.(place, dice) ?? []),
    samples: (village, place, dice) => Object.assign({}, ...demos.map((demo) => demo.samples?.(village, place, dice) ?? {})) as never,
  };
}
