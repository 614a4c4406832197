import { defineCases, given, townA, yuan } from 'xianjie/schema';
import { place, transportSubsidyPaid } from '../facts.js';
import { casesOf, inTown, neverRegistered, outOfPoverty } from './case-kit.js';
import { transportInProvince, transportOutOfProvince } from './transport.js';

const away = given(place, 'OUT_OF_PROVINCE');
const inProvince = given(place, 'IN_PROVINCE_OUT_OF_COUNTY');
const paid = (value: boolean, year = 2025) => given(transportSubsidyPaid, value, { year });
const out = casesOf(transportOutOfProvince, inTown, '2025-06-30');
const near = casesOf(transportInProvince, inTown, '2025-06-30');

export const cases = defineCases([
  ...out.aroundTheFirstDay([outOfPoverty, away]),
  out.notAdopted([outOfPoverty, away]),
  out.applies(
    '脱贫劳动力在省外务工，名单上没有发放：应享未享，500元',
    'works outside the province, not on the list: 500 yuan are due',
    [outOfPoverty, away, paid(false)],
    {
      fulfilled: 'FALSE',
      amounts: [yuan(500)],
    },
  ),
  out.applies('今年已发放：应享已享', 'paid this year: done', [outOfPoverty, away, paid(true)], {
    fulfilled: 'TRUE',
    amounts: [yuan(500)],
  }),
  out.applies('只知道去年发放过，今年未知', 'paid last year, nothing known of this year', [outOfPoverty, away, paid(true, 2024)], {
    fulfilled: 'UNKNOWN',
  }),
  out.appliesNot('在省内县外务工，适用另一项标准', 'works inside the province: the other rule', [outOfPoverty, inProvince]),
  out.appliesNot('在县内务工', 'works inside the county', [outOfPoverty, given(place, 'IN_COUNTY')]),
  out.appliesNot('没有就业', 'does not work', [outOfPoverty, given(place, 'NONE')]),
  out.appliesNot('一般农户，不是脱贫人口', 'a household that was never registered', [neverRegistered, away]),
  out.isOpen('务工地点不清楚', 'where the person works is not known', [outOfPoverty], 'employment.place'),
  out.isOpen('脱贫身份不清楚', 'the register status is not known', [away], 'household.registerStatus'),
  {
    name: { zh: '镇在采用之后停用该文件', en: 'the town adopted the document for a time that is over' },
    check: transportOutOfProvince,
    day: '2024-01-01',
    area: inTown.area,
    adopted: [{ document: townA, area: '150623100', from: '2022-08-29', to: '2023-12-31' }],
    facts: [outOfPoverty, away],
    outcome: 'UNDETERMINED',
    unknown: [{ kind: 'NOT_IN_FORCE', code: 'employment.transportOutOfProvince' }],
  },

  ...near.aroundTheFirstDay([outOfPoverty, inProvince]),
  near.notAdopted([outOfPoverty, inProvince]),
  near.applies(
    '脱贫劳动力在省内县外务工，未发放：300元',
    'works in the province outside the county, not paid: 300 yuan are due',
    [outOfPoverty, inProvince, paid(false)],
    {
      fulfilled: 'FALSE',
      amounts: [yuan(300)],
    },
  ),
  near.applies('今年已发放', 'paid this year', [outOfPoverty, inProvince, paid(true)], { fulfilled: 'TRUE' }),
  near.appliesNot('在省外务工，适用另一项标准', 'works outside the province: the other rule', [outOfPoverty, away]),
  near.appliesNot('在县内务工', 'works inside the county', [outOfPoverty, given(place, 'IN_COUNTY')]),
  near.isOpen('务工地点不清楚', 'where the person works is not known', [outOfPoverty], 'employment.place'),
]);
