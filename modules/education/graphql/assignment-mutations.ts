import { expectVersion, refuse, versionField, writeMutation, type GraphBuilder, type ModuleTx } from 'xianjie/schema';
import { refusals } from '../refusals.js';
import type { addAssignments } from './assignments.js';
import { lockCase } from './dropout-mutations.js';
import type { Enums } from './enums.js';

/** Who answers under a label, and what a label holds: both are said by a local administrator, never invented. */
export function addAssignmentMutations(
  builder: GraphBuilder,
  enums: Enums,
  { assignment, contents }: ReturnType<typeof addAssignments>,
): void {
  writeMutation(builder, {
    name: 'assignEducationRole',
    description:
      'Names an office that answers under a label: one of the "seven chiefs" of an area, or one of the helpers of a case (落实“七长”“三帮一”责任).',
    scope: 'education:write',
    key: 'NEEDED',
    returns: assignment,
    input: (t) => ({
      label: t.field({ type: enums.label, required: true, description: 'SEVEN_CHIEFS or THREE_HELP_ONE (工作机制).' }),
      area: t.field({ type: 'AreaCode', description: 'For the "seven chiefs": their area (责任区划).' }),
      case: t.id({ description: 'For "three help one": the case, by global id (档案).' }),
      office: t.string({ required: true, description: 'The office or role, such as a headmaster (职务).' }),
      holder: t.string({ description: 'Who holds it; masked without the right to see names (责任人).' }),
      startsOn: t.field({ type: 'Date', description: 'Since when; default: today (起始日期).' }),
      endsOn: t.field({ type: 'Date', description: 'Last day (截止日期).' }),
    }),
    write: async (input, tx, { today }) => {
      const ofCase = input.label === 'THREE_HELP_ONE';
      if ((!ofCase && input.label !== 'SEVEN_CHIEFS') || (input.case != null) !== ofCase || (input.area != null) === ofCase)
        refusals.refuse('CASE_NEEDED', ['input', ofCase ? 'case' : 'area']);
      const from = input.startsOn ?? today;
      if (input.endsOn != null && input.endsOn < from) refusals.refuse('ENDS_BEFORE_IT_BEGINS', ['input', 'endsOn']);
      if (input.office.trim() === '') refuse('REQUIRED', ['input', 'office']);
      const found = input.case == null ? null : await lockCase(tx, input.case);
      const areaCode = found?.areaCode ?? (await areaWithin(tx, input.area ?? ''));
      const [made] = await tx.sql<{ id: string }>(
        `insert into education_assignment (area_code, label, office, holder, case_id, from_day, to_day)
         values ($1, $2, $3, $4, $5, $6, $7) returning id`,
        [areaCode, input.label, input.office.trim(), input.holder ?? null, found?.id ?? null, from, input.endsOn ?? null],
      );
      return { id: made?.id ?? '', subjectType: 'EducationAssignment', areaCode };
    },
  });

  writeMutation(builder, {
    name: 'endEducationRole',
    description: 'Says until when an office answers (结束责任分工).',
    scope: 'education:write',
    key: 'OPTIONAL',
    returns: assignment,
    input: (t) => ({
      assignment: t.id({ required: true, description: 'The assignment, by global id (分工).' }),
      endsOn: t.field({ type: 'Date', required: true, description: 'Last day (截止日期).' }),
      ...versionField(t),
    }),
    write: async (input, tx) => {
      const of = { type: 'EducationAssignment', table: 'education_assignment', columns: ['from_day'] } as const;
      const found = (await tx.record<{ from_day: string }>(of, input.assignment)) ?? refuse('NOT_FOUND', ['input', 'assignment']);
      expectVersion(found, input.expectedVersion);
      if (input.endsOn < found.from_day) refusals.refuse('ENDS_BEFORE_IT_BEGINS', ['input', 'endsOn']);
      await tx.sql('update education_assignment set to_day = $2, version = version + 1, updated_at = now() where id = $1', [
        found.id,
        input.endsOn,
      ]);
      return { id: found.id, subjectType: 'EducationAssignment', areaCode: found.areaCode };
    },
  });

  writeMutation(builder, {
    name: 'describeEducationLabel',
    description: 'Says what a label holds in an area: the sources leave it open (填写口号内容).',
    scope: 'education:administer',
    key: 'OPTIONAL',
    returns: contents,
    field: 'label',
    input: (t) => ({
      area: t.field({ type: 'AreaCode', required: true, description: 'Where it holds (适用区划).' }),
      label: t.field({ type: enums.label, required: true, description: 'The label (口号).' }),
      contents: t.string({ description: 'What it holds; null takes it back (内容).' }),
      ...versionField(t),
    }),
    write: async (input, tx) => {
      const areaCode = await areaWithin(tx, input.area);
      const [known] = await tx.sql<{ version: number }>(
        'select version from education_label where area_code = $1 and label = $2 for update',
        [areaCode, input.label],
      );
      if (input.expectedVersion != null && input.expectedVersion !== known?.version)
        refuse('VERSION_CONFLICT', ['input', 'expectedVersion']);
      const [written] = await tx.sql<{ id: string }>(
        `insert into education_label (area_code, label, contents) values ($1, $2, $3)
         on conflict (area_code, label) do update set contents = excluded.contents, version = education_label.version + 1, updated_at = now()
         returning id`,
        [areaCode, input.label, input.contents ?? null],
      );
      return { id: written?.id ?? '', subjectType: 'EducationLabelContents', areaCode };
    },
  });
}

/** An area that exists and lies within the viewer's own; absent and foreign are refused alike. */
async function areaWithin(tx: ModuleTx, code: string): Promise<string> {
  return (await tx.area(code)) ?? refusals.refuse('AREA_NOT_FOUND', ['input', 'area']);
}
