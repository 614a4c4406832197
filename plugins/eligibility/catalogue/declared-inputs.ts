import type { Fact, FactSource, PolicyModule, Subject } from 'xianjie/schema';

/** What does not fit together of the inputs that questions bring. */
export function wrongInputs(modules: readonly PolicyModule[], facts: Iterable<Fact>, sources: ReadonlyMap<string, FactSource>): string[] {
  const problems: string[] = [];
  const subjects = modules.flatMap(({ id, subjects: own }) => (own ?? []).map((subject) => ({ id, subject })));
  const asked = new Map<string, { readonly input: object; readonly subject: Subject }>();
  for (const { id, subject } of subjects) {
    const own = `module "${id}": the kind of subject "${subject.code}"`;
    for (const input of subject.asks?.() ?? []) {
      const other = asked.get(input.code);
      if (other !== undefined)
        problems.push(`${own} asks for "${input.code}", and so does "${other.subject.code}": ask for it once, or rename one`);
      if (input.subject !== subject)
        problems.push(`${own} asks for "${input.code}", which is about ${input.subject.code}: declare it with its own subject`);
      if ((input as Fact).source !== 'QUESTION')
        problems.push(`${own} asks for "${input.code}", which is no input: declare it with defineInput, or leave it to the records`);
      asked.set(input.code, { input, subject });
    }
    const about = subject.about?.();
    if (about !== undefined && (subject.asks === undefined || about.from !== subject || about.many || about.to.nodeType === undefined))
      problems.push(`${own} is about "${about.code}": name a link of its own questions (linkOfQuestion) to one stored subject of the graph, and what it "asks"`); // prettier-ignore
  }
  for (const fact of facts) {
    if (fact.source !== 'QUESTION') continue;
    if (asked.get(fact.code)?.input !== fact)
      problems.push(`a rule reads the input "${fact.code}", which its kind of subject "${fact.subject.code}" does not ask for: add it to "asks"`); // prettier-ignore
    if (sources.has(fact.code))
      problems.push(`the input "${fact.code}" is loaded by a source: it is stated by whoever asks; declare a fact`);
  }
  return problems;
}
