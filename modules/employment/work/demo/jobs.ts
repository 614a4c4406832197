import type { DemoHousehold, DemoPerson } from 'xianjie/schema';
import type { EmploymentForm, EmploymentPlace } from '../../codes.js';
import { chanceOf, dayAfter, numberOf, pickOf } from './chance.js';

/** What the demo says of one person's work on its day. The same for whoever asks: posts and workshops take their workers from here. */
export interface DemoJob {
  readonly employed: boolean;
  /** Null of one that is employed: the department left the cell empty. */
  readonly place: EmploymentPlace | null;
  readonly form: EmploymentForm | null;
  readonly stable: boolean | null;
  readonly workArea: string | null;
  readonly employer: string | null;
  /** In fen. */
  readonly monthlyPay: number | null;
  readonly startedOn: string | null;
  readonly endedOn: string | null;
  readonly returned: boolean | null;
  readonly returnedOn: string | null;
}

/** The catalogue's rules of thumb: work carries two thirds of the registered, more than 60 % of it in flexible jobs. */
const atWork: Readonly<Record<string, number>> = { FULL: 0.64, WEAK_OR_HALF: 0.38, PARTIAL_LOSS: 0.14 };
const places = {
  registered: [['IN_COUNTY', 54], ['IN_PROVINCE_OUT_OF_COUNTY', 30], ['OUT_OF_PROVINCE', 16]],
  others: [['IN_COUNTY', 62], ['IN_PROVINCE_OUT_OF_COUNTY', 26], ['OUT_OF_PROVINCE', 12]],
  weak: [['IN_COUNTY', 93], ['IN_PROVINCE_OUT_OF_COUNTY', 6], ['OUT_OF_PROVINCE', 1]],
} as const; // prettier-ignore
const forms = {
  registered: [['FLEXIBLE', 57], ['STABLE', 17], ['PUBLIC_POST', 12], ['WORKSHOP', 7], ['SELF_EMPLOYED', 7]],
  others: [['FLEXIBLE', 62], ['STABLE', 26], ['SELF_EMPLOYED', 12]],
  away: [['FLEXIBLE', 66], ['STABLE', 31], ['SELF_EMPLOYED', 3]],
} as const; // prettier-ignore
const pay: Readonly<Record<EmploymentForm, readonly [number, number]>> = {
  STABLE: [280, 620],
  FLEXIBLE: [180, 460],
  PUBLIC_POST: [60, 120],
  WORKSHOP: [160, 320],
  SELF_EMPLOYED: [150, 520],
};
const areas: Readonly<Record<EmploymentPlace, readonly (readonly [string, number])[]>> = {
  IN_COUNTY: [['本县城区', 6], ['本镇', 4]],
  IN_PROVINCE_OUT_OF_COUNTY: [['本省省会', 4], ['邻近地级市', 5], ['邻县', 3]],
  OUT_OF_PROVINCE: [['北京市', 3], ['天津市', 2], ['宁夏银川市', 4], ['陕西榆林市', 4], ['浙江省', 1]],
}; // prettier-ignore
const employers = [['示例建筑有限公司', 4], ['示例物业服务有限公司', 3], ['示例食品有限公司', 3], ['示例运输有限公司', 2], ['示例家政服务有限公司', 2]] as const; // prettier-ignore

const nothing = { place: null, form: null, stable: null, workArea: null, employer: null, monthlyPay: null, startedOn: null, endedOn: null };

/** Whole years of age on a day. */
export const ageOn = (day: string, birthDate: string): number =>
  Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4)) - (day.slice(5) < birthDate.slice(5) ? 1 : 0);

/** Whether the register holds the household: left poverty, or monitored. */
export const registered = ({ registerStatus, monitoringKind }: DemoHousehold): boolean =>
  (registerStatus !== null && registerStatus !== 'NEVER_REGISTERED') || monitoringKind !== null;

/** What the demo says of a person's work; null: the bureau's list does not hold the person, as nobody who is in school. */
export function jobOf(household: DemoHousehold, person: DemoPerson, today: string): DemoJob | null {
  if (person.schooling !== 'NONE') return null;
  const age = ageOn(today, person.birthDate);
  const likely = atWork[person.labourCapacity ?? ''] ?? (person.labourCapacity === null ? 0.4 : 0);
  const chance = age < 16 || age > 68 ? 0 : age < 22 ? likely * 0.5 : age > 60 ? likely * 0.6 : likely;
  const known = registered(household);
  const draw = chanceOf(person.id, 'at work');
  if (draw >= chance) {
    const back = known && chance > 0 && draw < chance + 0.05;
    if (back)
      return { employed: false, ...nothing, returned: true, returnedOn: dayAfter('2025-03-01', numberOf(0, 105, person.id, 'returned')) };
    // Of some who are known to be without work, the list says so.
    return known && chance > 0.3 && chanceOf(person.id, 'listed') < 0.35
      ? { employed: false, ...nothing, returned: false, returnedOn: null }
      : null;
  }
  return working(person, known);
}

function working(person: DemoPerson, known: boolean): DemoJob {
  const weak = person.labourCapacity !== 'FULL' && person.labourCapacity !== null;
  const place = pickOf<EmploymentPlace>(weak ? places.weak : known ? places.registered : places.others, person.id, 'place');
  const form = pickOf<EmploymentForm>(place !== 'IN_COUNTY' ? forms.away : known ? forms.registered : forms.others, person.id, 'form');
  const [low, high] = pay[form];
  const startedOn =
    form === 'FLEXIBLE'
      ? dayAfter('2025-02-08', numberOf(0, 110, person.id, 'started'))
      : dayAfter('2022-03-01', numberOf(0, 1_100, person.id, 'started'));
  const returned = known && place === 'IN_COUNTY' && chanceOf(person.id, 'came back') < 0.09;
  return {
    employed: true,
    // An empty cell now and then: then the place is not known.
    place: chanceOf(person.id, 'no place') < 0.015 ? null : place,
    form,
    stable: form === 'STABLE' ? true : form === 'FLEXIBLE' ? false : chanceOf(person.id, 'stable') < 0.5 ? true : null,
    workArea: pickOf(areas[place], person.id, 'area'),
    employer: form === 'STABLE' ? pickOf<string>(employers, person.id, 'employer') : null,
    monthlyPay: numberOf(low, high, person.id, 'pay') * 1_000,
    startedOn,
    endedOn:
      form === 'FLEXIBLE' && chanceOf(person.id, 'ended') < 0.05 ? dayAfter('2025-05-30', numberOf(0, 24, person.id, 'ended')) : null,
    returned: returned ? true : place === 'IN_COUNTY' ? null : false,
    returnedOn: returned ? dayAfter('2024-11-01', numberOf(0, 100, person.id, 'returned')) : null,
  };
}
