import {
  encodeGlobalId,
  isUuid,
  mayRead,
  rightsOf,
  type Decision,
  type DecisionFact,
  type DecisionReplay,
  type GraphBuilder,
  type GraphContext,
  type ReplayDifference,
} from 'xianjie/schema';
import type { GraphQLResolveInfo } from 'graphql';

/** The types of the engine that decisions are told with, by their names: a graph without the engine has no decisions. */
const named = (name: string): 'EligibilityCheck' => name as 'EligibilityCheck';
export const outcome = named('Outcome');
const [value, parameter, unknownKind] = [named('Value'), named('ResolvedParameter'), named('UnknownKind')];

const department = (code: string | null, { services }: GraphContext, info: GraphQLResolveInfo) =>
  code === null ? null : services.reader.load(info, 'Department', code);

const decisionRef = (builder: GraphBuilder) => builder.objectRef<Decision>('Decision');

/** A decision by the key of its global id, for `node`: where the viewer could ask for it by `decision`. */
async function found(key: string, { services, viewer }: GraphContext): Promise<object | null> {
  const one = isUuid(key) && mayRead(rightsOf(viewer), 'core', 'INTERNAL') ? await services.decisions.byId(key) : null;
  return one === null ? null : { ...one, __typename: 'Decision' };
}

export type DecisionRef = ReturnType<typeof decisionRef>;

/** A decision, and what it rested on. */
export function decisionTypes(builder: GraphBuilder) {
  const fact = factType(builder);
  const decision = decisionRef(builder);
  decision.implement({
    description:
      'What a person confirmed about a rule and a household or a person, with everything it rested on. It is never edited (资格决定).',
    interfaces: ['Node'] as never,
    extensions: { found },
    fields: (t) => ({
      id: t.id({ nullable: false, description: 'Opaque global id (全局标识).', resolve: ({ id }) => encodeGlobalId('Decision', id) }),
      subject: t.field({
        type: 'Node',
        nullable: true,
        description: 'About whom (对象).',
        resolve: ({ subject }, _args, { services }, info) =>
          services.reader.load(info, subject.kind === 'PERSON' ? 'Person' : 'Household', subject.id),
      }),
      check: t.exposeString('check', { nullable: false, description: 'The code of the rule’s check (规则代码).' }),
      asOf: t.expose('asOf', { type: 'Date', nullable: false, description: 'The day it speaks of (基准日).' }),
      outcome: t.field({ type: outcome, nullable: false, description: 'What was decided (决定).', resolve: (d) => d.outcome as never }),
      verdict: t.field({
        type: 'Verdict',
        nullable: true,
        description: 'What the rule said, explained as it was then; null: its module is not installed any more (当时结论).',
        resolve: (d, _args, { services }) => (services.eligibility.checks({}).some(({ code }) => code === d.check) ? d.verdict : null),
      }),
      verdictOutcome: t.field({
        type: outcome,
        nullable: false,
        description: 'What the rule said (规则结论).',
        resolve: (d) => d.verdict.outcome as never,
      }),
      overrides: t.boolean({
        nullable: false,
        description: 'The person decided otherwise than the rule says (是否改变结论).',
        resolve: (d) => d.outcome !== d.verdict.outcome,
      }),
      reason: t.exposeString('reason', { nullable: true, description: 'Why (理由).' }),
      facts: t.field({
        type: [fact],
        nullable: false,
        description: 'Every fact that the rule read (所依据的事实).',
        resolve: (d) => [...d.facts],
      }),
      parameters: t.field({
        type: [parameter],
        nullable: false,
        description: 'Every policy value that it read, with its source (所依据的参数).',
        resolve: (d) => [...d.parameters] as never,
      }),
      version: t.exposeString('version', { nullable: false, description: 'The fingerprint of the rule (规则版本).' }),
      knownAt: t.expose('knownAt', { type: 'DateTime', nullable: false, description: 'When the facts were read (事实读取时间).' }),
      decidedBy: t.exposeString('decidedBy', { nullable: false, description: 'The person who confirmed it (决定人).' }),
      roles: t.exposeStringList('roles', { nullable: false, description: 'The person’s roles then (决定人角色).' }),
      recordedAt: t.expose('recordedAt', { type: 'DateTime', nullable: false, description: 'When it was recorded (登记时间).' }),
      supersedes: t.field({
        type: decision,
        nullable: true,
        description: 'The decision that it follows (替代的决定).',
        resolve: (d, _args, { services }) => (d.supersedes === null ? null : services.decisions.byId(d.supersedes)),
      }),
      supersededBy: t.field({
        type: decision,
        nullable: true,
        description: 'The one that follows it; null: it stands (后续决定).',
        resolve: (d, _args, { services }) => (d.supersededBy === null ? null : services.decisions.byId(d.supersededBy)),
      }),
    }),
  });
  return { decision, replay: replayType(builder, decision) };
}

function factType(builder: GraphBuilder) {
  return builder.objectRef<DecisionFact>('DecisionFact').implement({
    description: 'A fact that a decision rested on, and who had said it (决定依据事实).',
    fields: (t) => ({
      code: t.exposeString('code', { nullable: false, description: 'The fact’s code (事实代码).' }),
      title: t.expose('title', {
        type: 'LocalizedText',
        nullable: false,
        description: 'What it is called, a yearly fact with its year, one of several with which of them (名称).',
      }),
      value: t.field({
        type: value,
        nullable: true,
        description: 'What was so; null: not known (当时值).',
        resolve: (f) => f.value as never,
      }),
      unknown: t.field({
        type: unknownKind,
        nullable: true,
        description: 'Why it was not known; null: it was (未知原因).',
        resolve: (f) => f.unknown as never,
      }),
      providedBy: t.field({
        type: 'Department',
        nullable: true,
        description: 'The department that had said it (数据来源部门).',
        resolve: (f, _args, context, info) => department(f.providedBy, context, info),
      }),
      observedOn: t.expose('observedOn', { type: 'Date', nullable: true, description: 'The day it was observed (观测日期).' }),
      contradictedBy: t.stringList({
        nullable: false,
        description: 'Codes of the departments that differed (存在矛盾的部门).',
        resolve: (f) => [...f.contradictedBy],
      }),
    }),
  });
}

function replayType(builder: GraphBuilder, decision: DecisionRef) {
  const kind = builder.enumType('ReplayDifferenceKind', {
    description: 'What is not as it was (差异类别).',
    values: {
      FACT: { description: 'A fact (事实).' },
      LIST: { description: 'Where a list leads (名单).' },
      PARAMETER: { description: 'A policy value (政策参数).' },
      ADOPTION: { description: 'The document in force (施行文件).' },
      RULE: { description: 'The rule itself (规则).' },
    },
  });
  const rule = builder.enumType('RuleState', {
    description: 'The rule as it is installed, against the one that was decided by (规则状态).',
    values: {
      SAME: { description: 'The same (未变).' },
      CHANGED: { description: 'It has been changed since (已修改).' },
      NOT_INSTALLED: { description: 'Its module is not installed any more (未安装).' },
    },
  });
  const difference = builder.objectRef<ReplayDifference>('ReplayDifference').implement({
    description: 'Something that a decision rested on and that is not as it was (差异).',
    fields: (t) => ({
      kind: t.field({ type: kind, nullable: false, description: 'What it is (类别).', resolve: (d) => d.kind }),
      code: t.exposeString('code', { nullable: false, description: 'Its code (代码).' }),
      title: t.expose('title', { type: 'LocalizedText', nullable: false, description: 'What it is called (名称).' }),
      was: t.field({ type: value, nullable: true, description: 'What it was (当时值).', resolve: (d) => d.was as never }),
      is: t.field({ type: value, nullable: true, description: 'What it is (现值).', resolve: (d) => d.is as never }),
      wasSaidBy: t.field({
        type: 'Department',
        nullable: true,
        description: 'Who had said so (当时来源).',
        resolve: (d, _args, context, info) => department(d.wasSaidBy, context, info),
      }),
      isSaidBy: t.field({
        type: 'Department',
        nullable: true,
        description: 'Who says so (现来源).',
        resolve: (d, _args, context, info) => department(d.isSaidBy, context, info),
      }),
      wasObservedOn: t.expose('wasObservedOn', { type: 'Date', nullable: true, description: 'When that was observed (当时观测日期).' }),
      isObservedOn: t.expose('isObservedOn', { type: 'Date', nullable: true, description: 'When this was observed (现观测日期).' }),
      text: t.expose('text', { type: 'LocalizedText', nullable: false, description: 'Both in one sentence (说明).' }),
    }),
  });
  return builder.objectRef<DecisionReplay>('DecisionReplay').implement({
    description: 'A decision’s verdict, come to again (决定重演).',
    fields: (t) => ({
      decision: t.field({ type: decision, nullable: false, description: 'The decision (决定).', resolve: (r) => r.decision }),
      rule: t.field({ type: rule, nullable: false, description: 'Whether it is the same rule (规则状态).', resolve: (r) => r.rule }),
      fromKept: t.field({
        type: 'Verdict',
        nullable: true,
        description: 'From the facts and policy values that were kept; null: the rule is not installed (依留存数据).',
        resolve: (r) => r.fromKept,
      }),
      reproduced: t.exposeBoolean('reproduced', {
        nullable: false,
        description: 'What was kept gives the verdict that was kept, condition by condition (是否重现).',
      }),
      fromRecords: t.field({
        type: 'Verdict',
        nullable: true,
        description:
          'From today’s records as they were known then; null: the rule is not installed, or the verdict may not be told (依现有记录).',
        resolve: (r) => r.fromRecords,
      }),
      differences: t.field({
        type: [difference],
        nullable: false,
        description: 'What today’s records say otherwise (差异列表).',
        resolve: (r) => [...r.differences],
      }),
      limits: t.field({
        type: ['LocalizedText'],
        nullable: false,
        description: 'What today’s records cannot say of that moment (无法重演的部分).',
        resolve: (r) => [...r.limits],
      }),
    }),
  });
}
