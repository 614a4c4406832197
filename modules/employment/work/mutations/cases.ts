import {
  expectVersion,
  refuse,
  sayingFields,
  sayingOf,
  versionField,
  writeMutation,
  type FoundRecord,
  type GraphBuilder,
  type ModuleTx,
} from 'xianjie/schema';
import { refusals } from '../errors.js';
import type { WorkEnums } from '../graph/common.js';
import { recordTarget } from '../store.js';
import { about, personField, personOf, SPEAKER, WRITE } from './common.js';

/** Help for returned workers and graduates: opened, planned, closed. */
export function addCaseMutations(builder: GraphBuilder, enums: WorkEnums): void {
  writeMutation(builder, {
    name: 'recordReturn',
    description: 'Records that a worker has come back, and opens the case that follows it; one that is open stays (登记返乡回流).',
    scope: WRITE,
    returns: 'EmploymentCase',
    key: 'OPTIONAL',
    input: (t) => ({
      ...personField(t),
      returnedOn: t.field({ type: 'Date', required: true, description: 'Since when (返乡日期).' }),
      employed: t.boolean({ required: true, description: 'Whether at work at home (是否已在本地就业).' }),
      ...sayingFields(t),
    }),
    write: async ({ returnedOn, employed, ...input }, tx, { today }) => {
      const person = await personOf(tx, input.person);
      const saying = await sayingOf(tx, input, { today, source: SPEAKER });
      if (returnedOn > saying.observedOn) refusals.refuse('DATE_AFTER_LIST', ['input', 'returnedOn']);
      const values = { employed, place: employed ? 'IN_COUNTY' : null, returned: true, returned_on: returnedOn };
      await tx.observe(recordTarget, saying, [{ subjectId: person.id, areaCode: person.areaCode, values }]);
      const opened = (await openCase(tx, person, 'RETURNEE', returnedOn, saying.source)) ?? (await openedCase(tx, person.id, 'RETURNEE'));
      return about(opened, 'EmploymentCase', person);
    },
  });

  writeMutation(builder, {
    name: 'openEmploymentCase',
    description: 'Opens a case of help; one open case of a kind for a person (建立就业帮扶档案).',
    scope: WRITE,
    returns: 'EmploymentCase',
    key: 'OPTIONAL',
    input: (t) => ({
      ...personField(t),
      kind: t.field({ type: enums.caseKind, required: true, description: 'Whom it is for (类别).' }),
      ...sayingFields(t),
    }),
    write: async ({ kind, ...input }, tx, { today }) => {
      const person = await personOf(tx, input.person);
      const { source, observedOn } = await sayingOf(tx, input, { today, source: SPEAKER });
      const opened = await openCase(tx, person, kind, observedOn, source);
      return about(opened ?? refusals.refuse('CASE_OPEN', ['input', 'kind']), 'EmploymentCase', person);
    },
  });

  writeMutation(builder, {
    name: 'planEmploymentCase',
    description: 'Makes or changes the plan of an open case (制定就业帮扶计划).',
    scope: WRITE,
    returns: 'EmploymentCase',
    key: 'OPTIONAL',
    input: (t) => ({
      case: t.id({ required: true, description: 'The case, by global id (帮扶档案).' }),
      plan: t.string({ required: true, description: 'What is to be done, 1 to 1,000 characters (帮扶计划).' }),
      plannedOn: t.field({ type: 'Date', description: 'When it was made; default: today (制定日期).' }),
      ...versionField(t),
    }),
    write: async ({ plan, ...input }, tx, { today }) => {
      const found = await openCaseOf(tx, input);
      const plannedOn = dayWithin(found, input.plannedOn ?? today, today, 'plannedOn');
      if (plan.trim() === '' || [...plan].length > 1000) refusals.refuse('TEXT_LENGTH', ['input', 'plan'], { max: 1000 });
      await tx.sql('update employment_case set plan = $2, planned_on = $3, version = version + 1, updated_at = now() where id = $1', [
        found.id,
        plan,
        plannedOn,
      ]);
      return about(found.id, 'EmploymentCase', found);
    },
  });

  writeMutation(builder, {
    name: 'closeEmploymentCase',
    description: 'Closes a case of help with its outcome (办结就业帮扶档案).',
    scope: WRITE,
    returns: 'EmploymentCase',
    key: 'OPTIONAL',
    input: (t) => ({
      case: t.id({ required: true, description: 'The case, by global id (帮扶档案).' }),
      outcome: t.field({ type: enums.outcome, required: true, description: 'How it ended (帮扶结果).' }),
      closedOn: t.field({ type: 'Date', description: 'When; default: today (办结日期).' }),
      ...versionField(t),
    }),
    write: async (input, tx, { today }) => {
      const found = await openCaseOf(tx, input);
      const closedOn = dayWithin(found, input.closedOn ?? today, today, 'closedOn');
      await tx.sql('update employment_case set closed_on = $2, outcome = $3, version = version + 1, updated_at = now() where id = $1', [
        found.id,
        closedOn,
        input.outcome,
      ]);
      return about(found.id, 'EmploymentCase', found);
    },
  });
}

interface Whose {
  readonly id: string;
  readonly areaCode: string;
}

/** The id of the case that was opened; null: one of its kind is open. */
async function openCase(tx: ModuleTx, { id, areaCode }: Whose, kind: string, openedOn: string, source: string): Promise<string | null> {
  const [opened] = await tx.sql<{ id: string }>(
    `insert into employment_case (person_id, area_code, kind, opened_on, source) values ($1, $2, $3, $4, $5)
     on conflict (person_id, kind) where closed_on is null do nothing returning id`,
    [id, areaCode, kind, openedOn, source],
  );
  return opened?.id ?? null;
}

async function openedCase(tx: ModuleTx, person: string, kind: string): Promise<string> {
  const [open] = await tx.sql<{ id: string }>('select id from employment_case where person_id = $1 and kind = $2 and closed_on is null', [
    person,
    kind,
  ]);
  return open?.id ?? refusals.refuse('NO_SUCH_CASE', ['input', 'person']);
}

interface Dates {
  readonly opened_on: string;
  readonly closed_on: string | null;
}

async function openCaseOf(
  tx: ModuleTx,
  asked: { readonly case: string | number; readonly expectedVersion?: number | null },
): Promise<FoundRecord & Dates> {
  const found =
    (await tx.record<Dates>({ type: 'EmploymentCase', table: 'employment_case', columns: ['opened_on', 'closed_on'] }, asked.case)) ??
    refusals.refuse('NO_SUCH_CASE', ['input', 'case']);
  expectVersion(found, asked.expectedVersion);
  return found.closed_on === null ? found : refusals.refuse('CASE_CLOSED', ['input', 'case']);
}

function dayWithin({ opened_on: openedOn }: Dates, day: string, today: string, field: string): string {
  if (day > today) refuse('DATE_IN_FUTURE', ['input', field]);
  return day < openedOn ? refusals.refuse('ENDS_BEFORE_START', ['input', field]) : day;
}
