import { defineTable } from 'xianjie/schema';

/** Who is on a public post is posted publicly (公开公示): seen within the area. Why somebody left is personal, fitness is health. */
export const post = defineTable({
  name: 'employment_post',
  about: 'VILLAGE',
  kind: 'RECORD',
  columns: {
    number: 'PUBLIC',
    kind: 'PUBLIC',
    need: 'PUBLIC',
    duties: 'PUBLIC',
    fund_source: 'PUBLIC',
    places: 'PUBLIC',
    held: 'PUBLIC',
    state: 'PUBLIC',
    approved_on: 'PUBLIC',
    notice_from: 'PUBLIC',
    notice_to: 'PUBLIC',
    exited_on: 'PUBLIC',
  },
});

export const contract = defineTable({
  name: 'employment_post_contract',
  about: 'PERSON',
  kind: 'RECORD',
  columns: {
    post_id: 'INTERNAL',
    post_area: 'INTERNAL',
    state: 'INTERNAL',
    applied_on: 'INTERNAL',
    conditions_met: 'SENSITIVE',
    signed_on: 'INTERNAL',
    starts_on: 'INTERNAL',
    ends_on: 'INTERNAL',
    pay_basis: 'INTERNAL',
    pay: 'INTERNAL',
    exited_on: 'INTERNAL',
    exit_reason: 'PERSONAL',
  },
  decidesBy: ['conditions_met'],
  references: { post_id: { table: 'employment_post', area: 'post_area' } },
});

/** A term that a renewal has replaced: its months are paid by what was agreed for it. */
export const term = defineTable({
  name: 'employment_post_term',
  about: 'PERSON',
  kind: 'RECORD',
  columns: {
    contract_id: 'INTERNAL',
    starts_on: 'INTERNAL',
    ends_on: 'INTERNAL',
    signed_on: 'INTERNAL',
    pay_basis: 'INTERNAL',
    pay: 'INTERNAL',
  },
  references: { contract_id: { table: 'employment_post_contract' } },
});

export const attendance = defineTable({
  name: 'employment_post_attendance',
  about: 'PERSON',
  kind: 'OBSERVATION',
  columns: { contract_id: 'INTERNAL', month: 'INTERNAL', days: 'INTERNAL', way: 'INTERNAL' },
  references: { contract_id: { table: 'employment_post_contract' } },
});

export const payment = defineTable({
  name: 'employment_post_payment',
  about: 'PERSON',
  kind: 'RECORD',
  columns: { contract_id: 'INTERNAL', month: 'INTERNAL', days: 'INTERNAL', amount: 'INTERNAL', paid_on: 'INTERNAL' },
  references: { contract_id: { table: 'employment_post_contract' } },
});

export const postTables = [post, contract, term, attendance, payment];
