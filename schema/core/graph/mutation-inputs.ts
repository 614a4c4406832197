import type { GraphBuilder } from '../../builder/builder.js';

/** What the registry's mutations take. A field that is left out says nothing and changes nothing. */
export function mutationInputs(builder: GraphBuilder) {
  const expectedVersion = 'The `version` that was read; refused if the record has changed since (读取时的版本号).';
  const observedOn = 'The day the data speak of; default: today (数据日期).';
  const source = 'Code of the department that says so; default: the township (数据来源部门).';

  return {
    registerHousehold: builder.inputType('RegisterHouseholdInput', {
      description: 'A household to put on the register (登记农户).',
      fields: (t) => ({
        number: t.string({ required: true, description: 'The register number: letters, digits or "-" (户编号).' }),
        village: t.field({ type: 'AreaCode', required: true, description: 'Its village or community, 12 digits (所在村).' }),
        group: t.string({ description: 'Village group (村民小组).' }),
        registryStatus: t.field({ type: 'PovertyRegisterStatus', description: 'What the poverty register says (建档立卡状态).' }),
        registryStatusOn: t.field({ type: 'Date', description: 'Since when (状态日期).' }),
        formerCause: t.field({ type: 'PovertyCause', description: 'Why it was poor (致贫原因).' }),
        monitored: t.boolean({ description: 'False says that it is not monitored, which is more than not saying (是否监测对象).' }),
        monitoringKind: t.field({ type: 'MonitoringKind', description: 'As what it is monitored (监测对象类型).' }),
        riskKinds: t.field({ type: ['RiskKind'], description: 'Risks named by the monitoring (风险类型).' }),
        safetyNet: t.field({ type: 'SafetyNetProgramme', description: 'Social assistance it holds (社会救助类型).' }),
        authorisedUntil: t.field({ type: 'Date', description: 'Last day of its authorisation to match data (授权截止日期).' }),
        contractedLandMu: t.field({ type: 'Decimal', description: 'Contracted land in mu (承包耕地亩数).' }),
        relocated: t.boolean({ description: 'Whether relocated (是否易地搬迁).' }),
        observedOn: t.field({ type: 'Date', description: observedOn }),
        source: t.string({ description: source }),
      }),
    }),
    recordPerson: builder.inputType('RecordPersonInput', {
      description: 'A member of a household, new or changed (登记家庭成员).',
      fields: (t) => ({
        household: t.id({ required: true, description: 'The household, by global id (所在户).' }),
        person: t.id({ description: 'Whom to change; left out: who has this resident id, or a new person (成员).' }),
        name: t.string({ required: true, description: 'Name (姓名).' }),
        residentId: t.string({ description: 'Resident id, 18 characters; gives birth date and sex (公民身份号码).' }),
        sex: t.field({ type: 'Sex', description: 'Sex (性别).' }),
        birthDate: t.field({ type: 'Date', description: 'Date of birth (出生日期).' }),
        relation: t.field({
          type: 'FamilyRelation',
          description: 'Relation to the head; HEAD takes over from the former head (与户主关系).',
        }),
        ethnicity: t.string({ description: 'Ethnic group (民族).' }),
        educationLevel: t.string({ description: 'Highest education (文化程度).' }),
        phone: t.string({ description: 'Telephone (联系电话).' }),
        labourCapacity: t.field({ type: 'LabourCapacity', description: 'Capacity for work (劳动能力).' }),
        health: t.field({ type: 'HealthStatus', description: 'Health (健康状况).' }),
        disabilityCertified: t.boolean({ description: 'Whether holding a disability certificate (持残疾证).' }),
        disabilitySevere: t.boolean({ description: 'Whether severely disabled (重度残疾).' }),
        leftOn: t.field({
          type: 'Date',
          description:
            'The day on which the person left the household or died: neither in the future nor before the birth. Who left is neither counted nor head. ' +
            'Left out or null, it stays as it is, also when the person is recorded again; only a move to another household clears it (离开日期).',
        }),
        expectedVersion: t.int({ description: expectedVersion }),
        observedOn: t.field({ type: 'Date', description: observedOn }),
        source: t.string({ description: source }),
      }),
    }),
    moveHousehold: builder.inputType('MoveHouseholdInput', {
      description: 'Where a household moves to; its people and everything observed follow (迁移农户).',
      fields: (t) => ({
        household: t.id({ required: true, description: 'The household, by global id (户).' }),
        village: t.field({ type: 'AreaCode', required: true, description: 'The new village or community (迁入村).' }),
        group: t.string({ description: 'Its group there (村民小组).' }),
        expectedVersion: t.int({ description: expectedVersion }),
      }),
    }),
    recordIncome: builder.inputType('RecordIncomeInput', {
      description: 'An income statement of a year or month. Each amount stands by itself: none is derived from another (登记收入).',
      fields: (t) => ({
        household: t.id({ required: true, description: 'The household, by global id (户).' }),
        year: t.int({ required: true, description: 'Year (年度).' }),
        month: t.int({ description: 'Month, for running figures (月份).' }),
        basis: t.field({ type: 'IncomeBasis', description: 'What was, or what is expected; default ACTUAL (口径).' }),
        memberCount: t.int({ description: 'Members in that year (家庭人口).' }),
        wage: t.field({ type: 'Money', description: 'Wages (工资性收入).' }),
        operating: t.field({ type: 'Money', description: 'Own business (经营性收入).' }),
        property: t.field({ type: 'Money', description: 'Property (财产性收入).' }),
        transfer: t.field({ type: 'Money', description: 'Transfers (转移性收入).' }),
        businessCost: t.field({ type: 'Money', description: 'Costs of the business (生产经营支出).' }),
        netIncome: t.field({ type: 'Money', description: 'Net income (纯收入).' }),
        perCapitaNetIncome: t.field({ type: 'Money', description: 'Net income per head (人均纯收入).' }),
        perCapitaYearlyIncome: t.field({ type: 'Money', description: 'Yearly income per head (家庭年人均收入).' }),
        perCapitaDisposableIncome: t.field({ type: 'Money', description: 'Disposable income per head (人均可支配收入).' }),
        expectedVersion: t.int({ description: expectedVersion }),
        observedOn: t.field({ type: 'Date', description: observedOn }),
        source: t.string({ description: source }),
      }),
    }),
    recordGuarantee: builder.inputType('RecordGuaranteeInput', {
      description: 'How one of the six guarantees stands (登记保障状况).',
      fields: (t) => ({
        household: t.id({ required: true, description: 'The household, by global id (户).' }),
        person: t.id({ description: 'The member it is about; left out: the whole household (成员).' }),
        kind: t.field({ type: 'GuaranteeKind', required: true, description: 'Which guarantee (保障事项).' }),
        state: t.field({
          type: 'GuaranteeState',
          required: true,
          description: 'How it stands; UNKNOWN says that somebody looked and could not tell (保障状况).',
        }),
        expectedVersion: t.int({ description: expectedVersion }),
        observedOn: t.field({ type: 'Date', description: observedOn }),
        source: t.string({ description: source }),
      }),
    }),
    recordAuthorisation: builder.inputType('RecordAuthorisationInput', {
      description: 'That a household lets its data be matched across departments, or no longer does (登记数据比对授权).',
      fields: (t) => ({
        household: t.id({ required: true, description: 'The household, by global id (户).' }),
        validFrom: t.field({
          type: 'Date',
          description: 'First day of the authorisation; default: the day the data speak of (授权起始日期).',
        }),
        validTo: t.field({ type: 'Date', description: 'Its last day; left out: until it is withdrawn (授权截止日期).' }),
        withdrawn: t.boolean({
          defaultValue: false,
          description: 'The household withdraws it: from the day the data speak of on none holds; without days (是否撤回).',
        }),
        expectedVersion: t.int({ description: expectedVersion }),
        observedOn: t.field({ type: 'Date', description: observedOn }),
        source: t.string({ description: source }),
      }),
    }),
    recordBenefit: builder.inputType('RecordBenefitInput', {
      description: 'A benefit that was granted and received (登记待遇发放).',
      fields: (t) => ({
        household: t.id({ required: true, description: 'The household, by global id (户).' }),
        person: t.id({ description: 'The member it was for; left out: the whole household (享受人).' }),
        benefit: t.string({
          required: true,
          description: 'Code of the benefit; one that no installed module declares is kept too, until its module comes (待遇代码).',
        }),
        form: t.field({ type: 'GrantForm', required: true, description: 'Form (待遇形式).' }),
        amount: t.field({ type: 'Money', description: 'Amount for the period (金额).' }),
        periodFrom: t.field({ type: 'Date', required: true, description: 'First day of the period (起始日期).' }),
        periodTo: t.field({ type: 'Date', description: 'Last day of the period (截止日期).' }),
        paidOn: t.field({ type: 'Date', description: 'Day of payment (发放日期).' }),
        payer: t.string({ description: 'Code of the department that pays (发放部门).' }),
        expectedVersion: t.int({ description: expectedVersion }),
        observedOn: t.field({ type: 'Date', description: observedOn }),
        source: t.string({ description: source }),
      }),
    }),
  };
}
