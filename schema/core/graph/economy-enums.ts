/** The enumerations of villages, incomes and spending; see `enums.ts`. */
export const economyEnums: Readonly<Record<string, readonly [description: string, values: Readonly<Record<string, string>>]>> = {
  VillageFacility: [
    'A facility that a village has or lacks (村级设施).',
    {
      PAVED_ROAD: 'Paved road (硬化路)',
      POWER: 'Industrial power (动力电)',
      BROADBAND: 'Fibre broadband (光纤宽带)',
      MOBILE_4G: '4G (4G信号)',
      WATER: 'Safe water supply (供水)',
      CLINIC: 'Clinic (卫生室)',
      CULTURE_ROOM: 'Culture room (文化活动室)',
    },
  ],
  AreaDesignation: [
    'What an area may be declared to be (区划认定).',
    {
      EXITED_POOR_COUNTY: 'County that left poverty (脱贫县)',
      KEY_ASSISTANCE_COUNTY: 'County of key assistance (乡村振兴重点帮扶县)',
      OLD_REVOLUTIONARY_AREA: 'Old revolutionary area (革命老区)',
      ETHNIC_AREA: 'Ethnic minority area (民族地区)',
    },
  ],
  IncomeConcept: [
    'Which income is meant; only figures of one concept compare (收入口径).',
    {
      NET: 'Net income (纯收入)',
      PER_CAPITA_YEARLY: 'Yearly income per head (年人均收入)',
      DISPOSABLE: 'Disposable income (可支配收入)',
    },
  ],
  ReferenceGroup: [
    'Whose published income per head it is, within the area (参考人群).',
    {
      ALL_FARMERS: 'All farmers and herders of the area (全体农牧民)',
      OUT_OF_POVERTY_AREA_FARMERS: 'Farmers of its areas that left poverty (脱贫地区农民)',
      OUT_OF_POVERTY_PEOPLE: 'People who left poverty (脱贫人口)',
    },
  ],
  ExpenditureKind: [
    'What a household spent on (支出类别).',
    {
      MEDICAL: 'Illness (因病)',
      DISABILITY: 'Disability (因残)',
      EDUCATION: 'Schooling (因学)',
      DISASTER: 'Natural disaster (因灾)',
      ACCIDENT: 'Accident (意外)',
      EMPLOYMENT_COST: 'Cost of employment (就业成本)',
      OTHER: 'Something else (其他)',
    },
  ],
};
