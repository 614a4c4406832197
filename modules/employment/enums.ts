import { codesEnum, type GraphBuilder } from 'xianjie/schema';
import { employmentPlaces } from './codes.js';

const places = new WeakMap<GraphBuilder, ReturnType<typeof placeEnum>>();

const placeEnum = (builder: GraphBuilder) =>
  codesEnum(builder, 'EmploymentPlace', { zh: '务工地点', en: 'where somebody works' }, employmentPlaces);

/** The enumeration that several folders of this module use: made once for each graph. */
export function employmentPlace(builder: GraphBuilder): ReturnType<typeof placeEnum> {
  const made = places.get(builder) ?? placeEnum(builder);
  places.set(builder, made);
  return made;
}
