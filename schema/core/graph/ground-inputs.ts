import type { GraphBuilder } from '../../builder/builder.js';

/** What the mutations about villages, spending and reference data take. A field that is left out says nothing and changes nothing. */
export function groundInputs(builder: GraphBuilder) {
  const expectedVersion = 'The `version` that was read; refused if the record has changed since (读取时的版本号).';
  const observedOn = 'The day the data speak of; default: today (数据日期).';
  const source = 'Code of the department that says so; default: the township (数据来源部门).';
  const publisher = 'Code of the department that published it; this or the document (公布部门).';

  const item = builder.inputType('ExpenditureItemInput', {
    description: 'One kind of spending (支出项).',
    fields: (t) => ({
      kind: t.field({ type: 'ExpenditureKind', required: true, description: 'What it was spent on (支出类别).' }),
      amount: t.field({ type: 'Money', required: true, description: 'Amount (金额).' }),
      rigid: t.boolean({ description: 'Whether it could not be avoided; left out: nobody said (是否刚性支出).' }),
    }),
  });

  return {
    recordExpenditure: builder.inputType('RecordExpenditureInput', {
      description: 'What a household spent in a year or month (登记支出).',
      fields: (t) => ({
        household: t.id({ required: true, description: 'The household, by global id (户).' }),
        year: t.int({ required: true, description: 'Year (年度).' }),
        month: t.int({ description: 'Month, for running figures (月份).' }),
        items: t.field({ type: [item], required: true, description: 'What it was spent on, each kind once (支出项).' }),
        complete: t.boolean({
          defaultValue: false,
          description: 'The statement is whole: nothing was spent on the kinds that it leaves out (是否完整).',
        }),
        expectedVersion: t.int({ description: expectedVersion }),
        observedOn: t.field({ type: 'Date', description: observedOn }),
        source: t.string({ description: source }),
      }),
    }),
    recordVillageProfile: builder.inputType('RecordVillageProfileInput', {
      description: 'What stands in a village (登记村情).',
      fields: (t) => ({
        village: t.field({ type: 'AreaCode', required: true, description: 'The village or community, 12 digits (村).' }),
        villageClass: t.field({ type: 'VillageClass', description: 'Its class (村庄分类).' }),
        exitedPoorVillage: t.boolean({ description: 'Whether it was on the list of poor villages (脱贫村).' }),
        weakEconomyVillage: t.boolean({ description: 'Whether its collective economy is weak (经济薄弱村).' }),
        hollowVillage: t.boolean({ description: 'Whether most have left (空心村).' }),
        naturalVillages: t.int({ description: 'Number of natural villages (自然村数).' }),
        largeNaturalVillages: t.int({ description: 'Those with 20 households or more (20户以上自然村数).' }),
        pavedRoad: t.boolean({ description: 'Whether a paved road reaches it (通硬化路).' }),
        pavedLargeNaturalVillages: t.int({
          description: 'Natural villages of 20 households or more with a paved road (通硬化路的20户以上自然村数).',
        }),
        connectedLargeNaturalVillages: t.int({
          description: 'Natural villages of 20 households or more with 4G and fibre (通4G和光纤宽带的20户以上自然村数).',
        }),
        power: t.boolean({ description: 'Whether it has industrial power (通动力电).' }),
        broadband: t.boolean({ description: 'Whether it has fibre broadband (通光纤宽带).' }),
        mobile4g: t.boolean({ description: 'Whether 4G covers it (4G信号覆盖).' }),
        water: t.boolean({ description: 'Whether it has a safe water supply (供水有保障).' }),
        clinic: t.boolean({ description: 'Whether it has a clinic (卫生室).' }),
        cultureRoom: t.boolean({ description: 'Whether it has a culture room (文化活动室).' }),
        courtyards: t.int({ description: 'Households with a courtyard business (庭院经济户数).' }),
        wastePoints: t.int({ description: 'Waste collection points (垃圾投放点数).' }),
        expectedVersion: t.int({ description: expectedVersion }),
        observedOn: t.field({ type: 'Date', description: observedOn }),
        source: t.string({ description: source }),
      }),
    }),
    recordCollectiveIncome: builder.inputType('RecordCollectiveIncomeInput', {
      description: 'What a village’s collective took in during a year. Each amount stands by itself (登记村集体收入).',
      fields: (t) => ({
        village: t.field({ type: 'AreaCode', required: true, description: 'The village or community, 12 digits (村).' }),
        year: t.int({ required: true, description: 'Year (年度).' }),
        total: t.field({ type: 'Money', description: 'All of it (总收入).' }),
        operating: t.field({ type: 'Money', description: 'From its own business (经营性收入).' }),
        dividends: t.field({ type: 'Money', description: 'From dividends on shares (配股分红收入).' }),
        expectedVersion: t.int({ description: expectedVersion }),
        observedOn: t.field({ type: 'Date', description: observedOn }),
        source: t.string({ description: source }),
      }),
    }),
    recordReferenceIncome: builder.inputType('RecordReferenceIncomeInput', {
      description: 'A published income per head (登记参考收入).',
      fields: (t) => ({
        area: t.field({ type: 'AreaCode', required: true, description: 'The area; the nation is `0` (区划).' }),
        year: t.int({ required: true, description: 'Year (年度).' }),
        group: t.field({ type: 'ReferenceGroup', required: true, description: 'Whose income (人群).' }),
        concept: t.field({ type: 'IncomeConcept', required: true, description: 'Which income (收入口径).' }),
        amount: t.field({ type: 'Money', required: true, description: 'A head and year (人均金额).' }),
        source: t.string({ description: publisher }),
        document: t.string({ description: 'Where it was published (公布文件).' }),
        note: t.string({ description: 'A remark (备注).' }),
      }),
    }),
    replaceArea: builder.inputType('ReplaceAreaInput', {
      description: 'Which code takes the place of which (区划代码变更).',
      fields: (t) => ({
        area: t.field({ type: 'AreaCode', required: true, description: 'The code that ends (原代码).' }),
        successor: t.field({ type: 'AreaCode', required: true, description: 'The code of the same level that takes its place (新代码).' }),
        on: t.field({ type: 'Date', required: true, description: 'The first day of the new code (启用日期).' }),
        dryRun: t.boolean({ defaultValue: false, description: 'Only say whether it would be refused: nothing is recorded (试运行).' }),
      }),
    }),
    recordAreaDesignation: builder.inputType('RecordAreaDesignationInput', {
      description: 'What an area was declared to be (登记区划认定).',
      fields: (t) => ({
        area: t.field({ type: 'AreaCode', required: true, description: 'The area (区划).' }),
        designation: t.field({ type: 'AreaDesignation', required: true, description: 'What (认定类别).' }),
        holds: t.boolean({ required: true, description: 'False: it is that no longer, or is not (是否认定).' }),
        observedOn: t.field({ type: 'Date', description: observedOn }),
        source: t.string({ description: publisher }),
        document: t.string({ description: 'Where it was published (公布文件).' }),
        note: t.string({ description: 'A remark (备注).' }),
      }),
    }),
  };
}
