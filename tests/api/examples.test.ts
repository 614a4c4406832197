import { parse, validate } from 'graphql';
import { coreModule } from 'xianjie/schema';
import { describe, expect, test } from 'vitest';
import { composeSchema, installed } from '../../api/compose.js';
import { examples, welcome } from '../../api/http/examples.js';

const schema = composeSchema(installed([]));

describe('what a newcomer is offered', () => {
  test.each(examples.map((text) => [text.split('\n')[0], text]))('the saved example "%s" fits the graph', (_title, text) => {
    expect(validate(schema, parse(text))).toEqual([]);
  });

  test('the saved examples name only facts and checks that the core declares', () => {
    const facts = (coreModule.facts ?? []).flatMap((source) => Object.values(source.columns).map((fact) => fact.code));
    const checks = (coreModule.checks ?? []).map((check) => check.code);
    const text = examples.join('\n');
    const named = [...text.matchAll(/\bfacts: \[\{ code: "([^"]+)"/g)].map((match) => match[1] ?? '');
    const asked = [...text.matchAll(/\bchecks: \[([^\]]+)\]/g)].flatMap((match) =>
      (match[1] ?? '').split(', ').map((code) => code.slice(1, -1)),
    );
    expect(named).not.toEqual([]);
    expect(asked).not.toEqual([]);
    expect(facts).toEqual(expect.arrayContaining(named));
    expect(checks).toEqual(expect.arrayContaining(asked));
  });

  test.each([true, false])('the start prints the address and a query that fits the graph (demo: %s)', (demo) => {
    const printed = welcome('http://127.0.0.1:4000/graphql', { today: '2025-06-30', demo, modules: ['core', 'employment'] });
    expect(printed).toContain('Its modules: core, employment (XIANJIE_MODULES).');
    expect(printed).toContain('http://127.0.0.1:4000/graphql');
    const [, body] = /-d '(.*)'/.exec(printed) ?? [];
    const { query } = JSON.parse(body ?? '{}') as { query: string };
    expect(validate(schema, parse(query))).toEqual([]);
  });
});
