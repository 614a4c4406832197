import { mkdtempSync, mkdirSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  defineDocument,
  defineLifecycle,
  definePolicyModule,
  defineRefusals,
  defineSubject,
  defineTable,
  fieldsOf,
  household,
  leads,
  lifecycleState,
  linkOfQuestion,
  lt,
  monitored,
  mustBeGiven,
  mustHold,
  of,
  opens,
  recordFields,
  stays,
  theDay,
  township,
  writeMutation,
  type GraphBuilder,
} from 'xianjie/schema';

/** A bridge that a household asks for: policy and words are invented for the tests. */
const order = defineDocument({
  code: 'BRIDGE-ORDER',
  title: { zh: '便桥办法(测试)', en: 'Bridge order (test)' },
  issuer: { zh: '测试镇', en: 'Test town' },
  issuedOn: '2024-01-01',
  precision: 'DAY',
  level: 'TOWNSHIP',
  areaCode: '150623100',
  sourceFile: 'test',
});
/** Adopted nowhere until somebody does. */
const shortcut = defineDocument({
  ...order,
  code: 'BRIDGE-SHORT',
  title: { zh: '便桥简易办法(测试)', en: 'Bridge shortcut (test)' },
  areaCode: '150622',
});
const said = { document: order, place: 'L1', quote: '先申请后建设' } as const;

const refusals = defineRefusals('bridges', {
  NOT_MONITORED: { zh: '只为监测户修建', en: 'built for monitored households only' },
  NO_DEPTH: { zh: '须先测水深', en: 'measure the water first' },
  TOO_EARLY: { zh: '水深测量日期须在此前', en: 'the measurement comes before' },
  ASKED_ALREADY: { zh: '已有申请', en: 'asked for already' },
});

const bridge = defineSubject({ code: 'BRIDGE', title: { zh: '便桥', en: 'bridge' } });
const whose = linkOfQuestion({ code: 'bridges.household', title: { zh: '所属户', en: 'its household' }, from: bridge, to: household });
const field = fieldsOf(bridge, 'bridges.');
const depth = field(
  'depth',
  'NUMBER',
  { zh: '水深', en: 'depth of the water' },
  { level: 'INTERNAL', column: 'depth', range: { from: 1, to: 30 } },
);
const measuredOn = field('measuredOn', 'DATE', { zh: '测量日期', en: 'measured on' }, { level: 'INTERNAL', column: 'measured_on' });

export const bridges = defineLifecycle({
  code: 'bridges.bridge',
  title: { zh: '便桥', en: 'a bridge' },
  subject: bridge,
  record: { type: 'Bridge', table: 'bridges_bridge', about: 'HOUSEHOLD', since: 'since' },
  level: 'INTERNAL',
  states: { ASKED: { zh: '已申请', en: 'asked for' }, MEASURED: { zh: '已测量', en: 'measured' }, BUILT: { zh: '已建成', en: 'built' } },
  scope: 'bridges:write',
  office: 'TOWNSHIP',
  fields: [depth, measuredOn],
  refusals: {},
  transitions: [
    opens('ASKED', { code: 'ASK', title: { zh: '申请', en: 'ask for it' }, policy: said }),
    stays(['ASKED'], { code: 'LOOK', title: { zh: '查看', en: 'look at the place' }, policy: null, roles: ['TOWNSHIP_BUILDER'] }),
    leads(['ASKED'], 'MEASURED', { code: 'MEASURE', title: { zh: '测量', en: 'measure it' }, policy: said, asks: [depth, measuredOn] }),
    leads(['MEASURED'], 'BUILT', {
      code: 'BUILD',
      title: { zh: '建成', en: 'build it' },
      policy: said,
      evidence: true,
      guards: [
        mustHold(refusals.code('NOT_MONITORED'), of(whose, monitored)),
        mustBeGiven(refusals.code('NO_DEPTH'), [depth, measuredOn]),
        mustHold(refusals.code('TOO_EARLY'), lt(measuredOn, theDay)),
      ],
    }),
    leads(['ASKED'], 'BUILT', {
      code: 'BUILD_AT_ONCE',
      title: { zh: '简易建成', en: 'build it at once' },
      policy: { document: shortcut, place: 'L1', quote: '即报即建' },
      variant: true,
    }),
  ],
});

export const bridgeState = lifecycleState(bridges, household, [township]);

const table = defineTable({
  name: 'bridges_bridge',
  about: 'HOUSEHOLD',
  kind: 'RECORD',
  columns: { state: 'INTERNAL', since: 'INTERNAL', depth: 'INTERNAL', measured_on: 'INTERNAL' },
});

function graphql(builder: GraphBuilder): void {
  builder.tableType('Bridge', {
    table: 'bridges_bridge',
    carries: ['area_code', 'household_id'],
    description: 'A bridge (便桥).',
    fields: (t) => ({
      state: t.column('state', { type: 'String', level: 'INTERNAL', nullable: false, description: 'Where it stands (状态).' }),
      ...recordFields(t, 'INTERNAL'),
    }),
  });
  writeMutation(builder, {
    name: 'askForBridge',
    description: 'Asks for a bridge (申请便桥).',
    scope: 'bridges:write',
    key: 'OPTIONAL',
    returns: 'Bridge',
    input: (t) => ({
      household: t.id({ required: true, description: 'The household (户).' }),
      on: t.field({ type: 'Date', description: 'When (日期).' }),
    }),
    write: async (input, tx, { services }) => {
      const found = await tx.household(input.household);
      if (found === null) throw new Error('the test asks for households that are there');
      const taken = { code: refusals.code('ASKED_ALREADY'), path: ['input', 'household'] };
      return services.lifecycles.open(tx, bridges, { about: found, to: 'ASKED', on: input.on, taken });
    },
  });
}

/** The module with its tables in a folder of its own. */
export function bridgesModule() {
  const folder = mkdtempSync(join(tmpdir(), 'bridges-'));
  mkdirSync(join(folder, 'migrations', '0001_first'), { recursive: true });
  writeFileSync(
    join(folder, 'migrations', '0001_first', 'migration.sql'),
    `create table bridges_bridge (id uuid primary key default gen_random_uuid(), household_id uuid not null, area_code text not null,
       state text not null, since date not null, depth int, measured_on date);
     create unique index bridges_bridge_one on bridges_bridge (household_id) where state <> 'BUILT';`,
  );
  return definePolicyModule({
    id: 'bridges',
    contract: 1,
    title: { zh: '便桥(测试)', en: 'Bridges (test)' },
    owner: { code: 'TOWNSHIP', title: { zh: '乡镇政府', en: 'Township government' } },
    policies: [order, shortcut],
    facts: [bridgeState.source],
    lifecycles: [bridges],
    errors: refusals.errors,
    storage: { folder: pathToFileURL(`${folder}/`), tables: [table] },
    graphql,
  });
}
