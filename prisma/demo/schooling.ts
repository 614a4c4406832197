import type { DemoSchooling } from 'xianjie/schema';
import { day, iso, type Day } from './days.js';
import { TODAY } from './observe.js';
import { Random } from './random.js';

/** The first day of the school year that runs on the demo's day. */
const SCHOOL_YEAR_FROM = day(`${Number(iso(TODAY).slice(0, 4)) - (iso(TODAY).slice(5) < '09-01' ? 1 : 0)}-09-01`);

/** Full years on that day. */
function schoolAge(born: string): number {
  const from = iso(SCHOOL_YEAR_FROM);
  return Number(from.slice(0, 4)) - Number(born.slice(0, 4)) - (born.slice(5) > from.slice(5) ? 1 : 0);
}

/**
 * Who is in school in the demo, by age and a draw of the person's own: so the register's level of schooling, the bureau's lists and the
 * lists of those at work agree. The demo's own calibration: no source gives an age.
 */
export function schoolingOf(person: { readonly id: string; readonly birth_date: string }): DemoSchooling {
  const age = schoolAge(person.birth_date);
  if (age < 3 || age > 21) return 'NONE';
  if (age >= 6 && age <= 11) return 'PRIMARY';
  if (age >= 12 && age <= 14) return 'JUNIOR_HIGH';
  const chance = new Random('schooling', person.id).next();
  if (age <= 5) return chance < 0.85 ? 'PRESCHOOL' : 'NONE';
  if (age <= 17) return chance < 0.6 ? 'SENIOR_HIGH' : chance < 0.92 ? 'SECONDARY_VOCATIONAL' : 'NONE';
  return chance < 0.22 ? 'HIGHER_VOCATIONAL' : chance < 0.5 ? 'UNDERGRADUATE' : 'NONE';
}

const studying: Readonly<Record<Exclude<DemoSchooling, 'NONE'>, string>> = {
  PRESCHOOL: '学龄前',
  PRIMARY: '小学在读',
  JUNIOR_HIGH: '初中在读',
  SENIOR_HIGH: '高中在读',
  SECONDARY_VOCATIONAL: '中职在读',
  HIGHER_VOCATIONAL: '大专在读',
  UNDERGRADUATE: '本科在读',
};

/** The register's words for it: what somebody attends, else what somebody of that age has left behind. `usual` where neither speaks against it. */
export function educationLevel(schooling: DemoSchooling, born: Day, usual: string | null): string | null {
  if (usual === null) return null;
  if (schooling !== 'NONE') return studying[schooling];
  const age = schoolAge(iso(born));
  if (age < 6) return '学龄前';
  if (age < 18) return '初中';
  return age < 21 && (usual === '大专' || usual === '本科') ? '高中' : usual.replace('高中在读', '高中');
}
