import type { DecisionReplay, LocalizedText, Verdict } from 'xianjie/schema';
import { differences, type BoundEligibility, type Kept } from '../eligibility/index.js';
import type { Protect } from '../storage/index.js';
import { decisionOf, keptOf, type DecisionRow } from './rows.js';

/** What a moment in the past cannot be asked for. */
const limits: readonly LocalizedText[] = [
  {
    zh: '文件的施行以今日登记为准：此后登记或终止的施行也计入',
    en: 'which documents are adopted is read as it is recorded today: adoptions recorded or ended since count as well',
  },
  {
    zh: '没有历史的记录（如户的搬迁标记、项目数据、家庭成员名册）按今日内容读取',
    en: 'records without a history (a household’s mark of relocation, a project’s figures, who belongs to a household) say what they say today',
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
