import type { DecisionReplay, LocalizedText, Verdict } from 'xianjie/schema';
import { differences, type BoundEligibility, type Kept } from '../eligibility/index.js';
import type { Protect } from '../storage/index.js';
import { decisionOf, keptOf, type DecisionRow } from './rows.js';

/** What a moment in the past cannot be asked for. */
const limits: readonly LocalizedText[] = [
  {
    zh: '文件的施行、登记的文件与批准的参数值按当时已登记的读取；随模块声明的文件与参数值按今日安装的版本读取',
    en: 'adoptions, recorded documents and approved policy values are read as they were known then; documents and values that a module declares, as they are installed today',
  },
  {
    zh: '没有历史的记录（如户的搬迁标记、项目数据、家庭成员名册、模块台账）按今日内容读取',
    en: 'records without a history (a household’s mark of relocation, a project’s figures, who belongs to a household, a module’s ledgers) say what they say today',
  },
];

/** Comes to a decision's verdict again: from what was kept, and from today's records as they were known then. */
export async function replay(eligibility: BoundEligibility, protect: Protect, row: DecisionRow): Promise<DecisionReplay> {
  const kept = keptOf(row, protect);
  const decision = decisionOf(row, protect);
  const fromKept = eligibility.again(kept);
  if (fromKept === null)
    return { decision, rule: 'NOT_INSTALLED', fromKept, reproduced: false, fromRecords: null, differences: [], limits };
  const { subject, check, asOf, knownAt } = decision;
  const now = await eligibility.keep({ subject, check, asOf, knownAt });
  const is: Kept | null = typeof now === 'string' ? null : now.kept;
  return {
    decision,
    rule: eligibility.version(check) === kept.version ? 'SAME' : 'CHANGED',
    fromKept,
    reproduced: said(fromKept) === said(kept.verdict),
    fromRecords: is?.verdict ?? null,
    differences: is === null ? [] : differences(kept, is),
    limits,
  };
}

/** What a verdict says, apart from how it is put into words. */
function said({ outcome, fulfilled, rank, benefits, conditions }: Verdict): string {
  const figures = benefits.map(({ code, amount, every }) => [code, amount?.money ?? null, every]);
  return JSON.stringify([outcome, fulfilled, rank, figures, conditions.map(({ id, satisfied }) => [id, satisfied])]);
}
