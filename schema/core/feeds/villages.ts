import { defineFeed } from '../../contract/feed.js';
import type { VillageFeedRow } from '../../contract/registry.js';
import { count, money, oneOf, villageCode, year, yesNo } from '../../feeds/cells.js';
import { needed, optional, sheet } from '../../feeds/sheet.js';
import { coreCode } from '../errors.js';
import { collectiveAmounts, partsOfProfile } from '../ground-inputs.js';

const classes = {
  DEMONSTRATION: ['示范引领', '示范引领村'],
  KEY_ASSISTANCE: ['重点帮扶', '重点帮扶村'],
  OVERALL_ADVANCE: ['整体推进', '整体推进村'],
} as const;
const more = (part: number | undefined, whole: number | undefined): boolean => part !== undefined && whole !== undefined && part > whole;

const file = sheet(
  {
    villageCode: needed('区划代码', 'area_code', villageCode, '150623100201'),
    villageClass: optional('村庄分类', 'village_class', oneOf(classes), '整体推进'),
    exitedPoorVillage: optional('脱贫村', 'exited_poor_village', yesNo, '否'),
    weakEconomyVillage: optional('经济薄弱村', 'weak_economy_village', yesNo, '否'),
    hollowVillage: optional('空心村', 'hollow_village', yesNo, '否'),
    naturalVillages: optional('自然村数', 'natural_villages', count(0, 9_999), '6'),
    largeNaturalVillages: optional('20户以上自然村数', 'large_natural_villages', count(0, 9_999), '4'),
    pavedRoad: optional('通硬化路', 'paved_road', yesNo, '是'),
    pavedLargeNaturalVillages: optional('通硬化路的20户以上自然村数', 'paved_large_natural_villages', count(0, 9_999), '4'),
    connectedLargeNaturalVillages: optional('通网络的20户以上自然村数', 'connected_large_natural_villages', count(0, 9_999), '4'),
    power: optional('通动力电', 'power', yesNo, '是'),
    broadband: optional('通宽带', 'broadband', yesNo, '是'),
    mobile4g: optional('4G覆盖', 'mobile_4g', yesNo, '是'),
    water: optional('供水有保障', 'water', yesNo, '是'),
    clinic: optional('卫生室', 'clinic', yesNo, '有'),
    cultureRoom: optional('文化活动室', 'culture_room', yesNo, '有'),
    courtyards: optional('庭院经济户数', 'courtyards', count(0, 99_999), '12'),
    wastePoints: optional('垃圾投放点数', 'waste_points', count(0, 99_999), '18'),
    year: optional('集体收入年度', 'income_year', year, '2024'),
    total: optional('集体总收入', 'total', money('NOT_NEGATIVE'), '236000.00'),
    operating: optional('集体经营性收入', 'operating', money('NOT_NEGATIVE'), '158000.00'),
    dividends: optional('配股分红收入', 'dividends', money('NOT_NEGATIVE'), ''),
  },
  [
    {
      column: 'year',
      refusal: coreCode('YEAR_NEEDED'),
      broken: (row) => row.year === undefined && collectiveAmounts.some((key) => row[key] !== undefined),
    },
    {
      column: 'year',
      refusal: coreCode('NOTHING_SAID'),
      broken: (row) => row.year !== undefined && collectiveAmounts.every((key) => row[key] === undefined),
    },
    ...partsOfProfile.map(([part, whole]) => ({
      column: part,
      refusal: coreCode('MORE_THAN_ALL'),
      broken: (row: Row) => more(row[part], row[whole]),
    })),
    ...(['operating', 'dividends'] as const).map((part) => ({
      column: part,
      refusal: coreCode('MORE_THAN_ALL'),
      broken: (row: Row) => more(row[part], row.total),
    })),
  ],
);
type Row = { readonly [K in (typeof partsOfProfile)[number][number] | (typeof collectiveAmounts)[number]]?: number | undefined };

export const villagesFeed = defineFeed<VillageFeedRow>({
  code: 'core.villages',
  title: { zh: '村情与村集体收入', en: 'Villages and their collective income' },
  description: {
    zh: '每村一行：村庄分类、基础设施和某一年度的集体收入；空格表示未提供，不改动已有数据',
    en: 'One row per village: its class, what stands there, and its collective’s income of one year; an empty cell says nothing',
  },
  source: 'RRB',
  columns: file.columns,
  naturalKey: ['villageCode', 'year'],
  canBeComplete: false,
  resolves: 'NONE',
  parse: file.read,
  write: ({ registry }, batch, rows) => registry.importVillages(batch, rows),
});
