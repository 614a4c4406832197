import { demoSteps, type DemoPlace, type DemoRows, type DemoStep, type DemoValue, type DemoVillage, type Dice } from 'xianjie/schema';
import { dropout } from '../dropout/lifecycle.js';
import { draw, pupilsOf, type DemoPupil } from './pupils.js';
import { DATABASE_DAY, LEDGER_DAY, LIST_DAY, ONE_LIST_DAY, SCHOOL_YEAR } from './schools.js';

type Row = Readonly<Record<string, DemoValue>>;

/** What the bureau's lists say of one village's children, and the cases that the township keeps. */
export function villageRows(village: DemoVillage, place: DemoPlace, dice: Dice): DemoRows {
  const pupils = pupilsOf(village, place);
  const of = (pupil: DemoPupil, day: string, source = 'EDU') => ({
    person_id: pupil.person.id,
    area_code: village.code,
    observed_on: day,
    source,
  });
  return {
    education_ledger: pupils.map((pupil) => ({
      ...of(pupil, LEDGER_DAY),
      school_year: SCHOOL_YEAR,
      compulsory: pupil.compulsory,
      exempt_physical: pupil.exempt,
      obliged: pupil.compulsory && !pupil.exempt,
      school_code: pupil.schoolCode,
    })),
    education_schooling: pupils
      .filter((pupil) => pupil.status !== null)
      .map((pupil) => ({
        ...of(pupil, LIST_DAY),
        school_year: SCHOOL_YEAR,
        stage: pupil.stage,
        grade: pupil.grade,
        school_code: pupil.schoolCode,
        school_name: pupil.schoolName,
        school_rural: pupil.rural,
        status: pupil.status,
        boarding: pupil.boarding,
        two_after: pupil.twoAfter,
      })),
    education_aid: pupils.flatMap((pupil) =>
      (['AUTUMN', 'SPRING'] as const).flatMap((term) =>
        pupil.aids.map(({ aid, received }) => ({
          ...of(pupil, term === 'AUTUMN' ? '2024-12-10' : ONE_LIST_DAY),
          school_year: SCHOOL_YEAR,
          term,
          aid,
          stage: pupil.stage,
          entitled: true,
          amount: null,
          received_on: term === 'AUTUMN' ? '2024-11-20' : received ? '2025-04-10' : null,
        })),
      ),
    ),
    education_database: pupils
      .filter((pupil) => pupil.fourKinds && draw(pupil.person.id, 'database') < 0.94)
      .map((pupil) => ({ ...of(pupil, DATABASE_DAY), school_year: SCHOOL_YEAR, entered: true })),
    education_home_teaching: pupils
      .filter((pupil) => pupil.exempt && draw(pupil.person.id, 'teaching known') < 0.9)
      .map((pupil) => ({
        ...of(pupil, LIST_DAY),
        started_on: '2024-09-10',
        ended_on: draw(pupil.person.id, 'taught') < 0.8 ? null : '2025-01-10',
        teacher_office: '科任教师',
      })),
    ...cases(pupils, village, dice),
  };
}

/** Children who are missing from a list are a case only where somebody went to see. */
function cases(pupils: readonly DemoPupil[], village: DemoVillage, dice: Dice): DemoRows {
  const found: Row[] = [];
  const steps: Row[] = [];
  for (const pupil of pupils.filter((one) => one.missing || (one.compulsory && one.status !== null && one.status !== 'ENROLLED'))) {
    if (draw(pupil.person.id, 'case') > 0.75) continue;
    const id = dice.uuid();
    const risk = pupil.status === 'AT_RISK_OF_DROPPING_OUT';
    const opened = `2024-10-${String(dice.int(10, 28))}`;
    const talked = dice.chance(0.8);
    const returned = pupil.status === 'RETURNED';
    const said = (transition: string, on: string, note: string): DemoStep => ({ transition, on, source: 'TOWNSHIP', note });
    const first = risk ? '班主任反映缺课' : pupil.missing ? '入户走访发现未到校' : '学校报告辍学';
    steps.push(
      ...demoSteps(dropout, 'education', { id, areaCode: village.code, personId: pupil.person.id }, [
        said(risk ? 'OPEN_AT_RISK' : 'OPEN_DROPPED_OUT', opened, first),
        ...(talked ? [said(risk ? 'TALK' : 'URGE', '2024-11-06', '家访谈话')] : []),
        ...(returned ? [{ ...said('RETURN', '2024-11-18', '劝返复学'), evidence: '学校到校证明' }] : []),
      ]),
    );
    found.push({
      id,
      person_id: pupil.person.id,
      area_code: village.code,
      state: returned ? 'RETURNED' : risk ? 'AT_RISK' : 'DROPPED_OUT',
      state_since: returned ? '2024-11-18' : opened,
      opened_on: opened,
      opened_by: 'TOWNSHIP',
      reason: risk ? '厌学' : null,
      exempt_physical: null,
    });
  }
  return { education_dropout_case: found, lifecycle_step: steps };
}
