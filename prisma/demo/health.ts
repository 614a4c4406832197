import type { Member } from './families.js';
import type { Random } from './random.js';
import type { Profile } from './plan.js';
import type { Health, LabourCapacity, LabourClass } from './rows.js';

export interface Condition {
  readonly health: Health | null;
  readonly certified: boolean | null;
  readonly severe: boolean | null;
  readonly labour: LabourCapacity | null;
  readonly groups: readonly string[];
}

const unknown: Condition = { health: null, certified: null, severe: null, labour: null, groups: [] };

/** Health, disability and labour of each member. Who became poor by illness or disability has somebody ill or disabled. */
export function conditions(random: Random, members: readonly Member[], profile: Profile): Condition[] {
  const adults = members.flatMap((m, i) => (m.age >= 16 ? [i] : []));
  const struck = random.pick(adults.length > 0 ? adults : [0]);
  const illness = profile.cause === 'ILLNESS' || (profile.monitored === 'SUDDEN_SEVERE_DIFFICULTY' && random.chance(0.7));
  return members.map((member, i) => {
    if (random.chance(0.005)) return unknown;
    const { age } = member;
    const old = age >= 60 ? 2 : age >= 40 ? 1 : 0;
    let health: Health = 'HEALTHY';
    if (i === struck && illness) health = random.chance(0.4) ? 'MAJOR_ILLNESS' : 'CHRONIC_ILLNESS';
    else if (random.chance([0.004, 0.012, 0.03][old] ?? 0)) health = 'MAJOR_ILLNESS';
    else if (random.chance([0.015, 0.1, 0.33][old] ?? 0)) health = 'CHRONIC_ILLNESS';
    const certified = (i === struck && profile.cause === 'DISABILITY') || random.chance([0.01, 0.022, 0.045][old] ?? 0);
    const severe = certified && random.chance(0.32);
    return {
      health,
      certified,
      severe,
      labour: labourOf(random, age, health, certified, severe),
      groups: groupsOf(random, members, member, certified),
    };
  });
}

function labourOf(random: Random, age: number, health: Health, certified: boolean, severe: boolean): LabourCapacity {
  if (age < 16 || age >= 75) return 'NOT_OF_WORKING_AGE';
  if (age >= 60) {
    if (severe || health === 'MAJOR_ILLNESS') return random.chance(0.6) ? 'TOTAL_LOSS' : 'NOT_OF_WORKING_AGE';
    if (age < 66 && health === 'HEALTHY' && random.chance(0.4)) return 'FULL';
    return random.chance(0.5) ? 'WEAK_OR_HALF' : 'NOT_OF_WORKING_AGE';
  }
  if (severe) return random.chance(0.6) ? 'TOTAL_LOSS' : 'PARTIAL_LOSS';
  if (health === 'MAJOR_ILLNESS') return random.weighted([['TOTAL_LOSS', 35], ['PARTIAL_LOSS', 45], ['WEAK_OR_HALF', 20]] as const); // prettier-ignore
  if (certified) return random.chance(0.5) ? 'PARTIAL_LOSS' : 'WEAK_OR_HALF';
  return health === 'CHRONIC_ILLNESS' && random.chance(0.35) ? 'WEAK_OR_HALF' : 'FULL';
}

function groupsOf(random: Random, members: readonly Member[], { age, sex, relation }: Member, disabled: boolean): string[] {
  const groups: string[] = [];
  const generationBetween = members.some((m) => m.age >= 18 && m.age < 58);
  if (age < 16 && !generationBetween) groups.push('LEFT_BEHIND_CHILD');
  else if (age < 16 && relation === 'GRANDCHILD' && random.chance(0.15)) groups.push('LEFT_BEHIND_CHILD');
  if (age < 18 && disabled) groups.push('CHILD_IN_DIFFICULTY');
  if (age >= 60 && members.length <= 2 && !generationBetween && random.chance(0.3)) groups.push('LEFT_BEHIND_ELDERLY');
  if (age >= 60 && members.length === 1 && random.chance(0.25)) groups.push('WIDOWED_OR_LONELY');
  if (age >= 60 && disabled) groups.push('ELDERLY_IN_DIFFICULTY');
  if (age >= 62 && sex === 'MALE' && random.chance(0.02)) groups.push('ENTITLED_VETERAN_GROUP');
  return groups;
}

/** The household's labour class by its members, as the database derives it: unknown unless somebody is known to be able. */
export function labourClass(labour: readonly (LabourCapacity | null)[]): LabourClass | null {
  if (labour.includes('FULL')) return 'HAS_LABOUR';
  if (labour.length === 0 || labour.includes(null)) return null;
  return labour.some((l) => l === 'WEAK_OR_HALF' || l === 'PARTIAL_LOSS') ? 'WEAK_ONLY' : 'NO_LABOUR';
}
