import type pg from 'pg';
import PgBoss from 'pg-boss';

/** The schema of the queue of jobs; it belongs to the role that works it off, which may touch nothing else. */
export const QUEUE_SCHEMA = 'xj_jobs';

/** Makes the queue's tables, or brings them up to date: the library's own statements, as the role that owns them. */
export async function installQueue(admin: pg.Client): Promise<void> {
  await admin.query(`create schema if not exists ${QUEUE_SCHEMA} authorization xj_jobs`);
  await admin.query('set role xj_jobs');
  try {
    const executeSql = (text: string, values?: unknown[]): Promise<{ rows: unknown[] }> =>
      // The schema is there; to make one needs a right to the whole database, even where nothing is made.
      admin.query(text.replace(`CREATE SCHEMA IF NOT EXISTS ${QUEUE_SCHEMA}`, 'select 1'), values);
    const boss = new PgBoss({ db: { executeSql }, schema: QUEUE_SCHEMA, supervise: false, schedule: false, migrate: true });
    await boss.start();
    await boss.stop({ graceful: false });
  } finally {
    await admin.query('reset role');
  }
}
