import { areaRange, type CheckKind, type Every, type Moment, type PerWhom, type Sql } from 'xianjie/schema';
import type { Catalogue, InstalledCheck } from '../catalogue/catalogue.js';
import { paidOf } from './shortfalls.js';
import { isListed } from './swept-area.js';
import { referenceOf } from '../in-force/reference.js';
import { regimeOf, type Regime } from '../in-force/regime.js';
import { supposedAdoption, type Supposed } from '../in-force/supposed.js';
import { versionOf } from '../catalogue/version.js';

/** A check that would be answered with other policy values. */
export interface AffectedCheck {
  readonly code: string;
  readonly kind: CheckKind;
  /** A fingerprint of what it decides: another one is another rule. */
  readonly version: string;
  /** Whether it gives anything. */
  readonly helps: boolean;
  /** How its amount counts; null: there is none. */
  readonly paid: { readonly per: PerWhom | null; readonly every: Every | null } | null;
}

/** The checks that read a value which would be another one somewhere in the area, straight or through a reference. */
export async function affectedBy(
  catalogue: Catalogue,
  { sql, at, supposed }: { readonly sql: Sql; readonly at: Moment; readonly supposed: Supposed },
): Promise<{ readonly checks: readonly AffectedCheck[]; readonly leftOut: readonly string[] }> {
  const adoptions = await referenceOf(sql, catalogue).adoptions([supposed.area]);
  const then = [...adoptions, supposedAdoption(supposed, at.asOf)];
  const { low, high } = areaRange(supposed.area);
  // What is in force changes only where something is adopted.
  const below = adoptions.map(({ area }) => area).filter((area) => area >= low && area < high);
  const pairs = [...new Set([supposed.area, ...below])].map((area): [Regime, Regime] => [
    regimeOf(catalogue, adoptions, area, at.asOf),
    regimeOf(catalogue, then, area, at.asOf),
  ]);
  const values = ({ reads }: InstalledCheck, regime: Regime): string =>
    JSON.stringify([...reads.parameters].map((parameter) => regime.parameter(parameter)?.value ?? null));
  const affected = [...catalogue.checks.values()].filter(
    (one) => one.check.when !== null && pairs.some(([before, after]) => values(one, before) !== values(one, after)),
  );
  const codes = (some: readonly InstalledCheck[]): string[] => some.map(({ check }) => check.code).sort();
  return {
    checks: affected
      .filter(isListed)
      .map(({ check }) => ({
        code: check.code,
        kind: check.kind,
        version: versionOf(check),
        helps: check.gives.length > 0,
        paid: paidOf(check),
      }))
      .sort((a, b) => (a.code < b.code ? -1 : 1)),
    leftOut: codes(affected.filter((one) => !isListed(one))),
  };
}
