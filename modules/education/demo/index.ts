import type { ModuleDemo } from 'xianjie/schema';
import { villageRows } from './rows.js';
import { samples } from './samples.js';
import { completeLists, schoolRows } from './schools.js';

/** One school year of an invented town. Nobody is assigned under a label: the sources do not say who the seven and the three are. */
export const demo: ModuleDemo = { places: schoolRows, village: villageRows, completeLists, samples };
