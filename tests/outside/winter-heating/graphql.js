// @ts-check
import { codesEnum, descending, sayingFields, sayingOf, where, writeMutation } from 'xianjie/schema';
import { stoveKinds } from './codes.js';
import { office } from './policy.js';
import { refusals } from './refusals.js';
import { stoveTarget } from './tables.js';

/** The module's types, its field on a core type, its list and its mutation. */
export function graphql(/** @type {import('xianjie/schema').GraphBuilder} */ builder) {
  const kind = codesEnum(builder, 'HeatingKind', { zh: '取暖方式', en: 'what a household heats with' }, stoveKinds);

  const heating = builder.tableType('HouseholdHeating', {
    table: 'winter_heating_stove',
    description: 'The last word on how a household heats (取暖情况).',
    rows: [where.lastWord('household_id', 'area_code')],
    fields: (t) => ({
      kind: t.column('kind', { type: kind, level: 'INTERNAL', description: 'What it heats with (取暖方式).' }),
      alarm: t.column('alarm', {
        type: 'Boolean',
        level: 'INTERNAL',
        description: 'Whether it has a carbon monoxide alarm; null: not known (一氧化碳报警器).',
      }),
      observedOn: t.column('observed_on', { type: 'Date', level: 'INTERNAL', description: 'The day it was seen (观察日期).' }),
    }),
  });

  builder.objectField('Household', 'heating', (t) =>
    t.relation({
      type: heating,
      level: 'INTERNAL',
      description: 'How the household heats; null: not known (取暖情况).',
      from: ['id', 'area_code'],
      to: ['household_id', 'area_code'],
      orderBy: [descending('observed_on')],
    }),
  );

  builder.queryField('heatings', (t) =>
    t.connection({
      type: heating,
      level: 'INTERNAL',
      scope: 'winter-heating:read:internal',
      description: 'How the households within the viewer’s areas heat (取暖情况列表).',
      orderBy: () => [descending('observed_on')],
    }),
  );

  writeMutation(builder, {
    name: 'recordStove',
    description: 'Records what a household heats with (登记取暖方式).',
    scope: 'winter-heating:write',
    returns: 'Household',
    key: 'OPTIONAL',
    input: (t) => ({
      household: t.id({ required: true, description: 'The household, by global id (户).' }),
      kind: t.field({ type: kind, required: true, description: 'What it heats with (取暖方式).' }),
      alarm: t.boolean({ description: 'Whether it has a carbon monoxide alarm (一氧化碳报警器).' }),
      ...sayingFields(t),
    }),
    write: async (input, tx, { today }) => {
      const found = await tx.household(input.household);
      if (found === null) return refusals.refuse('NO_HOUSEHOLD', ['input', 'household']);
      if (input.kind === 'NONE' && input.alarm === true) return refusals.refuse('ALARM_WITHOUT_STOVE', ['input', 'alarm']);
      const saying = await sayingOf(tx, input, { today, source: office.code });
      await tx.observe(stoveTarget, saying, [
        { subjectId: found.id, areaCode: found.areaCode, values: { kind: input.kind, alarm: input.alarm ?? null } },
      ]);
      return { id: found.id, subjectType: 'Household', areaCode: found.areaCode };
    },
  });
}
