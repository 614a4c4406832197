import { keyOfGlobalId, refuse, sayingFields, versionField, writeMutation, type GraphBuilder } from 'xianjie/schema';
import { contractLife, postLife } from '../life.js';
import { payPost, recordAttendance } from '../month-writes.js';
import { postRefusals } from '../refusals.js';
import { lockedPost } from '../store.js';
import type { PostEnums } from './enums.js';

const contractKey = (id: string | number) => keyOfGlobalId('PostContract', String(id));
const common = { scope: 'employment:write' } as const;

/** W8 按需设岗: a post is proposed, approved, announced, ended. */
export function addPostMutations(builder: GraphBuilder, enums: PostEnums): void {
  writeMutation(builder, {
    ...common,
    name: 'proposeWelfarePost',
    description: 'Proposes a public welfare post that the village needs (提出公益性岗位).',
    returns: 'WelfarePost',
    key: 'OPTIONAL',
    input: (t) => ({
      village: t.field({ type: 'AreaCode', required: true, description: 'The village (所在村).' }),
      number: t.string({ required: true, description: 'Its number in the village: letters, digits or "-" (岗位编号).' }),
      kind: t.field({ type: enums.kind, required: true, description: 'Kind (岗位类型).' }),
      need: t.string({ required: true, description: 'What it is needed for (设岗需求).' }),
      duties: t.string({ description: 'Duties and tasks (岗位职责).' }),
      fundSource: t.field({ type: 'FundSource', description: 'Where its money comes from (经费来源).' }),
      places: t.int({ required: true, description: 'Places (岗位名额).' }),
      on: t.field({ type: 'Date', description: 'When; default: today. No later step is of an earlier day (提出日期).' }),
    }),
    write: async ({ village, number, kind, on, ...said }, tx, { services }) => {
      const [found] = await tx.sql<{ area_code: string }>('select area_code from village where area_code = $1', [village]);
      const areaCode = found?.area_code ?? refuse('VILLAGE_NOT_FOUND', ['input', 'village']);
      if (!/^[0-9A-Za-z][0-9A-Za-z-]{0,39}$/.test(number)) refuse('INVALID_VALUE', ['input', 'number']);
      const taken = { code: postRefusals.code('POST_NUMBER_TAKEN'), path: ['input', 'number'] };
      return services.lifecycles.open(tx, postLife, {
        about: { areaCode },
        to: 'NEED_ASSESSED',
        on,
        columns: { number, kind },
        known: { held: 0 },
        said,
        taken,
      });
    },
  });
  writeMutation(builder, {
    ...common,
    name: 'advanceWelfarePost',
    description: 'Takes a post to POST_APPROVED, to HIRING_NOTICE or, when nobody is on it, to EXITED (办理公益性岗位).',
    returns: 'WelfarePost',
    key: 'OPTIONAL',
    input: (t) => ({
      post: t.id({ required: true, description: 'The post, by global id (岗位).' }),
      to: t.field({ type: enums.state, required: true, description: 'The next state (下一状态).' }),
      duties: t.string({ description: 'Duties and tasks (岗位职责).' }),
      fundSource: t.field({ type: 'FundSource', description: 'Where its money comes from (经费来源).' }),
      places: t.int({ description: 'Places (岗位名额).' }),
      noticeStartsOn: t.field({ type: 'Date', description: 'For HIRING_NOTICE: first day (公告起始日期).' }),
      noticeEndsOn: t.field({ type: 'Date', description: 'For HIRING_NOTICE: last day (公告截止日期).' }),
      on: t.field({ type: 'Date', description: 'The day of the step; default: today (办理日期).' }),
      ...versionField(t),
    }),
    write: ({ post: record, to, on, expectedVersion, ...said }, tx, { services }) =>
      services.lifecycles.take(tx, postLife, { record, to, on, expectedVersion, said, called: { record: 'post' } }),
  });
}

/** W8 以岗聘任 and 有序退岗: a person applies, is selected, signs, serves, is renewed, leaves. */
export function addContractMutations(builder: GraphBuilder, enums: PostEnums): void {
  writeMutation(builder, {
    ...common,
    name: 'applyForPost',
    description: 'Records an application for a post whose notice is out (登记岗位报名).',
    returns: 'PostContract',
    key: 'OPTIONAL',
    input: (t) => ({
      post: t.id({ required: true, description: 'The post, by global id (岗位).' }),
      person: t.id({ required: true, description: 'The person, by global id (人员).' }),
      appliedOn: t.field({ type: 'Date', description: 'When; default: today (报名日期).' }),
    }),
    write: async ({ post: asked, person, appliedOn }, tx, { services }) => {
      const found = (await tx.person(person)) ?? refuse('PERSON_NOT_FOUND', ['input', 'person']);
      const post = await lockedPost(tx, keyOfGlobalId('WelfarePost', String(asked)));
      return services.lifecycles.open(tx, contractLife, {
        about: found,
        to: 'APPLIED',
        on: appliedOn,
        columns: { post_id: post.id, post_area: post.area_code },
        known: { ...post, postArea: post.area_code },
        called: { on: 'appliedOn' },
        taken: { code: postRefusals.code('POST_ALREADY_APPLIED'), path: ['input', 'person'] },
      });
    },
  });
  writeMutation(builder, {
    ...common,
    name: 'contractPost',
    description: 'Signs a contract with a selected person, or renews one under review (签订岗位协议).',
    returns: 'PostContract',
    key: 'OPTIONAL',
    input: (t) => ({
      contract: t.id({ required: true, description: 'The person on the post, by global id (聘用记录).' }),
      signedOn: t.field({ type: 'Date', required: true, description: 'When signed (签订日期).' }),
      startsOn: t.field({ type: 'Date', description: 'First day; a renewal goes on without (起始日期).' }),
      endsOn: t.field({ type: 'Date', required: true, description: 'Last day (截止日期).' }),
      payBasis: t.field({ type: enums.payBasis, description: 'What the pay counts (计酬方式).' }),
      pay: t.field({ type: 'Money', description: 'Pay for a month, a day or a piece of work (报酬标准).' }),
      meetsConditions: t.boolean({ description: 'Whether the conditions of the post are met (是否符合上岗条件).' }),
      ...versionField(t),
    }),
    write: ({ contract: record, expectedVersion, ...said }, tx, { services }) =>
      services.lifecycles.take(tx, contractLife, { record, to: 'CONTRACTED', expectedVersion, said, called: { record: 'contract' } }),
  });
  writeMutation(builder, {
    ...common,
    name: 'advancePostContract',
    description: 'Takes a person on a post to SELECTED, ON_DUTY or RENEWAL_REVIEW (办理岗位聘用).',
    returns: 'PostContract',
    key: 'OPTIONAL',
    input: (t) => ({
      contract: t.id({ required: true, description: 'The person on the post, by global id (聘用记录).' }),
      to: t.field({ type: enums.state, required: true, description: 'The next state (下一状态).' }),
      on: t.field({ type: 'Date', description: 'The day of the step; default: today (办理日期).' }),
      meetsConditions: t.boolean({ description: 'Whether the conditions of the post are met (是否符合上岗条件).' }),
      ...versionField(t),
    }),
    write: ({ contract: record, to, on, expectedVersion, ...said }, tx, { services }) =>
      services.lifecycles.take(tx, contractLife, { record, to, on, expectedVersion, said, called: { record: 'contract' } }),
  });
  writeMutation(builder, {
    ...common,
    name: 'exitPost',
    description: 'Ends an application or a contract, with its reason (退岗).',
    returns: 'PostContract',
    key: 'OPTIONAL',
    input: (t) => ({
      contract: t.id({ required: true, description: 'The person on the post, by global id (聘用记录).' }),
      reason: t.field({ type: enums.exitReason, required: true, description: 'Why (退岗原因).' }),
      exitedOn: t.field({ type: 'Date', description: 'When; default: today (退岗日期).' }),
      ...versionField(t),
    }),
    write: ({ contract: record, reason: exitReason, exitedOn: on, expectedVersion }, tx, { services }) =>
      services.lifecycles.take(tx, contractLife, {
        record,
        to: 'EXITED',
        on,
        expectedVersion,
        said: { exitReason },
        called: { record: 'contract', on: 'exitedOn' },
      }),
  });
}

/** W8 在岗领补: attendance, and pay for it. */
export function addMonthMutations(builder: GraphBuilder, enums: PostEnums): void {
  writeMutation(builder, {
    ...common,
    name: 'recordAttendance',
    description: 'Records how many days somebody was at work on a post in a month; the newest word counts (登记岗位考勤).',
    returns: 'PostContract',
    key: 'OPTIONAL',
    input: (t) => ({
      contract: t.id({ required: true, description: 'The person on the post, by global id (聘用记录).' }),
      month: t.field({ type: 'YearMonth', required: true, description: 'The month (月份).' }),
      days: t.int({ required: true, description: 'Days at work; 0 says: none (出勤天数).' }),
      way: t.field({ type: enums.way, description: 'How it was seen (考勤方式).' }),
      ...sayingFields(t),
    }),
    write: ({ contract, ...input }, tx, { today }) => recordAttendance(tx, { ...input, contract: contractKey(contract) }, today),
  });
  writeMutation(builder, {
    ...common,
    name: 'payPost',
    description:
      'Pays a month on a post, once, at the pay of the term in which the month begins, and never without attendance in it; `Person.benefits` shows it (发放岗位报酬).',
    returns: 'PostContract',
    key: 'NEEDED',
    input: (t) => ({
      contract: t.id({ required: true, description: 'The person on the post, by global id (聘用记录).' }),
      month: t.field({ type: 'YearMonth', required: true, description: 'The month (月份).' }),
      amount: t.field({ type: 'Money', description: 'What is paid; default: what contract and attendance come to (发放金额).' }),
      paidOn: t.field({ type: 'Date', description: 'When; default: today (发放日期).' }),
      ...versionField(t),
    }),
    write: ({ contract, ...input }, tx, { today }) => payPost(tx, { ...input, contract: contractKey(contract) }, today),
  });
}
