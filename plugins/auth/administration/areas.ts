import { commonArea, liesIn, userError, type ModuleTx, type UserError } from 'xianjie/schema';
import { access } from './refusals.js';

const MOST = 4;

/** What is wrong with the areas of a registration. Nobody gives what lies outside the own areas; absent and foreign ones are refused alike. */
export async function areaObstacles(tx: ModuleTx, own: readonly string[], areas: readonly string[]): Promise<UserError[]> {
  const path = ['input', 'areas'];
  if (areas.length === 0 || areas.length > MOST) return [access.refusal('TOO_MANY_AREAS', path)];
  if (areas.some((area, i) => areas.some((other, j) => i !== j && liesIn(area, other)))) return [access.refusal('AREAS_OVERLAP', path)];
  const absent: UserError[] = [];
  for (const [i, area] of areas.entries())
    if ((await tx.area(area)) === null) absent.push(userError('AREA_NOT_FOUND', [...path, String(i)]));
  if (absent.length > 0) return absent;
  // Whoever administers the nearest area that holds all of them administers what is registered there.
  return own.some((one) => liesIn(commonArea(areas), one)) ? [] : [access.refusal('AREAS_APART', path)];
}
