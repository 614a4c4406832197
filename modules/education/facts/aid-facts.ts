import { defineFact, education, person } from 'xianjie/schema';
import { aidCodes, aidTitles } from '../aid-codes.js';
import { aidKinds, type AidKind } from '../codes.js';

const common = {
  subject: person,
  level: 'PERSONAL',
  suppliers: [education],
  source: 'RECORDED',
  // A list of one school year grows old with it.
  staleAfter: { months: 12 },
} as const;

/** A line of the one-list says yes or no of one kind of aid; whom a complete one-list leaves out has none. */
const lineFact = (kind: AidKind, which: 'entitled' | 'received') =>
  defineFact({
    ...common,
    code: `${aidCodes[kind].code}.${which}`,
    title:
      which === 'entitled'
        ? { zh: `应享受${aidKinds[kind].zh}`, en: `entitled to ${aidKinds[kind].en}` }
        : { zh: `已享受${aidKinds[kind].zh}`, en: `has received ${aidKinds[kind].en}` },
    type: 'BOOLEAN',
    absent: false,
  });
type LineFacts = Readonly<Record<AidKind, ReturnType<typeof lineFact>>>;

const kinds = Object.keys(aidKinds) as AidKind[];
const factsOf = (which: 'entitled' | 'received'): LineFacts =>
  Object.fromEntries(kinds.map((kind) => [kind, lineFact(kind, which)])) as LineFacts;

/** Entitled, by the newest term of the one-list. */
export const entitledTo = factsOf('entitled');
/** Received by the day, in the newest term of the one-list. */
export const receivedAid = factsOf('received');

/** The same as a set, for the benefits themselves. */
export const aidsReceived = defineFact({
  ...common,
  code: 'education.aidsReceived',
  title: { zh: '已享受的学生资助', en: 'student aid received' },
  type: 'CODES',
  codes: aidTitles,
  absent: [],
});

/** The columns of the one-list's source, and each as SQL over a line. */
export const lineColumns = kinds.flatMap((kind) => {
  const name = kind.toLowerCase();
  return [
    { column: `entitled_${name}`, fact: entitledTo[kind], sql: `case n.aid when '${kind}' then n.entitled end` },
    {
      column: `received_${name}`,
      fact: receivedAid[kind],
      sql: `case n.aid when '${kind}' then coalesce(n.received_on <= $2::date, false) end`,
    },
  ];
});
