import type { Link, LinkRow, Moment, Sql, SubjectRef } from 'xianjie/schema';

/** Whom a verdict is about, and on whose behalf it was asked. */
export interface About {
  readonly subject: SubjectRef;
  readonly askedFor: SubjectRef;
}

/** The links of one question: each is read once for each subject, however many checks lead through it. */
export interface Links {
  /** The rows of these subjects; those that were asked for before are not read again. */
  read(link: Link, ids: readonly string[]): Promise<readonly LinkRow[]>;
  /** Where a link leads that was read. */
  ends(link: Link, id: string): readonly string[];
}

export function linksOf(sql: Sql, at: Moment): Links {
  const known = new Map<Link, Map<string, string[]>>();
  const of = (link: Link): Map<string, string[]> => {
    const ends = known.get(link) ?? new Map<string, string[]>();
    known.set(link, ends);
    return ends;
  };
  const ends: Links['ends'] = (link, id) => known.get(link)?.get(id) ?? [];
  return {
    ends,
    async read(link, ids) {
      const fresh = [...new Set(ids)].filter((id) => !of(link).has(id));
      const rows = fresh.length === 0 ? [] : await link.load(sql, fresh, at);
      for (const id of fresh) of(link).set(id, []);
      for (const { from, to } of rows) of(link).get(from)?.push(to);
      return ids.flatMap((from) => ends(link, from).map((to) => ({ from, to })));
    },
  };
}

/** The subjects themselves, and those that links lead to, in the area of whom they were asked for. */
export async function withEnds(subjects: readonly SubjectRef[], through: readonly Link[], links: Links): Promise<About[]> {
  const about: About[] = subjects.map((subject) => ({ subject, askedFor: subject }));
  for (const link of through) {
    const from = new Map(subjects.filter((s) => s.kind === link.from.code).map((s) => [s.id, s]));
    for (const row of await links.read(link, [...from.keys()])) {
      const askedFor = from.get(row.from);
      if (askedFor) about.push({ subject: { kind: link.to.code, id: row.to, areaCode: askedFor.areaCode }, askedFor });
    }
  }
  return about;
}
