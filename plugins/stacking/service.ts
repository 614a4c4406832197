import {
  household,
  membersOf,
  type PolicyModule,
  type Rights,
  type Sql,
  type StackingFinding,
  type StackingListRequest,
  type StackingPage,
  type StackingRequest,
  type StackingService,
  type SubjectRef,
} from 'xianjie/schema';
import { neverTold, refuseUnseen, type BoundEligibility, type Eligibility, type Held, type InForce } from '../eligibility/index.js';
import { declaredOf, givenPerHousehold, type Declared, type Looked } from './declared.js';
import { grantsOf, type Grant } from './grants.js';
import { listFindings, type Shown } from './list.js';
import { perHousehold, twoRecords, underRelation, type Evidence } from './tell.js';

/** What one operation brings. */
export interface Asking {
  readonly eligibility: BoundEligibility;
  /** Read as the engine's role. */
  readonly engineSql: Sql;
  readonly rights: Rights;
  readonly today: string;
}

/** Benefits together, for every operation. */
export interface Stacking {
  bind(asking: Asking): StackingService;
}

/** Turns the modules' relations into questions. */
export function createStacking(modules: readonly PolicyModule[], eligibility: Eligibility): Stacking {
  const declared = declaredOf(modules, eligibility);
  return {
    bind: (asking) => ({
      relations: ({ benefit } = {}) => declared.infos.filter(({ relation }) => benefit == null || relation.benefits.includes(benefit)),
      findings: async (request) => (await findings(declared, asking, request)).map(({ finding }) => finding),
      list: (request) => list(declared, asking, request),
    }),
  };
}

/** What is not told of anybody is counted once, or the account would grow with the households that were looked at. */
function list(declared: Declared, asking: Asking, request: StackingListRequest): Promise<StackingPage> {
  const { eligibility, engineSql, rights, today } = asking;
  const asOf = request.asOf ?? today;
  const untold = lookedFor(declared, rights, request.relations ?? null).flatMap(({ asked }) => neverTold(asked, rights));
  eligibility.account([...new Map(untold.map((one) => [one.check, one])).values()], request.path ?? []);
  const { areas: _areas, page: _page, ...which } = request;
  return listFindings(engineSql, { ...request, asOf }, (subjects) => findings(declared, asking, { ...which, asOf, subjects }, true));
}

/** @param accounted whether what is not told was counted before */
async function findings(declared: Declared, asking: Asking, request: StackingRequest, accounted = false): Promise<readonly Shown[]> {
  const { eligibility, engineSql, today } = asking;
  const { subjects, path = [], kinds } = request;
  const asOf = request.asOf ?? today;
  const looked = lookedFor(declared, asking.rights, request.relations ?? null);
  const byQuestion = new Map(looked.map((one) => [one.asked, one]));
  const inForce = await eligibility.inForce(
    subjects.map(({ areaCode }) => areaCode),
    asOf,
  );
  const asks = ({ kind, areaCode }: SubjectRef) => {
    const here = inForce(areaCode);
    return looked.filter((one) => one.asked.question.subject.code === kind && stands(declared, one, here)).map(({ asked }) => asked);
  };
  const through = subjects.some(({ kind }) => kind === household.code) ? [membersOf] : [];
  const answers = await eligibility.holdings({ subjects, through, asks, asOf, path, accounted });
  const grants = await grantsFor(engineSql, answers, byQuestion, asOf);

  const found = answers.flatMap((answer): readonly Shown[] => {
    const one = byQuestion.get(answer.question);
    if (one === undefined) return [];
    const mine = grants.filter(({ holder }) => holdersOf(answer).some(({ id }) => id === holder));
    if (one.what !== 'ONE_A_HOUSEHOLD' && !mayMatch(answer, ofBenefits(one, mine))) {
      const { question, records } = answer.question;
      if (!accounted) eligibility.account([{ check: question.code, level: records.level, reason: 'NOT_AUTHORISED' }], path);
      return [];
    }
    const evidence: Evidence = { declared, answer, here: inForce(answer.about.subject.areaCode), grants: mine };
    return foundBy(one, evidence).map((finding) => ({ finding, shown: () => answer.shown() }));
  });
  return found.filter(({ finding }) => kinds == null || kinds.includes(finding.kind)).sort((a, b) => inOrder(a.finding, b.finding));
}

function foundBy(one: Looked, evidence: Evidence): readonly StackingFinding[] {
  if (one.what === 'RELATION') return underRelation(evidence, one.relation);
  return one.what === 'TWO_RECORDS' ? twoRecords(evidence) : perHousehold(evidence, one.benefit);
}

/** Of the viewer's domains, or as named. */
function lookedFor(declared: Declared, rights: Rights, named: readonly string[] | null): readonly Looked[] {
  if (named === null)
    return declared.looked.filter(({ asked }) => rights.domains === 'ALL' || rights.domains.includes(asked.question.module));
  const relations = new Set(named.map((code) => declared.relation(code)));
  const looked = declared.looked.filter((one) => one.what === 'RELATION' && relations.has(one.relation));
  for (const { asked } of looked) refuseUnseen(asked.records, rights);
  return looked;
}

/** Whether it is in force here: a relation by its document; one benefit a household where every rule in force that gives it says so. */
function stands({ families, checkFamilies, givers }: Declared, one: Looked, here: InForce): boolean {
  if (one.what === 'RELATION') return here.standing(families.get(one.relation.family) ?? [])?.rule === one.relation;
  if (one.what === 'TWO_RECORDS') return true;
  const inForce = (givers.get(one.benefit.code) ?? []).filter(
    (check) => here.standing(checkFamilies.get(check.family) ?? [])?.rule === check,
  );
  return inForce.length > 0 && inForce.every((check) => givenPerHousehold(check, one.benefit.code));
}

const holdersOf = ({ about, holdings }: Held): readonly SubjectRef[] => [about.subject, ...holdings.map(({ holder }) => holder)];

async function grantsFor(
  sql: Sql,
  answers: readonly Held[],
  byQuestion: ReadonlyMap<unknown, Looked>,
  asOf: string,
): Promise<readonly Grant[]> {
  const reading = answers.filter(({ question }) => {
    const one = byQuestion.get(question);
    return one?.what === 'TWO_RECORDS' || (one?.what === 'RELATION' && one.relation.kind === 'CAPPED_TOGETHER');
  });
  return grantsOf(sql, reading.flatMap(holdersOf), asOf);
}

function ofBenefits(one: Looked, grants: readonly Grant[]): readonly Grant[] {
  if (one.what !== 'RELATION') return grants;
  return one.relation.kind === 'CAPPED_TOGETHER' ? grants.filter(({ benefit }) => one.relation.benefits.includes(benefit)) : [];
}

/** What several departments recorded is put together only where that was authorised. */
function mayMatch(answer: Held, grants: readonly Grant[]): boolean {
  return answer.authorised || new Set([...answer.speakers(), ...grants.map(({ source }) => source)]).size < 2;
}

const ranks = ['CONFLICT', 'OVER_CAP', 'OUT_OF_ORDER', 'DUPLICATE', 'CHOICE', 'NOT_STATED', 'UNDETERMINED'];
const keyOf = ({ kind, relation, subject, benefits, from }: StackingFinding): string =>
  [
    ranks.indexOf(kind),
    relation?.code ?? '',
    subject.id,
    from ?? '',
    ...benefits.flatMap(({ benefit, recordedBy }) => [benefit.code, ...recordedBy]),
  ].join('|');
const inOrder = (a: StackingFinding, b: StackingFinding): number => (keyOf(a) < keyOf(b) ? -1 : 1);
