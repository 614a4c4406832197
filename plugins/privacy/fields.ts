import { stepType, type ModuleTable, type PolicyModule } from 'xianjie/schema';

/** One thing of a person or a household that can be shown by name: a single value, never a list of records. */
export interface PersonalField {
  readonly code: string;
  readonly of: 'Person' | 'Household';
  /** Whose right it needs: the module that declares it. */
  readonly module: string;
  readonly level: 'PERSONAL' | 'SENSITIVE';
  readonly description: string;
  /** SQL over the subject's row `s`: a text, or the sealed value. */
  readonly value: string;
  readonly sealed?: true;
}

const core = (of: PersonalField['of'], level: PersonalField['level']) => (code: string, value: string, description: string) =>
  ({ code, of, module: 'core', level, value, description }) as const;
const person = core('Person', 'PERSONAL');
const sensitive = core('Person', 'SENSITIVE');
const household = core('Household', 'PERSONAL');

const list = (column: string): string => `nullif(array_to_string(s.${column}, ','), '')`;

const coreFields: readonly PersonalField[] = [
  person('NAME', 's.name', 'Name of a person (姓名).'),
  person('BIRTH_DATE', 's.birth_date::text', 'Date of birth, `YYYY-MM-DD` (出生日期).'),
  person('ETHNICITY', 's.ethnicity', 'Ethnic group (民族).'),
  { ...person('PHONE', 's.phone_enc', 'Telephone (联系电话).'), sealed: true },
  person('SPECIAL_GROUPS', list('special_groups'), 'Groups needing particular care, codes with commas (特殊群体).'),
  { ...sensitive('RESIDENT_ID', 's.resident_id_enc', 'Resident id number (公民身份号码).'), sealed: true },
  sensitive('HEALTH', 's.health', 'Health, a code of `HealthStatus` (健康状况).'),
  sensitive(
    'DISABILITY',
    `case when s.disability_severe then 'SEVERE' when s.disability_certified then 'CERTIFIED' when s.disability_certified = false then 'NONE' end`,
    'SEVERE, CERTIFIED or NONE: severely disabled, holding a certificate, neither (残疾情况).',
  ),
  household('REGISTER_STATUS', 's.register_status', 'What the poverty register says of a household (建档立卡状态).'),
  household('FORMER_CAUSE', 's.former_cause', 'Why the household was poor (致贫原因).'),
  household(
    'MONITORING',
    `case when s.monitored = false then 'NONE' else s.monitoring_kind end`,
    'As what it is monitored; NONE: not (监测对象类型).',
  ),
  household('RISK_KINDS', list('risk_kinds'), 'Risks named by the monitoring, codes with commas (风险类型).'),
  household('SAFETY_NET', 's.safety_net', 'Social assistance it holds (社会救助类型).'),
];

/** The newest record that says something of a column. */
function newest({ name, kind }: ModuleTable, key: string, column: string): string {
  const counts = kind === 'OBSERVATION' ? 'and o.withdrawn_at is null' : '';
  const order = kind === 'OBSERVATION' ? 'o.observed_on desc, o.recorded_at desc' : 'o.updated_at desc';
  return `(select o.${column}::text from ${name} o where o.${key} = s.id and o.${column} is not null ${counts} order by ${order}, o.id limit 1)`;
}

/**
 * The fields of the core, and of every installed module the SENSITIVE columns of its tables about a person or a household: no other
 * answer shows those. What is PERSONAL of a module stands in its own fields of the graph, in clear for whoever has the right.
 */
export function personalFields(modules: readonly PolicyModule[]): readonly PersonalField[] {
  const ofModules = modules.flatMap(({ id, title, storage }) =>
    (storage?.tables ?? []).flatMap((table): PersonalField[] => {
      if (table.about !== 'PERSON' && table.about !== 'HOUSEHOLD') return [];
      const of = table.about === 'PERSON' ? 'Person' : 'Household';
      return Object.entries(table.columns).flatMap(([column, level]) =>
        level !== 'SENSITIVE'
          ? []
          : {
              code: `${table.name}_${column}`.toUpperCase(),
              of,
              module: id,
              level,
              description: `${title.en}: the newest "${column}" of "${table.name}" (${title.zh}敏感信息).`,
              value: newest(table, `${table.about.toLowerCase()}_id`, column),
            },
      );
    }),
  );
  return [...coreFields, ...ofModules, ...modules.flatMap(evidences)];
}

const screaming = (name: string): string => name.replace(/(?<=[a-z0-9])(?=[A-Z])|-/g, '_').toUpperCase();

/** What proved the steps of a module's lifecycles about people and households: no other answer shows it. */
function evidences({ id, lifecycles = [] }: PolicyModule): PersonalField[] {
  return lifecycles.flatMap((lifecycle): PersonalField[] => {
    const { about } = lifecycle.record;
    if (about !== 'PERSON' && about !== 'HOUSEHOLD') return [];
    const key = `${about.toLowerCase()}_id`;
    return [
      {
        code: `${screaming(id)}_${screaming(stepType(lifecycle))}_EVIDENCE`,
        of: about === 'PERSON' ? 'Person' : 'Household',
        module: id,
        level: 'SENSITIVE',
        description: `The newest evidence of a step of ${lifecycle.title.en} (${lifecycle.title.zh}证明材料).`,
        value: `(select o.evidence from lifecycle_step o where o.${key} = s.id and o.lifecycle = '${lifecycle.code}' and o.evidence is not null
          order by o.observed_on desc, o.nth desc, o.id limit 1)`,
      },
    ];
  });
}
