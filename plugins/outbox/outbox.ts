import type { Sql } from 'xianjie/schema';

/** Something that happened, for whoever is to be told of it afterwards. */
export interface OutboxEvent {
  /** `verdictChanged` */
  readonly type: string;
  /** Where, by area code: who may be told is asked of it when it is delivered. */
  readonly area: string;
  /** Ids of rows by what they are. No value of a family: who delivers reads the rows with the reader's rights. */
  readonly ids: Readonly<Record<string, string | readonly string[]>>;
}

const ID = /^([0-9a-f-]{36}|[A-Z_]+)$/;

/**
 * Notes what happened, in the transaction in which it happens: both are there, or neither.
 * @throws Error if an event would carry more than ids
 */
export async function appendEvents(tx: { readonly sql: Sql }, events: readonly OutboxEvent[]): Promise<void> {
  if (events.length === 0) return;
  for (const { ids } of events)
    if (
      !Object.values(ids)
        .flat()
        .every((id) => ID.test(id))
    )
      throw new Error('an event names rows by their ids and says nothing of them');
  await tx.sql('insert into outbox_event (type, area_code, payload) select * from unnest($1::text[], $2::text[], $3::jsonb[])', [
    events.map((e) => e.type),
    events.map((e) => e.area),
    events.map((e) => JSON.stringify(e.ids)),
  ]);
}
