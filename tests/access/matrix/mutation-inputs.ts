import { randomUUID } from 'node:crypto';
import {
  getNamedType,
  getNullableType,
  isListType,
  isInputObjectType,
  isNonNullType,
  isObjectType,
  type GraphQLInputObjectType,
  type GraphQLSchema,
} from 'graphql';
import { givenOf } from './given.js';
import { globalId, least, literal, tableOf, type Field } from './graph.js';
import { places, type Place } from './places.js';
import type { World } from './world.js';

/** Which type's global id an input field takes; a new one is named here. */
const ids: Readonly<Record<string, string>> = {
  household: 'Household',
  person: 'Person',
  project: 'Project',
  contract: 'PostContract',
  post: 'WelfarePost',
  job: 'WorkshopJob',
  claim: 'TransportClaim',
  posting: 'JobPosting',
  need: 'TrainingNeed',
  course: 'TrainingCourse',
  assignment: 'EducationAssignment',
  'AdvanceDropoutCaseInput.case': 'DropoutCase',
  'AssignEducationRoleInput.case': 'DropoutCase',
  'TransitionDropoutCaseInput.record': 'DropoutCase',
  'TransitionWelfarePostInput.record': 'WelfarePost',
  'TransitionPostContractInput.record': 'PostContract',
  case: 'EmploymentCase',
  grant: 'BenefitGrant',
  correction: 'PersonCorrection',
  subjects: 'Person',
  subject: 'Person',
};

/** Ids of the platform's own records, which have tests of their own. */
const machinery = new Set(['upload', 'adoption', 'receipt', 'user', 'client', 'document', 'proposal', 'sweep', 'rehearsal', 'supersedes']);

/** Natural keys by which an input names a row. */
const natural: Readonly<Record<string, readonly [string, string]>> = { creditCode: ['employment_organisation', 'credit_code'] };

/** One field of an input that names a row, and how. */
export interface Named {
  readonly mutation: Field;
  readonly input: GraphQLInputObjectType;
  readonly field: string;
  readonly by: 'id' | 'natural' | 'area';
}

const inputOf = (mutation: Field): GraphQLInputObjectType | undefined => {
  const type = getNamedType(mutation.args.find((a) => a.name === 'input')?.type as never);
  return isInputObjectType(type) ? type : undefined;
};

/** Every input field of every mutation by which somebody could reach for a row or an area that is not theirs. */
export function reaching(schema: GraphQLSchema): Named[] {
  return Object.values(schema.getMutationType()?.getFields() ?? {}).flatMap((mutation): Named[] => {
    const input = inputOf(mutation);
    if (!input) return [];
    return Object.values(input.getFields()).flatMap(({ name, type }): Named[] => {
      const named = getNamedType(type).name;
      if (named === 'ID' && !machinery.has(name)) return [{ mutation, input, field: name, by: 'id' }];
      if (named === 'AreaCode' && isNonNullType(type)) return [{ mutation, input, field: name, by: 'area' }];
      // Whoever registers something names what is not there yet.
      return natural[name] && isNonNullType(type) && !mutation.name.startsWith('register')
        ? [{ mutation, input, field: name, by: 'natural' }]
        : [];
    });
  });
}

/** What is given in place of a row. */
export type Reach = Place | 'nobody' | 'another type' | 'garbage';

let calls = 0;

/** A mutation whose required fields name rows of the own area, but for one field. */
export function mutationWith(
  schema: GraphQLSchema,
  world: World,
  mutation: Field,
  at?: Named,
  reach: Reach = 'own',
  random = Math.random,
): string {
  const input = inputOf(mutation);
  const value = (type: GraphQLInputObjectType, name: string, where: Reach): string | undefined => {
    const place = where === 'nobody' || where === 'another type' || where === 'garbage' ? 'absent' : where;
    const key = ids[`${type.name}.${name}`] ?? ids[name];
    const known = natural[name];
    if (known)
      return place === 'absent' ? '"91150000000000000X"' : JSON.stringify(world.values(...known, place)[0] ?? '91150000000000000X');
    if (key === undefined) return undefined;
    if (where === 'garbage') return '"not an id"';
    if (where === 'another type') return globalId('Area', places.own);
    const shown = schema.getType(key);
    const table = isObjectType(shown) ? tableOf(shown)?.table : undefined;
    const rows = place === 'absent' ? [] : world.keys(table ?? '', place);
    return globalId(key, rows[Math.floor(random() * rows.length)] ?? randomUUID());
  };
  const given = givenOf(world, 'own', random);
  const fields = Object.values(input?.getFields() ?? {}).filter(
    (f) => (isNonNullType(f.type) && f.defaultValue === undefined) || f.name === at?.field,
  );
  const texts = fields.map((f) => {
    const where = f.name === at?.field ? reach : 'own';
    if (input && getNamedType(f.type).name === 'ID') {
      const id = value(input, f.name, where);
      if (id === undefined && !machinery.has(f.name))
        throw new Error(`the matrix does not know whose id ${input.name}.${f.name} is: say it in tests/access/matrix/mutation-inputs.ts`);
      return `${f.name}: ${isListType(getNullableType(f.type)) ? `[${id ?? '"none"'}]` : (id ?? '"none"')}`;
    }
    if (getNamedType(f.type).name === 'AreaCode')
      return `${f.name}: "${where === 'garbage' || where === 'nobody' || where === 'another type' ? '159999' : places[where]}"`;
    const known = input && natural[f.name] ? value(input, f.name, where) : undefined;
    return `${f.name}: ${known ?? literal(f, { ...given, text }, `${input?.name}.${f.name}`)}`;
  });
  const payload = getNamedType(mutation.type);
  const asked = isObjectType(payload)
    ? Object.values(payload.getFields())
        .map((f) => `${f.name}${f.name === 'userErrors' ? ' { code path }' : least(schema, f as Field)}`)
        .join(' ')
    : '';
  return `mutation { ${mutation.name}(input: { ${texts.join(', ')} }) @idempotent(key: "matrix-${++calls}") { ${asked} } }`;
}

const text = (name: string): string =>
  name === 'feed' ? 'core.people' : name === 'residentId' ? '11010519491231002X' : `text-${name}`.slice(0, 18);
