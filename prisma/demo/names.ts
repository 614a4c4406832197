import type { Sex } from './identity.js';
import type { Random } from './random.js';

/** Common surnames of the region with rough weights. Names are drawn by dice from these lists; they are nobody's. */
// prettier-ignore
const surnames: readonly (readonly [string, number])[] = [
  ['王', 80], ['张', 75], ['李', 72], ['刘', 55], ['陈', 30], ['杨', 32], ['赵', 35], ['高', 26], ['马', 24], ['郭', 20], ['孙', 18],
  ['白', 18], ['贺', 15], ['郝', 14], ['吴', 14], ['周', 14], ['曹', 12], ['冯', 12], ['杜', 10], ['乔', 10], ['薛', 9], ['苗', 8],
  ['任', 8], ['武', 8], ['韩', 8], ['崔', 7], ['折', 5], ['边', 4], ['呼', 3], ['欧阳', 1],
];

const male = [...'强伟军勇平刚明亮建国华东海林波涛志文斌杰峰飞鹏辉超宏永安福贵富生旺荣小兵栋梁宇浩博晨'];
const female = [...'芳秀英丽娟霞燕玲红梅兰凤云莲翠香桂花艳琴静慧敏婷雪丹萍娜悦欣怡佳琪梦瑶'];
const generation = [...'永志建文玉国世德广维俊子海树春'];

// prettier-ignore
const mongolMale = [
  '巴特尔', '苏和', '朝鲁', '那顺', '阿古拉', '额尔敦', '布和', '哈斯', '宝音', '吉日嘎拉', '巴雅尔', '达来', '孟克', '斯日古楞', '呼和', '道尔吉',
  '青格乐', '特木尔', '乌力吉', '阿拉腾', '格日勒图', '图门', '敖其尔', '满都拉',
];
// prettier-ignore
const mongolFemale = [
  '乌云', '斯琴', '娜仁', '其其格', '图雅', '萨仁', '高娃', '托娅', '格日乐', '阿拉坦其其格', '娜布其', '琪琪格玛', '乌日娜', '萨日娜', '塔娜', '其木格',
  '苏布德', '哈斯高娃', '乌兰图雅', '通拉嘎', '敖登', '乌仁', '金花', '斯日古楞其其格',
];
const mongolEnding: Readonly<Record<Sex, readonly string[]>> = {
  MALE: ['', '', '', '巴雅尔', '巴图', '朝格图', '毕力格', '仓'],
  FEMALE: ['', '', '', '高娃', '图雅', '其其格', '花', '娜'],
};

export type Ethnicity = '汉族' | '蒙古族';

export function surname(random: Random): string {
  return random.weighted(surnames);
}

/** A person's name. Mongolian names carry no surname. */
export function personName(random: Random, sex: Sex, ethnicity: Ethnicity, familyName: string): string {
  if (ethnicity === '蒙古族') {
    const first = random.pick(sex === 'MALE' ? mongolMale : mongolFemale);
    return first.length > 2 ? first : first + random.pick(mongolEnding[sex]);
  }
  const characters = sex === 'MALE' ? male : female;
  const second = random.chance(0.35) ? random.pick(generation) : random.pick(characters);
  return familyName + (random.chance(0.2) ? random.pick(characters) : second + random.pick(characters));
}
