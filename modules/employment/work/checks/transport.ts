import { all, blank, cash, defineCheck, equals, householdOf, of, outOfPoverty, person, thisYear, townA } from 'xianjie/schema';
import { transportInProvinceAmount, transportOutOfProvinceAmount } from '../../parameters.js';
import { transportSubsidy } from '../benefits.js';
import { place, transportSubsidyPaid } from '../facts.js';

const note = {
  zh: '原文未写明发放周期，按年核对是否已发：以人社部门当年全量发放名单为准，名单上没有的即未发。务工地点须核实(系统要求)。',
  en: 'The source names no period. Whether it was paid is looked up for the year: on the bureau’s complete list of that year, or not. The place of work is to be checked (our own requirement).',
};

export const transportOutOfProvince = defineCheck({
  code: 'employment.transportOutOfProvince',
  title: { zh: '省外务工交通补贴', en: 'Transport subsidy, work outside the province' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: person,
  policy: { document: townA, place: '§A 四.2 L92', quote: '及时发放交通补贴,省外务工500元/人' },
  when: all(of(householdOf, outOfPoverty), equals(place, 'OUT_OF_PROVINCE')),
  fulfilled: equals(thisYear(transportSubsidyPaid), true),
  gives: cash(transportSubsidy, transportOutOfProvinceAmount, { per: 'PERSON', every: blank }),
  note,
});

export const transportInProvince = defineCheck({
  code: 'employment.transportInProvince',
  title: { zh: '省内县外务工交通补贴', en: 'Transport subsidy, work in the province outside the county' },
  kind: 'BENEFIT',
  force: 'MUST',
  subject: person,
  policy: { document: townA, place: '§A 四.2 L92', quote: '省内县外务工300元/人' },
  when: all(of(householdOf, outOfPoverty), equals(place, 'IN_PROVINCE_OUT_OF_COUNTY')),
  fulfilled: equals(thisYear(transportSubsidyPaid), true),
  gives: cash(transportSubsidy, transportInProvinceAmount, { per: 'PERSON', every: blank }),
  note,
});
