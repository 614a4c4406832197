import { parse, validate } from 'graphql';
import { describe, expect, test } from 'vitest';
import { composeSchema, installed } from '../../api/compose.js';
import { examples, welcome } from '../../api/http/examples.js';

const schema = composeSchema(installed([]));

describe('what a newcomer is offered', () => {
  test.each(examples.map((text) => [text.split('\n')[0], text]))('the saved example "%s" fits the graph', (_title, text) => {
    expect(validate(schema, parse(text))).toEqual([]);
  });

  test.each([true, false])('the start prints the address and a query that fits the graph (demo: %s)', (demo) => {
    const printed = welcome('http://127.0.0.1:4000/graphql', { today: '2025-06-30', demo });
    expect(printed).toContain('http://127.0.0.1:4000/graphql');
    const [, body] = /-d '(.*)'/.exec(printed) ?? [];
    const { query } = JSON.parse(body ?? '{}') as { query: string };
    expect(validate(schema, parse(query))).toEqual([]);
  });
});
