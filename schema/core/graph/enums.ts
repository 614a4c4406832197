import type { GraphBuilder } from '../../builder/builder.js';
import { economyEnums } from './economy-enums.js';

type Texts = Readonly<Record<string, string>>;

/** The catalogue's enumerations, letter for letter; each value with its meaning and the Chinese term. */
const enumerations: Readonly<Record<string, readonly [description: string, values: Texts]>> = {
  AreaLevel: [
    'Level of an administrative area (区划级别).',
    {
      NATIONAL: 'The nation (国家)',
      PROVINCE: 'Province or autonomous region (省、自治区)',
      PREFECTURE: 'Prefecture-level city or league (市、盟)',
      COUNTY: 'County or banner (县、旗)',
      TOWNSHIP: 'Township, town or sumu (乡、镇、苏木)',
      VILLAGE: 'Village or gaqa (村、嘎查)',
      COMMUNITY: 'Urban or town community (社区)',
    },
  ],
  VillageClass: [
    'Class of a village in rural revitalisation (村庄分类).',
    {
      DEMONSTRATION: 'Demonstration (示范引领)',
      KEY_ASSISTANCE: 'Key assistance (重点帮扶)',
      OVERALL_ADVANCE: 'Overall advance (整体推进)',
    },
  ],
  PovertyRegisterStatus: [
    'What the poverty register says of a household (建档立卡状态).',
    {
      NEVER_REGISTERED: 'Never on the register (非建档立卡)',
      OUT_OF_POVERTY: 'Left poverty (脱贫)',
      OUT_OF_POVERTY_WITH_POLICY: 'Left poverty, policies continue (脱贫享受政策)',
      STABLE_OUT_OF_POVERTY: 'Stably out of poverty (稳定脱贫)',
    },
  ],
  PovertyCause: [
    'Why the household was poor (致贫原因).',
    {
      ILLNESS: 'Illness (因病)',
      DISABILITY: 'Disability (因残)',
      SCHOOLING: 'Cost of schooling (因学)',
      LACK_OF_LABOUR: 'No labour (缺劳力)',
      LACK_OF_FUNDS: 'No funds (缺资金)',
      LACK_OF_SKILL: 'No skills (缺技术)',
      LACK_OF_MARKET_ACCESS: 'No way to market (缺门路)',
      OTHER: 'Something else (其他)',
    },
  ],
  MonitoringKind: [
    'Kind of a monitored household (监测对象类型).',
    {
      UNSTABLE_OUT_OF_POVERTY: 'Left poverty, unstable (脱贫不稳定户)',
      BORDERLINE_AT_RISK: 'Never registered, close to poverty (边缘易致贫户)',
      SUDDEN_SEVERE_DIFFICULTY: 'Sudden severe difficulty (突发严重困难户)',
    },
  ],
  RiskKind: [
    'What may throw a household back into poverty (风险类型).',
    {
      ILLNESS: 'Illness (因病)',
      DISABILITY: 'Disability (因残)',
      SCHOOLING: 'Schooling (因学)',
      DISASTER: 'Natural disaster (因灾)',
      EPIDEMIC: 'Epidemic (因疫情)',
      ACCIDENT: 'Accident (因意外事故)',
      INCOME_DROP: 'Sharp fall of income (收入骤减)',
      EXPENDITURE_SURGE: 'Large rigid spending (刚性支出较大)',
      JOB_LOSS: 'Loss of work (失业)',
      LACK_OF_LABOUR: 'No labour (缺劳动力)',
      INDUSTRY_FAILURE: 'Failure of its business (产业失败)',
      EDUCATION_GAP: 'Compulsory education not met (义务教育未保障)',
      HOUSING_GAP: 'Safe housing not met (住房安全未保障)',
      WATER_GAP: 'Safe drinking water not met (饮水安全未保障)',
    },
  ],
  SafetyNetProgramme: [
    'Social assistance a household holds (社会救助类型).',
    {
      NONE: 'None (无)',
      DIBAO: 'Minimum living allowance (低保)',
      DIBAO_MARGIN: 'Family on its margin (低保边缘)',
      EXTREME_HARDSHIP: 'Extreme hardship support (特困供养)',
    },
  ],
  HouseholdLabourClass: [
    'Labour of a household, derived from its members (劳动力类别).',
    { HAS_LABOUR: 'Has full labour (有劳动力)', WEAK_ONLY: 'Only weak or half labour (弱劳力、半劳力)', NO_LABOUR: 'No labour (无劳动力)' },
  ],
  LabourCapacity: [
    'A person’s capacity for work (劳动能力).',
    {
      FULL: 'Full (普通劳动力)',
      WEAK_OR_HALF: 'Weak or half labour (弱劳力、半劳力)',
      PARTIAL_LOSS: 'Partly lost (部分丧失劳动能力)',
      TOTAL_LOSS: 'Wholly lost (丧失劳动能力)',
      NOT_OF_WORKING_AGE: 'Not of working age (非劳动年龄)',
    },
  ],
  HealthStatus: [
    'A person’s health (健康状况).',
    { HEALTHY: 'Healthy (健康)', MAJOR_ILLNESS: 'Major illness (大病、重病)', CHRONIC_ILLNESS: 'Chronic illness (慢病)' },
  ],
  SpecialGroup: [
    'Groups that need particular care (特殊群体).',
    {
      LEFT_BEHIND_CHILD: 'Left-behind child (留守儿童)',
      CHILD_IN_DIFFICULTY: 'Child in difficulty (困境儿童)',
      ORPHAN: 'Orphan (孤儿)',
      DE_FACTO_UNATTENDED_CHILD: 'De facto unattended child (事实无人抚养儿童)',
      LEFT_BEHIND_WOMAN: 'Left-behind woman (留守妇女)',
      LEFT_BEHIND_ELDERLY: 'Left-behind elderly person (留守老人)',
      ELDERLY_IN_DIFFICULTY: 'Elderly person in difficulty (困难老人)',
      ENTITLED_VETERAN_GROUP: 'Entitled to regular veterans’ support (重点优抚对象)',
      WIDOWED_OR_LONELY: 'Widowed or lonely (鳏寡孤独)',
    },
  ],
  GuaranteeKind: [
    'What every household must have (“两不愁三保障”及饮水安全).',
    {
      FOOD: 'Food (不愁吃)',
      CLOTHING: 'Clothing (不愁穿)',
      COMPULSORY_EDUCATION: 'Compulsory education (义务教育)',
      BASIC_MEDICAL: 'Basic medical care (基本医疗)',
      SAFE_HOUSING: 'Safe housing (住房安全)',
      SAFE_DRINKING_WATER: 'Safe drinking water (饮水安全)',
    },
  ],
  GuaranteeState: [
    'Whether a guarantee is met (保障状态).',
    { MET: 'Met (已保障)', AT_RISK: 'Met, at risk (有风险)', NOT_MET: 'Not met (未保障)', UNKNOWN: 'Checked without a result (未知)' },
  ],
  MeasureKind: [
    'Kind of an assistance measure (帮扶措施类型).',
    {
      INDUSTRY: 'Industry (产业帮扶)',
      EMPLOYMENT: 'Employment (就业帮扶)',
      PUBLIC_WELFARE_POST: 'Public welfare post (公益性岗位帮扶)',
      FINANCE: 'Finance (金融帮扶)',
      EDUCATION: 'Education (教育帮扶)',
      HEALTH: 'Health (健康帮扶)',
      HOUSING_SAFETY: 'Safe housing (住房安全保障)',
      WATER_SAFETY: 'Safe drinking water (饮水安全保障)',
      COMPREHENSIVE_SECURITY: 'Comprehensive security (综合保障帮扶)',
      SOCIAL_ASSISTANCE: 'Help from society (社会帮扶)',
      ASPIRATION_AND_SKILL: 'Aspiration and skill (扶志扶智)',
    },
  ],
  IncomeBasis: ['Whether a statement reports or expects (收入口径).', { ACTUAL: 'Earned (实际)', EXPECTED: 'Expected (预计)' }],
  GrantForm: [
    'Form of a benefit (待遇形式).',
    {
      CASH: 'Money paid (现金)',
      PREMIUM: 'Insurance premium paid (代缴保费)',
      EXEMPTION: 'Fee waived (减免)',
      SERVICE: 'Service (服务)',
      WAGE: 'Wage (工资)',
      LOAN: 'Loan (贷款)',
      STATUS: 'Recognised status (身份)',
    },
  ],
  Sex: ['Sex in the resident register (性别).', { MALE: 'Male (男)', FEMALE: 'Female (女)' }],
  FamilyRelation: [
    'Relation to the head of the household (与户主关系).',
    {
      HEAD: 'Head (户主)',
      SPOUSE: 'Spouse (配偶)',
      CHILD: 'Child (子女)',
      PARENT: 'Parent (父母)',
      GRANDCHILD: 'Grandchild (孙子女)',
      GRANDPARENT: 'Grandparent (祖父母)',
      SIBLING: 'Sibling (兄弟姐妹)',
      CHILD_IN_LAW: 'Child-in-law (儿媳、女婿)',
      OTHER: 'Other (其他)',
    },
  ],
  ProjectCategory: [
    'Category of a project (项目类别).',
    {
      INDUSTRY: 'Industry (产业)',
      INFRASTRUCTURE: 'Infrastructure (基础设施)',
      PUBLIC_SERVICE: 'Public service (公共服务)',
      WORK_RELIEF: 'Work relief (以工代赈)',
      RENEWAL: 'Renewal of dangerous houses (危房改造)',
      WATER_WORKS: 'Water works (饮水工程)',
      HOUSEHOLD_ASSISTANCE: 'For single households and persons (到人到户)',
    },
  ],
  ProjectState: [
    'Where a project stands (项目状态).',
    {
      PROPOSED: 'Proposed (申报)',
      REVIEWED: 'Reviewed (论证)',
      IN_LIBRARY: 'In the library (入库)',
      PLAN_NOTICE: 'Plan under public notice (计划公示)',
      FUNDED: 'Funded (资金下达)',
      IN_PROGRESS: 'In progress (实施)',
      COMPLETED: 'Completed (完工)',
      ACCEPTED: 'Accepted (验收)',
      EVALUATED: 'Evaluated (绩效评价)',
      ASSETISED: 'Turned into an asset (形成资产)',
      PROBLEM: 'With a problem (问题项目)',
    },
  ],
  FundSource: [
    'Where a project’s money comes from (资金来源).',
    {
      FISCAL: 'Fiscal funds of any level (各级财政资金)',
      LINKAGE: 'Linkage funds (衔接资金)',
      PAIRED_ASSISTANCE: 'Paired assistance (结对帮扶资金)',
      LOCAL_BOND: 'Local government bonds (地方政府债券)',
      RELOCATION: 'Relocation (易地搬迁资金)',
      DESIGNATED_ASSISTANCE: 'Designated assistance (定点帮扶资金)',
      DONATION: 'Donations (社会捐赠)',
      POOLED_AGRICULTURE: 'Pooled agricultural funds (涉农整合资金)',
      EMPLOYMENT_SUBSIDY: 'Employment subsidies (就业补助资金)',
      LOTTERY: 'Lottery funds (彩票公益金)',
      EAST_WEST: 'East-west cooperation (京津援建资金)',
      BUDGET_INVESTMENT: 'Central budget investment (中央预算内投资)',
    },
  ],
  FeedState: [
    'Where a batch stands (批次状态).',
    { QUEUED: 'Waiting (排队)', RUNNING: 'Being read (处理中)', DONE: 'Done (完成)', FAILED: 'Could not be read at all (失败)' },
  ],
  Role: [
    'A role in the work (角色).',
    {
      COUNTY_LEADER: 'County party secretary or head (县委书记、县长)',
      TOWNSHIP_LEADER: 'Township party secretary or head (乡镇党委书记、乡镇长)',
      VILLAGE_LEADER: 'Village secretary or director (村党组织书记、村主任)',
      FIRST_SECRETARY: 'First secretary (第一书记)',
      RESIDENT_TEAM_MEMBER: 'Member of the resident work team (驻村工作队员)',
      ASSISTANCE_OFFICER: 'Assistance officer of a household (帮扶责任人)',
      LINKED_CADRE: 'Household-linked cadre (联户干部)',
      MONITORING_OFFICER: 'Monitoring officer of a case (监测责任人)',
      VILLAGE_DATA_CLERK: 'Village data clerk (信息员)',
      GRID_WORKER: 'Grid worker (网格包联员)',
      TOWNSHIP_SPECIALIST: 'Township specialist (扶贫专干)',
      CIVIL_AFFAIRS_ASSISTANT: 'Township civil-affairs assistant (乡镇民政助理员)',
      CHILD_DIRECTOR: 'Child director (儿童主任)',
      CHILD_SUPERVISOR: 'Child supervisor (儿童督导员)',
      SEVEN_CHIEF: 'One of the “seven chiefs” against dropout (控辍保学“七长”)',
      FAMILY_DOCTOR: 'Village or family doctor (村医、家庭医生)',
      INDUSTRY_ADVISER: 'Industry adviser (产业指导员)',
      ENTREPRENEURIAL_LEADER: 'Entrepreneurial leader (致富带头人)',
      ASSET_CUSTODIAN: 'Custodian of an asset (管护责任人)',
      HOUSEHOLDER: 'The household itself (农户)',
      PUBLIC: 'Villagers at large (群众)',
      INSPECTOR: 'Higher-level inspector (督查组、核查组)',
      SOCIAL_PARTNER: 'Volunteer, donor, honorary village head (志愿者、爱心人士)',
      SYSTEM_ADMINISTRATOR: 'Administers reference data; a role of this platform, not of the policy documents (系统管理员)',
      SECURITY_ADMINISTRATOR: 'Administers who gets in; a role of this platform, not of the policy documents (安全管理员)',
      AUDIT_ADMINISTRATOR: 'Reads the audit log; a role of this platform, not of the policy documents (审计管理员)',
    },
  ],
  ClientKind: [
    'What a client is (接入系统类型).',
    {
      DEPARTMENT: 'A system of a department, a township or a village (部门系统)',
      INSTITUTION: 'A system of a hospital, a school, a bank or an insurer (机构系统)',
      PORTAL: 'A portal that people sign in to (门户)',
      PLATFORM: 'A platform that sells products (销售平台)',
      ADMIN: 'The administration of this platform (平台管理)',
    },
  ],
  Purpose: [
    'What personal data are asked for (使用目的).',
    {
      MONITORING: 'Watching that nobody falls back into poverty (防返贫监测)',
      ASSISTANCE: 'Helping a family (帮扶)',
      BENEFIT: 'Deciding and paying benefits (待遇审核发放)',
      DATA_MATCHING: 'Comparing data between departments (数据比对)',
      INSPECTION: 'Inspection by a superior (督查核查)',
      CORRECTION: 'Correcting data at the person’s request (更正)',
    },
  ],
  OrderDirection: ['Direction of an order (排序方向).', { ASC: 'Smallest first (升序)', DESC: 'Largest first (降序)' }],
};

/** Adds the core's enumerations. */
export function addEnums(builder: GraphBuilder): void {
  for (const [name, [description, texts]] of Object.entries({ ...enumerations, ...economyEnums })) {
    const values = Object.fromEntries(Object.entries(texts).map(([value, text]) => [value, { description: `${text}.` }]));
    builder.enumType(name, { description, values });
  }
}
