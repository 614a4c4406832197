import type { DemoPlace } from 'xianjie/schema';
import type { TrainingKind } from '../../codes.js';
import { dayAfter, idOf, numberOf } from './chance.js';

export interface DemoCourse {
  readonly id: string;
  readonly area_code: string;
  readonly number: string;
  readonly title: string;
  readonly kind: TrainingKind;
  readonly organiser: string;
  readonly starts_on: string;
  readonly ends_on: string;
  readonly places: number;
}

const taught = [
  ['WORK_SKILL', '电焊工初级班', '示例职业培训学校'],
  ['WORK_SKILL', '家政服务员班', '示例职业培训学校'],
  ['BREEDING', '肉羊养殖技术班', '旗县农牧技术推广中心'],
  ['PLANTING', '设施蔬菜种植班', '旗县农牧技术推广中心'],
  ['BUSINESS', '创业意识培训班', '示例职业培训学校'],
  ['CRAFT', '传统手工刺绣班', '示例职业培训学校'],
] as const;

/** The courses of a township in this year and the last: the same whenever they are asked for. */
export function coursesOf(township: string): readonly DemoCourse[] {
  return ['2024', '2025'].flatMap((year) =>
    taught.map(([kind, title, organiser], i): DemoCourse => {
      const starts_on = dayAfter(`${year}-03-03`, numberOf(0, 75, township, year, i));
      return {
        id: idOf(township, 'course', year, i),
        area_code: township,
        number: `PX-${township}-${year}-${i + 1}`,
        title,
        kind,
        organiser,
        starts_on,
        ends_on: dayAfter(starts_on, numberOf(5, 20, township, year, i, 'days')),
        places: 10 * numberOf(3, 6, township, year, i, 'places'),
      };
    }),
  );
}

/** The courses of all townships. */
export const allCourses = (place: DemoPlace): readonly DemoCourse[] => place.townships.flatMap(coursesOf);
