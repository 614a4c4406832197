import { liesIn, type Viewer } from 'xianjie/schema';

/** Whether an area lies under one of a client's areas, now: access may have changed since the batch was handed in. */
export function within(viewer: Viewer, area: string): boolean {
  return viewer.areas.some((own) => liesIn(area, own));
}
