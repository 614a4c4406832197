import { defineDocument } from '../contract/document.js';

/** The end of the fight against poverty: documents of that era are history, not live rules. */
const historyEnds = '2020-12-31';

/** The passages of the source, as api/commands/document-texts.ts takes them out of it. */
const textOf = (code: string): URL => new URL(`./texts/${code}.txt`, import.meta.url);

export const townA = defineDocument({
  code: 'TOWN-A',
  title: {
    zh: '关于实现巩固拓展脱贫攻坚成果同乡村振兴有效衔接的工作方案',
    en: 'Work plan of a township for linking consolidation with revitalisation',
  },
  issuer: { zh: '某乡镇(原文未载名)', en: 'A township the source does not name' },
  issuedOn: '2022-08-29',
  precision: 'DAY',
  level: 'TOWNSHIP',
  sourceFile: '000_968f56f2ef69ddd3.txt',
  text: textOf('TOWN-A'),
});

export const hnCounty = defineDocument({
  code: 'HN-COUNTY',
  title: {
    zh: '2021年巩固拓展脱贫攻坚成果同乡村振兴有效衔接工作方案',
    en: 'Work plan 2021 of a county for linking consolidation with revitalisation',
  },
  issuer: { zh: '湖南某县(原文未载名)', en: 'A county in Hunan the source does not name' },
  issuedOn: '2021-01-01',
  precision: 'YEAR',
  level: 'COUNTY',
  sourceFile: '000_968f56f2ef69ddd3.txt',
  text: textOf('HN-COUNTY'),
});

export const countyC = defineDocument({
  code: 'COUNTY-C',
  title: { zh: '实现巩固拓展脱贫攻坚成果同乡村振兴有效衔接工作方案', en: 'Plan of a county with yearly tasks 2022' },
  issuer: { zh: '某县(原文未载名)', en: 'A county the source does not name' },
  issuedOn: '2022-01-01',
  precision: 'YEAR',
  level: 'COUNTY',
  sourceFile: '000_968f56f2ef69ddd3.txt',
  text: textOf('COUNTY-C'),
});

export const hljAimin = defineDocument({
  code: 'HLJ-AIMIN',
  title: { zh: '村级巩固拓展脱贫攻坚成果同乡村振兴有效衔接工作方案(2021年)', en: 'Village work plan 2021' },
  issuer: { zh: '黑龙江省巴彦县天增镇爱民村', en: 'Aimin village, Tianzeng town, Bayan county, Heilongjiang' },
  issuedOn: '2021-01-01',
  precision: 'YEAR',
  level: 'VILLAGE',
  sourceFile: '000_968f56f2ef69ddd3.txt',
  text: textOf('HLJ-AIMIN'),
});

/** An essay: no office issued it, so no area adopts it by itself. */
export const nationalEssay = defineDocument({
  code: 'NATIONAL-ESSAY',
  title: { zh: '实现巩固拓展脱贫攻坚成果同乡村振兴有效衔接', en: 'Essay on linking consolidation with revitalisation' },
  issuer: { zh: '未署名文章', en: 'Unsigned essay' },
  issuedOn: '2021-01-01',
  precision: 'YEAR',
  level: 'NATIONAL',
  sourceFile: '000_968f56f2ef69ddd3.txt',
  text: textOf('NATIONAL-ESSAY'),
});

export const nmAlzq = defineDocument({
  code: 'NM-ALZQ',
  title: {
    zh: '敖勒召其镇巩固拓展脱贫攻坚成果同乡村振兴有效衔接实施方案',
    en: 'Aolezhaoqi town implementation plan for linking consolidation with revitalisation',
  },
  issuer: { zh: '敖勒召其镇党委、镇人民政府', en: 'Party committee and government of Aolezhaoqi town' },
  number: '敖党发〔2024〕20号',
  issuedOn: '2024-07-19',
  precision: 'DAY',
  level: 'TOWNSHIP',
  areaCode: '150623100',
  sourceFile: '001_22257a9988ea3be4.txt',
  text: textOf('NM-ALZQ'),
});

export const hebei = defineDocument({
  code: 'HEBEI',
  title: {
    zh: '关于实现巩固拓展脱贫攻坚成果同乡村振兴有效衔接的实施意见',
    en: 'Implementing opinion of Hebei on linking consolidation with revitalisation',
  },
  issuer: { zh: '中共河北省委、河北省人民政府', en: 'Party committee and government of Hebei province' },
  issuedOn: '2021-03-29',
  precision: 'DAY',
  level: 'PROVINCE',
  areaCode: '13',
  sourceFile: '002_e47795a6040477d1.txt',
  text: textOf('HEBEI'),
});

export const hljSys = defineDocument({
  code: 'HLJ-SYS',
  title: {
    zh: '2023年度促进全市脱贫人口和监测对象持续增收的实施方案',
    en: 'City plan 2023 to raise the incomes of out-of-poverty and monitored people',
  },
  issuer: { zh: '双鸭山市乡村振兴局', en: 'Rural revitalisation bureau of Shuangyashan city' },
  issuedOn: '2023-05-08',
  precision: 'DAY',
  level: 'PREFECTURE',
  areaCode: '2305',
  sourceFile: '004_1246db57e7d48ee9.txt',
  text: textOf('HLJ-SYS'),
});

export const ahHuoqiu = defineDocument({
  code: 'AH-HUOQIU',
  title: { zh: '霍邱县脱贫攻坚督查报告(原文未载篇名)', en: 'Inspection report on Huoqiu county (the source gives no title)' },
  issuer: { zh: '安徽省商务厅', en: 'Commerce department of Anhui province' },
  issuedOn: '2016-01-01',
  precision: 'YEAR',
  until: historyEnds,
  level: 'COUNTY',
  areaCode: '341522',
  sourceFile: '003_f25b4d77f22fc531.txt',
  text: textOf('AH-HUOQIU'),
});

export const national2015 = defineDocument({
  code: 'NATIONAL-2015',
  title: { zh: '关于打赢脱贫攻坚战的决定(原文未载篇名)', en: 'Decision on winning the fight against poverty (the source gives no title)' },
  issuer: { zh: '中共中央、国务院(原文未署名)', en: 'Central Committee and State Council (the source gives no issuer)' },
  issuedOn: '2015-01-01',
  precision: 'YEAR',
  until: historyEnds,
  level: 'NATIONAL',
  areaCode: '0',
  sourceFile: '003_f25b4d77f22fc531.txt',
  text: textOf('NATIONAL-2015'),
});

export const ynWeishan = defineDocument({
  code: 'YN-WEISHAN',
  title: { zh: '脱贫攻坚的巍山行动', en: 'Weishan in the fight against poverty' },
  issuer: { zh: '期刊报道(原文未署名)', en: 'Magazine report on Weishan county, Yunnan, unsigned' },
  issuedOn: '2016-01-01',
  precision: 'YEAR',
  until: historyEnds,
  level: 'COUNTY',
  areaCode: '532927',
  sourceFile: '003_f25b4d77f22fc531.txt',
  text: textOf('YN-WEISHAN'),
});

export const jiangsu = defineDocument({
  code: 'JIANGSU',
  title: { zh: '关于脱贫攻坚行动报告', en: "Report of a committee of the provincial People's Congress" },
  issuer: { zh: '江苏省人大常委会农业和农村工作委员会', en: "Agriculture committee of the Jiangsu People's Congress" },
  issuedOn: '2020-02-01',
  precision: 'MONTH',
  until: historyEnds,
  level: 'PROVINCE',
  areaCode: '32',
  sourceFile: '003_f25b4d77f22fc531.txt',
  text: textOf('JIANGSU'),
});

export const city5 = defineDocument({
  code: 'CITY-5',
  title: { zh: '脱贫攻坚百日攻坚行动方案(原文未载篇名)', en: 'Plan of a 100-day campaign (the source gives no title)' },
  issuer: { zh: '某自治区某市(原文未载名)', en: 'A city the source does not name' },
  issuedOn: '2020-01-01',
  precision: 'YEAR',
  until: historyEnds,
  level: 'PREFECTURE',
  sourceFile: '003_f25b4d77f22fc531.txt',
  text: textOf('CITY-5'),
});

export const commission5b = defineDocument({
  code: 'COMMISSION-5B',
  title: { zh: '2020年决战决胜脱贫攻坚百日攻坚行动方案', en: 'Plan of a 100-day campaign 2020 of a county commission' },
  issuer: { zh: '某县委员会(原文未载名)', en: 'A county commission the source does not name' },
  issuedOn: '2020-01-01',
  precision: 'YEAR',
  until: historyEnds,
  level: 'COUNTY',
  sourceFile: '003_f25b4d77f22fc531.txt',
  text: textOf('COMMISSION-5B'),
});

export const policies = [
  townA,
  hnCounty,
  countyC,
  hljAimin,
  nationalEssay,
  nmAlzq,
  hebei,
  hljSys,
  ahHuoqiu,
  national2015,
  ynWeishan,
  jiangsu,
  city5,
  commission5b,
];
