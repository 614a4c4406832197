import { bornAt, type Day } from './days.js';
import type { Sex } from './identity.js';
import type { Random } from './random.js';

export type Relation = 'HEAD' | 'SPOUSE' | 'CHILD' | 'PARENT' | 'GRANDCHILD' | 'GRANDPARENT' | 'SIBLING' | 'CHILD_IN_LAW' | 'OTHER';

/** Whose family name a member bears: the household's own, or another one's (married in). */
export interface Member {
  readonly relation: Relation;
  readonly sex: Sex;
  readonly age: number;
  readonly born: Day;
  readonly marriedIn: boolean;
}

/** Builds one family of exactly the given size, as it stood on a day. The head comes first. */
export function family(random: Random, size: number, on: Day): Member[] {
  const members: Member[] = [];
  const add = (relation: Relation, age: number, sex: Sex, marriedIn = false): void => {
    const whole = Math.max(0, Math.round(age));
    members.push({ relation, sex, age: whole, born: bornAt(on, whole, random.int(0, 364)), marriedIn });
  };
  const anySex = (): Sex => (random.chance(0.52) ? 'MALE' : 'FEMALE');
  /** Husband and wife, either of them the head, he mostly, and mostly a little older. */
  const couple = (age: number, relations: readonly [Relation, Relation]): void => {
    const he = random.chance(0.88);
    add(relations[0], age, he ? 'MALE' : 'FEMALE', !he);
    add(relations[1], age + (he ? -1 : 1) * random.int(-1, 4), he ? 'FEMALE' : 'MALE', he);
  };

  if (size === 1) {
    if (random.chance(0.7)) add('HEAD', random.int(64, 88), random.chance(0.42) ? 'MALE' : 'FEMALE');
    else add('HEAD', random.int(36, 63), random.chance(0.8) ? 'MALE' : 'FEMALE');
    return members;
  }
  if (size === 2) {
    const kind = random.weighted([['old', 58], ['middle', 20], ['young', 6], ['single', 11], ['skipped', 5]] as const); // prettier-ignore
    if (kind === 'old') couple(random.int(60, 83), ['HEAD', 'SPOUSE']);
    else if (kind === 'middle') couple(random.int(45, 60), ['HEAD', 'SPOUSE']);
    else if (kind === 'young') couple(random.int(24, 36), ['HEAD', 'SPOUSE']);
    else if (kind === 'single') {
      const age = random.int(32, 66);
      add('HEAD', age, random.chance(0.55) ? 'MALE' : 'FEMALE');
      add('CHILD', age - random.int(22, 30), anySex());
    } else {
      add('HEAD', random.int(62, 76), random.chance(0.4) ? 'MALE' : 'FEMALE');
      add('GRANDCHILD', random.int(5, 16), anySex());
    }
    return members;
  }
  if (random.chance(size === 3 ? 0.16 : 0.24)) oldHead();
  else middleHead();
  return members;

  /** The grandparents keep the register: their child, the child's spouse, the grandchildren. */
  function oldHead(): void {
    const age = random.int(58, 76);
    if (size > 3 && random.chance(0.8)) couple(age, ['HEAD', 'SPOUSE']);
    else add('HEAD', age, random.chance(0.6) ? 'MALE' : 'FEMALE');
    const childAge = age - random.int(23, 28);
    add('CHILD', childAge, random.chance(0.85) ? 'MALE' : 'FEMALE');
    if (members.length < size && random.chance(0.9)) add('CHILD_IN_LAW', childAge - random.int(-1, 4), 'FEMALE', true);
    for (let child = 0; members.length < size; child++) {
      if (child < 3) add('GRANDCHILD', childAge - 24 - child * random.int(2, 5), anySex());
      else add('CHILD', childAge - random.int(2, 6), anySex());
    }
  }

  /** The working generation keeps the register: children, and the parents of one side. */
  function middleHead(): void {
    const age = random.int(29, 59);
    if (size > 3 || random.chance(0.88)) couple(age, ['HEAD', 'SPOUSE']);
    else add('HEAD', age, random.chance(0.5) ? 'MALE' : 'FEMALE');
    const left = size - members.length;
    const two = size === 4 ? 0.12 : size === 5 ? 0.4 : size >= 6 ? 0.75 : 0;
    const one = size === 3 ? 0.14 : size === 4 ? 0.3 : 0.3;
    const parents = random.chance(two) ? 2 : random.chance(one) ? 1 : 0;
    const parentAge = age + random.int(22, 29);
    const children = Math.min(left - Math.min(parents, left), 3);
    for (let child = 0; child < children; child++) add('CHILD', age - 25 - child * random.int(2, 5) + random.int(-2, 1), anySex());
    if (parents === 2 && left - children >= 2) couple(parentAge, ['PARENT', 'PARENT']);
    else if (parents > 0 && members.length < size) add('PARENT', parentAge, random.chance(0.35) ? 'MALE' : 'FEMALE', true);
    while (members.length < size) {
      const kind = random.weighted([['SIBLING', 3], ['GRANDPARENT', parentAge < 66 ? 2 : 0], ['OTHER', 1]] as const); // prettier-ignore
      if (kind === 'GRANDPARENT') add(kind, parentAge + random.int(21, 25), 'FEMALE', true);
      else add(kind, kind === 'SIBLING' ? age - random.int(-5, 8) : random.int(8, 70), anySex());
    }
  }
}

/** The usual level of schooling of somebody of that age; null where nothing is recorded. */
export function education(random: Random, age: number): string | null {
  if (random.chance(0.01)) return null;
  if (age < 6) return '学龄前';
  if (age < 12) return '小学在读';
  if (age < 15) return '初中在读';
  if (age < 18) return random.chance(0.85) ? '高中在读' : '初中';
  if (age < 23) return random.weighted([['大专', 40], ['本科', 30], ['高中', 15], ['初中', 15]] as const); // prettier-ignore
  if (age < 40) return random.weighted([['初中', 45], ['高中', 20], ['大专', 20], ['本科', 9], ['小学', 6]] as const); // prettier-ignore
  if (age < 60) return random.weighted([['初中', 48], ['小学', 34], ['高中', 12], ['大专', 2], ['文盲或半文盲', 4]] as const); // prettier-ignore
  return random.weighted([['小学', 55], ['文盲或半文盲', 28], ['初中', 14], ['高中', 3]] as const); // prettier-ignore
}
