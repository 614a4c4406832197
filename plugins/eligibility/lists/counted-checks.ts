import type { Check, PrivacyLevel, Rights, WithheldReason } from 'xianjie/schema';
import type { Catalogue } from '../catalogue/catalogue.js';
import { versionOf } from '../catalogue/version.js';
import { scopeOf, whyWithheld } from '../catalogue/visibility.js';
import { hasGaps, isListed } from './swept-area.js';

/** A check whose verdicts a sweep counts, for whoever makes figures of them. */
export interface CountedCheck {
  readonly check: Check;
  readonly module: string;
  readonly version: string;
  readonly level: PrivacyLevel;
  /** The scopes that show its verdicts, and who holds what it gives. */
  readonly needs: readonly string[];
  /** Whether it names anything that could be done: its coverage is a figure. */
  readonly covers: boolean;
  /** Whether it is done is what the record of the benefit says, not a condition of its own. */
  readonly doneByRecord: boolean;
  /** Why what it says may not be told; null: it may. */
  whyWithheld(rights: Rights): WithheldReason | null;
}

export function countedChecks(catalogue: Catalogue): readonly CountedCheck[] {
  return [...catalogue.checks.values()]
    .filter((one) => one.check.when !== null && isListed(one))
    .map((one) => {
      const { check, module, onRecord } = one;
      return {
        check,
        module,
        version: versionOf(check),
        level: onRecord.level,
        needs: onRecord.needs.map(scopeOf),
        covers: hasGaps(one, catalogue),
        doneByRecord: check.fulfilled === null,
        whyWithheld: (rights: Rights) => whyWithheld(onRecord.needs, rights),
      };
    })
    .sort((a, b) => (a.check.code < b.check.code ? -1 : 1));
}
