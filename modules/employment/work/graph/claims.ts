import {
  among,
  ascending,
  descending,
  fromPerson,
  inside,
  ofPerson,
  orderInput,
  recordFields,
  same,
  sorted,
  type GraphBuilder,
} from 'xianjie/schema';
import type { WorkEnums } from './common.js';

/** Claims of the transport subsidy: claimed, checked, paid (W18). */
export function addClaims(builder: GraphBuilder, enums: WorkEnums): void {
  const claim = builder.tableType('TransportClaim', {
    table: 'employment_transport_claim',
    carries: ['area_code', 'person_id'],
    description: 'A claim of the transport subsidy (外出务工交通补贴申请).',
    fields: (t) => ({
      year: t.column('year', { type: 'Int', level: 'PERSONAL', description: 'The year it is for (年度).' }),
      place: t.column('place', { type: enums.place, level: 'PERSONAL', description: 'Place of work claimed (务工地点).' }),
      workArea: t.column('work_area', { type: 'String', level: 'PERSONAL', description: 'Province, city or county of work (务工地区).' }),
      state: t.column('state', { type: enums.claimState, level: 'PERSONAL', description: 'Where it stands (办理状态).' }),
      claimedOn: t.column('claimed_on', { type: 'Date', level: 'PERSONAL', description: 'When claimed (申请日期).' }),
      checkedOn: t.column('checked_on', { type: 'Date', level: 'PERSONAL', description: 'When the place was checked (核实日期).' }),
      checkedPlace: t.column('checked_place', { type: enums.place, level: 'PERSONAL', description: 'What was found (核实的务工地点).' }),
      paidOn: t.column('paid_on', { type: 'Date', level: 'PERSONAL', description: 'When paid (发放日期).' }),
      amount: t.column('amount', { type: 'Money', level: 'PERSONAL', description: 'What was paid (发放金额).' }),
      ...ofPerson(t),
      ...recordFields(t),
    }),
  });
  builder.objectField('Person', 'transportClaims', (t) =>
    t.relation({
      type: [claim],
      level: 'PERSONAL',
      description: 'Claims of the transport subsidy, the latest first (交通补贴申请).',
      ...fromPerson,
      orderBy: [descending('claimed_on'), ascending('id')],
      limit: 20,
    }),
  );
  const filter = builder.inputType('TransportClaimFilter', {
    description: 'Which claims: all that is given must hold (交通补贴申请筛选条件).',
    fields: (t) => ({
      area: t.field({ type: 'AreaCode', description: 'In or under this area (所在区划).' }),
      states: t.field({ type: [enums.claimState], description: 'In one of these states (办理状态).' }),
      year: t.int({ description: 'For this year (年度).' }),
    }),
  });
  const order = orderInput(
    builder,
    'TransportClaim',
    { en: 'the claims', zh: '交通补贴申请' },
    { CLAIMED_ON: 'When claimed (申请日期).', PAID_ON: 'When paid, unpaid last (发放日期).', AREA: 'Village (所在村).' },
  );
  builder.queryField('transportClaims', (t) =>
    t.connection({
      type: claim,
      level: 'PERSONAL',
      scope: 'employment:read:personal',
      description: 'Claims of the transport subsidy, the oldest first (交通补贴申请).',
      args: {
        filter: t.arg({ type: filter, description: 'Which claims (筛选).' }),
        orderBy: t.arg({ type: order, description: 'Their order; default: the oldest first (排序).' }),
      },
      where: ({ filter: asked }) => [...inside(asked?.area), ...among('state', asked?.states), ...same('year', asked?.year)],
      orderBy: ({ orderBy }) => {
        if (orderBy?.by === 'AREA') return [sorted('area_code', orderBy), ascending('claimed_on')];
        return orderBy?.by === 'PAID_ON' ? [sorted('paid_on', orderBy, true)] : [sorted('claimed_on', orderBy)];
      },
    }),
  );
}
