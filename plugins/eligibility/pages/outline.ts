import type { Condition, LocalizedText } from 'xianjie/schema';
import { sentence, termWords } from '../words/words.js';

/** A condition as an indented list: what joins others stands above them. */
export interface Outline {
  readonly text: LocalizedText;
  readonly parts: readonly Outline[];
}

/** The sentences of a condition, one below the other. A condition of one sentence is one line. */
export function outlineOf(condition: Condition): Outline {
  switch (condition.op) {
    case 'all':
      return several(condition.of, { zh: '同时满足', en: 'all of' });
    case 'any':
      return several(condition.of, { zh: '满足其一', en: 'any of' });
    case 'atLeast': {
      const { zh, en } = termWords(condition.needed, null);
      return several(condition.of, { zh: `至少满足${zh}项`, en: `at least ${en} of` });
    }
    case 'not':
      return above({ zh: '不满足', en: 'not' }, condition.of, condition);
    case 'named':
      return { text: sentence(condition), parts: [outlineOf(condition.of)] };
    case 'through':
      return above(condition.link.title, condition.of, condition);
    case 'exists':
      return above({ zh: `${condition.link.title.zh}之一`, en: `at least one of ${condition.link.title.en}` }, condition.of, condition);
    default:
      return { text: sentence(condition), parts: [] };
  }
}

function several(conditions: readonly Condition[], text: LocalizedText): Outline {
  const [only] = conditions;
  return conditions.length === 1 && only !== undefined ? outlineOf(only) : { text, parts: conditions.map(outlineOf) };
}

/** What is said of one simple condition is one sentence with it. */
function above(text: LocalizedText, below: Condition, whole: Condition): Outline {
  const inner = outlineOf(below);
  return inner.parts.length === 0 ? { text: sentence(whole), parts: [] } : { text, parts: [inner] };
}
