import type { Condition } from 'xianjie/schema';
import { anyOf, comparison, membership, oneOf, soMany, within } from './conditions/comparisons.js';
import { everyone, some, through } from './conditions/links.js';
import { inPeriods } from './conditions/periods.js';
import { all, any, not } from '../figures/kleene.js';
import { bare, saidOf, type Place, type Result } from './result.js';
import { sentence } from '../words/words.js';

/** Evaluates a condition about one subject. */
export function evaluate(condition: Condition, place: Place): Result {
  const { setting, item } = place;
  const text = saidOf(item, sentence(condition, setting.regime));
  switch (condition.op) {
    case 'all':
    case 'any': {
      const children = condition.of.map((one) => evaluate(one, place));
      const satisfied = (condition.op === 'all' ? all : any)(children.map((child) => child.satisfied));
      return { ...bare, satisfied, text, children };
    }
    case 'not': {
      const child = evaluate(condition.of, place);
      return { ...bare, satisfied: not(child.satisfied), text, children: [child] };
    }
    case 'named': {
      const child = evaluate(condition.of, place);
      return { ...bare, satisfied: child.satisfied, text, children: [child] };
    }
    case 'atLeast':
      return { ...soMany(condition, place, evaluate), text };
    case 'compare':
      return { ...comparison(condition, place, evaluate), text };
    case 'oneOf':
      return { ...oneOf(condition, place, evaluate), text };
    case 'anyOf':
      return { ...anyOf(condition, place, evaluate), text };
    case 'within':
      return { ...within(condition, place, evaluate), text };
    case 'includes':
      return { ...membership(condition, place, evaluate), text };
    case 'through':
      return { ...through(condition, place, evaluate), text };
    case 'exists':
      return { ...some(condition, place, evaluate), text };
    case 'inPeriods':
      return { ...inPeriods(condition, place, evaluate), text };
    case 'every':
      return { ...everyone(condition, place, evaluate), text };
  }
}
