import { Random } from './random.js';
import type { Plan } from './plan.js';
import type { ProjectRow } from './rows.js';

// prettier-ignore
const kinds = [
  ['INDUSTRY', 34, ['肉羊养殖示范园', '温室大棚', '香菇种植基地', '饲草料加工厂', '苜蓿种植基地', '农畜产品冷链仓储', '肉牛育肥场']],
  ['INFRASTRUCTURE', 24, ['通组道路硬化', '农田节水灌溉', '低压线路改造', '产业路']],
  ['PUBLIC_SERVICE', 12, ['卫生室改造', '文化活动室', '互助幸福院', '垃圾转运点']],
  ['WATER_WORKS', 10, ['人畜饮水机电井', '供水管网延伸', '储水窖']],
  ['WORK_RELIEF', 8, ['以工代赈道路', '以工代赈防沙治沙']],
  ['RENEWAL', 6, ['危房改造', '闲置公房修缮']],
  ['HOUSEHOLD_ASSISTANCE', 6, ['到户基础母羊', '庭院经济到户奖补']],
] as const;
// prettier-ignore
const states = [['PROPOSED', 6], ['IN_LIBRARY', 10], ['PLAN_NOTICE', 4], ['FUNDED', 8], ['IN_PROGRESS', 18], ['COMPLETED', 12], ['ACCEPTED', 16], ['ASSETISED', 22], ['PROBLEM', 4]] as const;
// prettier-ignore
const funds = [['LINKAGE', 52], ['FISCAL', 14], ['EAST_WEST', 12], ['DESIGNATED_ASSISTANCE', 6], ['LOCAL_BOND', 6], ['DONATION', 4], ['LOTTERY', 3], ['BUDGET_INVESTMENT', 3]] as const;

const begun = new Set(['IN_PROGRESS', 'COMPLETED', 'ACCEPTED', 'ASSETISED', 'PROBLEM']);

/** A plain list of projects, spread over the villages; from tens of thousands of yuan to some millions each. */
export function projects(plan: Plan): ProjectRow[] {
  const random = new Random(plan.seed, 'projects');
  const villages = plan.settlements.filter((s) => !s.community);
  const names = new Map(plan.areas.map((a) => [a.code, a.name_zh]));
  return Array.from({ length: plan.projects }, (_, i): ProjectRow => {
    const at = random.pick(villages);
    const [category, , titles] = random.weighted(kinds.map((kind) => [kind, kind[1]] as const));
    const state = random.weighted(states);
    const year = begun.has(state) ? random.int(2021, 2024) : 2025;
    const planned = Math.round(80_000 * Math.exp(1.1 * random.normal() + 1) / 1_000) * 1_000; // prettier-ignore
    const paid = begun.has(state) ? (state === 'IN_PROGRESS' ? random.between(0.2, 0.8) : random.between(0.95, 1)) : 0;
    return {
      id: random.uuid(),
      area_code: at.code,
      number: `${plan.county}-${year}-${String(i + 1).padStart(4, '0')}`,
      name: `${names.get(at.code) ?? ''}${random.pick<string>(titles)}项目`,
      category,
      state,
      fund_source: random.weighted(funds),
      year,
      planned_amount: planned * 100,
      paid_amount: Math.round(planned * paid) * 100,
      beneficiary_households: random.int(3, Math.max(4, Math.round(at.households * 0.6))),
    };
  });
}
