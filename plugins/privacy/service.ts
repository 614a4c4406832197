import type { GraphQLSchema } from 'graphql';
import type { PersonalDataService, PolicyModule } from 'xianjie/schema';
import { perform } from '../audit/index.js';
import type { Db, Protect } from '../storage/index.js';
import type { Asking, Desk } from './asker.js';
import { answerCorrection, requestCorrection } from './corrections.js';
import { exportPerson } from './export.js';
import { personalFields } from './fields.js';
import { find } from './find.js';
import { defaultLimits, type PersonalLimits } from './limits.js';
import { reveal } from './reveal.js';
import { titlesOf } from './titles.js';

/** Personal data by name, for every operation. */
export interface PersonalData {
  /**
   * @param db where it is written down what will be shown: not the operation's own door
   * @param own the operation's own: what it writes is read afterwards
   */
  bind(db: Db, own: Db, asking: Asking): PersonalDataService;
}

export function createPersonalData(options: {
  readonly protect: Protect;
  readonly modules: readonly PolicyModule[];
  readonly schema: GraphQLSchema;
  readonly limits?: Partial<PersonalLimits>;
}): PersonalData {
  const { protect, modules, schema } = options;
  const fields = new Map(personalFields(modules).map((field) => [field.code, field]));
  const titles = titlesOf(schema, modules);
  const limits = { ...defaultLimits, ...options.limits };
  return {
    bind(db, own, asking) {
      const desk: Desk = { ...asking, db, protect, limits };
      const { viewer, requestId, asked } = asking;
      return {
        reveal: (request) => reveal(desk, fields, request),
        find: (request) => find(desk, request),
        exportPerson: (person, reason) => exportPerson(desk, titles, person, reason),
        requestCorrection: (request, how) =>
          perform(own, protect, { viewer, requestId, asked, ...how, input: request }, ({ sql }) => requestCorrection(sql, desk, request)),
        answerCorrection: (answer, how) =>
          perform(own, protect, { viewer, requestId, asked, ...how, input: answer }, ({ sql }) => answerCorrection(sql, desk, answer)),
      };
    },
  };
}
