import {
  blank,
  nearest,
  refuse,
  Refused,
  type Parameter,
  type ParameterValue,
  type RehearsalRequest,
  type RehearsedChange,
  type Sql,
} from 'xianjie/schema';
import type { Supposed } from '../eligibility/index.js';
import { circle, keptValue, type GivenValue } from '../policy/index.js';

/** So many policy values are tried out together. */
export const MOST_CHANGES = 30;

const at = (number: number, ...rest: string[]): string[] => ['input', 'changes', String(number), ...rest];

/** The policy values of a rehearsal, each held against what its parameter takes, as a proposal would be. @throws Refused */
export async function checkedChanges(
  sql: Sql,
  parameters: ReadonlyMap<string, Parameter>,
  given: RehearsalRequest['changes'],
): Promise<RehearsedChange[]> {
  if (given.length === 0) refuse('NO_CHANGES', ['input', 'changes']);
  if (given.length > MOST_CHANGES) refuse('TOO_MANY_CHANGES', ['input', 'changes'], { max: MOST_CHANGES });
  const changes = given.map(({ parameter: code, value }, i): RehearsedChange => {
    const first = given.findIndex((other) => other.parameter === code);
    if (first < i) refuse('PARAMETER_TWICE', at(i, 'parameter'), { first: first + 1 });
    const parameter =
      parameters.get(code) ?? refuse('UNKNOWN_PARAMETER', at(i, 'parameter'), { nearest: nearest(code, parameters.keys()).join(', ') });
    const kept = placed(i, () => keptValue(value as GivenValue, parameter, parameters));
    if (kept.kind === 'REFERENCE') return { parameter: code, value: null, reference: kept.parameter.code };
    return { parameter: code, value: kept.kind === 'SET' ? kept.value : null, reference: null };
  });
  await mustNotCircle(sql, parameters, changes);
  return changes;
}

/** What is wrong with one of several values says which. */
function placed<T>(number: number, check: () => T): T {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    throw new Refused(error.userErrors.map((one) => ({ ...one, path: at(number, ...one.path.slice(1)) })));
  }
}

async function mustNotCircle(sql: Sql, parameters: ReadonlyMap<string, Parameter>, changes: readonly RehearsedChange[]): Promise<void> {
  const supposed = changes.flatMap(({ parameter, reference }) => (reference === null ? [] : [[parameter, reference] as const]));
  if (supposed.length === 0) return;
  const approved = await sql<{ parameter_code: string; refers_to: string }>(
    `select parameter_code, refers_to from parameter_value where state = 'APPROVED' and kind = 'REFERENCE'`,
  );
  const all = [...approved.map((row) => [row.parameter_code, row.refers_to] as const), ...supposed];
  changes.forEach(({ parameter, reference }, i) => {
    const way = reference === null ? null : circle(parameters, all, [parameter, reference]);
    if (way !== null) refuse('REFERENCE_CIRCLE', at(i, 'value', 'reference'), { circle: way.join(' → ') });
  });
}

const because = { zh: '试算', en: 'rehearsal' };

/** The values as the engine supposes them. A parameter that is not installed any more says nothing. */
export function supposedOf(area: string, changes: readonly RehearsedChange[], parameters: ReadonlyMap<string, Parameter>): Supposed {
  const values = changes.map(({ parameter, value, reference }): [string, ParameterValue['value']] => {
    const other = reference === null ? undefined : parameters.get(reference);
    if (other !== undefined) return [parameter, { declares: 'reference', parameter: other, because }];
    return [parameter, value ?? blank];
  });
  return { area, values: new Map(values) };
}
