import { ROSTER_DAY } from './coverage.js';
import { iso } from './days.js';
import { education, family } from './families.js';
import { conditions, labourClass } from './health.js';
import type { Phones, ResidentIds } from './identity.js';
import { yearlyIncomes } from './yearly.js';
import { personName, surname, type Ethnicity } from './names.js';
import { observer, TODAY } from './observe.js';
import { educationLevel, schoolingOf } from './schooling.js';
import { expenditures } from './spending.js';
import type { Plan, Profile, Settlement } from './plan.js';
import { Random } from './random.js';
import type { HouseholdRow, IncomeStatementRow, LabourClass, PersonRow, SafetyNet, VillageRows } from './rows.js';
import { authorisations, guaranteeStatuses, monitoringStatuses, registerStatuses, safetyNetStatuses } from './statuses.js';
import { assistanceMeasures, benefitGrants } from './support.js';
import { level } from './incomes.js';
import type { Story } from './stories.js';

/** What one run hands out once: nobody's number is used twice. */
export interface Numbers {
  readonly residentIds: ResidentIds;
  readonly phones: Phones;
  /** @param neighbour the id beside which another one is laid */
  readonly idBeside: (neighbour: string, id: string) => string;
}

/** Adds one household with everything that is known about it. `ordinal` counts within the village, from 1. */
export function addHousehold(
  plan: Plan,
  numbers: Numbers,
  at: Settlement,
  ordinal: number,
  profile: Profile,
  rows: VillageRows,
  story?: Story,
): void {
  const register_number = `${at.code}${String(ordinal).padStart(4, '0')}`;
  const random = new Random(plan.seed, 'household', register_number);
  const observe = observer(random, at.code);
  const id = numbers.idBeside(new Random(plan.seed, 'neighbours', at.code).uuid(), random.uuid());

  const people = addPeople(random, numbers, at, id, profile, rows);
  const labour = labourClass(people.map((p) => p.labour_capacity));
  const income = story?.perHead ?? level(random, profile);
  const net = safetyNet(random, profile, income, labour, people);

  const register = registerStatuses(random, observe, id, profile);
  const monitoring = monitoringStatuses(random, observe, id, profile);
  const safety = safetyNetStatuses(random, observe, id, net.programme);
  const authorised = authorisations(random, observe, id, story !== undefined);
  const child = people.find((p) => p.birth_date > iso(TODAY - 15 * 365) && p.birth_date < iso(TODAY - 7 * 365))?.id ?? null;
  const ill = people.find((p) => p.health !== 'HEALTHY')?.id ?? null;
  const guarantees = guaranteeStatuses(random, observe, id, profile, { child, ill });
  const incomes = yearlyIncomes({
    random,
    observe,
    plan,
    profile,
    household: id,
    born: people.map((p) => p.birth_date),
    income,
    earner: { labour, ...net },
    story,
  });

  rows.register_status.push(...register);
  rows.monitoring_status.push(...monitoring);
  rows.safety_net_status.push(...safety);
  rows.household_authorisation.push(...authorised);
  rows.guarantee_status.push(...(story ? guarantees.map((g) => ({ ...g, state: 'MET' as const, person_id: null })) : guarantees));
  rows.income_statement.push(...incomes);
  if (!story) rows.expenditure.push(...expenditures(plan, register_number, at.code, id, profile));
  rows.assistance_measure.push(...assistanceMeasures(random, observe, id, profile, labour));
  rows.benefit_grant.push(...benefitGrants(random, observe, id, people, net));

  const newest = register.at(-1);
  const watched = monitoring.at(-1);
  const year = newestYear(incomes);
  const household: HouseholdRow = {
    id,
    area_code: at.code,
    register_number,
    group_name: `${'一二三四五六'[(ordinal - 1) % (at.community ? 2 : 6)] ?? '一'}组`,
    register_status: newest?.status ?? null,
    register_status_on: newest?.status_on ?? null,
    former_cause: newest?.former_cause ?? null,
    monitoring_kind: watched === undefined || watched.kind === 'NONE' ? null : watched.kind,
    monitored: watched === undefined ? null : watched.kind !== 'NONE',
    risk_kinds: watched?.risk_kinds ?? [],
    safety_net: safety.at(-1)?.programme ?? null,
    labour_class: labour,
    member_count: people.length,
    income_year: year?.year ?? null,
    per_capita_net: year?.per_capita_net ?? null,
    authorised_until: authorised.at(-1)?.valid_to ?? null,
    contracted_land_mu: random.chance(0.02) ? null : Math.round(random.between(5, 16) * people.length * 10) / 10,
    relocated: profile.registered && random.chance(profile.size <= 2 ? 0.15 : profile.size === 3 ? 0.07 : 0.025),
  };
  rows.household.push(household);
}

function addPeople(
  random: Random,
  numbers: Numbers,
  at: Settlement,
  household_id: string,
  profile: Profile,
  rows: VillageRows,
): PersonRow[] {
  const members = family(random, profile.size, TODAY);
  const states = conditions(random, members, profile);
  const ethnicity: Ethnicity = random.chance(at.mongolian) ? '蒙古族' : '汉族';
  const familyName = surname(random);
  const observe = observer(random, at.code);
  return members.map((member, i): PersonRow => {
    const state = states[i];
    const own: Ethnicity = member.marriedIn && random.chance(0.12) ? (ethnicity === '汉族' ? '蒙古族' : '汉族') : ethnicity;
    const grown = member.age >= 16 && member.age < 80;
    const id = numbers.idBeside(household_id, random.uuid());
    const birth_date = iso(member.born);
    const person: PersonRow = {
      id,
      household_id,
      area_code: at.code,
      is_head: i === 0,
      relation: member.relation,
      name: personName(random, member.sex, own, member.marriedIn ? surname(random) : familyName),
      sex: member.sex,
      birth_date,
      ethnicity: own,
      education_level: educationLevel(schoolingOf({ id, birth_date }), member.born, education(random, member.age)),
      resident_id: numbers.residentIds.next(member.born, member.sex),
      phone: i === 0 ? (random.chance(0.96) ? numbers.phones.next() : null) : grown && random.chance(0.6) ? numbers.phones.next() : null,
      labour_capacity: state?.labour ?? null,
      health: state?.health ?? null,
      disability_certified: state?.certified ?? null,
      disability_severe: state?.severe ?? null,
      special_groups: state?.groups ?? [],
    };
    rows.person.push(person);
    rows.person_status.push({
      ...observe('RRB', ROSTER_DAY + random.int(0, 60)),
      person_id: person.id,
      labour_capacity: person.labour_capacity,
      health: person.health,
      disability_certified: person.disability_certified,
      disability_severe: person.disability_severe,
      special_groups: person.special_groups,
    });
    return person;
  });
}

/** A third of the registered live on the safety net; the poorer and the weaker the likelier. */
function safetyNet(
  random: Random,
  profile: Profile,
  income: number,
  labour: LabourClass | null,
  people: readonly PersonRow[],
): { readonly programme: SafetyNet; readonly permanent: boolean } {
  const answer = (programme: SafetyNet, permanent = false) => ({ programme, permanent });
  const alone = people.length <= 2 && labour === 'NO_LABOUR' && people.every((p) => p.birth_date < iso(TODAY - 60 * 365.25));
  if (alone && income >= 8_400 && income < 20_000 && random.chance(0.6)) return answer('EXTREME_HARDSHIP');
  const weak = labour === 'NO_LABOUR' ? 1.5 : labour === 'WEAK_ONLY' ? 1.3 : 1;
  const base = profile.registered
    ? income < 10_000
      ? 0.5
      : income < 16_000
        ? 0.38
        : 0.17
    : profile.monitored !== null
      ? 0.25
      : income < 15_000
        ? 0.14
        : 0.004;
  if (random.chance(base * weak)) return answer('DIBAO', weak > 1 && random.chance(0.5));
  return answer(random.chance(profile.registered ? 0.035 : 0.008) ? 'DIBAO_MARGIN' : 'NONE');
}

/** The newest year with a statement, and the newest figure that a statement of that year states. */
function newestYear(incomes: readonly IncomeStatementRow[]): { readonly year: number; readonly per_capita_net: number | null } | undefined {
  const [newest, ...rest] = incomes
    .filter((s) => s.month === null && s.basis === 'ACTUAL')
    .sort((a, b) => b.year - a.year || (a.observed_on < b.observed_on ? 1 : -1));
  if (newest === undefined) return undefined;
  const stated = [newest, ...rest].find((s) => s.year === newest.year && s.per_capita_net !== null);
  return { year: newest.year, per_capita_net: stated?.per_capita_net ?? null };
}
