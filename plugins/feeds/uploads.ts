import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { open, readdir, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { ApiError, handsIn, isUuid, scopeOf, type Viewer } from 'xianjie/schema';
import { askedBy, recordAudit } from '../audit/index.js';
import type { Db } from '../storage/index.js';

export const MOST_UPLOAD_BYTES = 64 * 1024 * 1024;

/** What a file is handed in with. */
export interface UploadRequest {
  readonly viewer: Viewer;
  readonly requestId: string;
  readonly fileName: string;
}

export interface Uploads {
  /** Streams a file to disk. @throws ApiError UPLOAD_TOO_LARGE; then nothing is kept */
  store(body: AsyncIterable<Uint8Array>, request: UploadRequest): Promise<{ readonly id: string; readonly bytes: number }>;
  path(id: string): string;
  /** Removes the file of a batch that is done, unless another batch still needs it. */
  discard(batchId: string): Promise<void>;
  /** Removes what nothing needs any more, and what a killed process left half-written. */
  sweep(): Promise<void>;
}

/** A file whose batch failed, or that was never submitted, is kept so long. */
const DAYS_KEPT = 7;
/** Longer than any upload may take. */
const HALF_WRITTEN_MS = 10 * 60 * 1000;

const NOT_NEEDED = `removed_at is null and not exists (select 1 from feed_batch b where b.upload_id = u.id and b.state in ('QUEUED', 'RUNNING'))`;
const IS_DONE = `exists (select 1 from feed_batch b where b.upload_id = u.id and b.state = 'DONE')`;

/** Files are named by their id and readable by the server's user only: they hold families' data. */
export function createUploads(db: Db, folder: string, mostBytes: number): Uploads {
  const path = (id: string): string => {
    if (!isUuid(id)) throw new Error('not the id of an upload');
    return join(folder, id);
  };
  /** Noted and audited first, so that no batch is handed in for a file that goes; the file follows. */
  const markRemoved = (requestId: string, which: string, values: readonly unknown[]): Promise<readonly string[]> =>
    db.system(async (tx) => {
      const rows = await tx.sql<{ id: string; area_code: string }>(
        `update upload u set removed_at = now() where ${NOT_NEEDED} and ${which} returning u.id, u.area_code`,
        values,
      );
      // One record an area: each is seen by its own auditor.
      const removed = new Map<string, string[]>();
      for (const { id, area_code: area } of rows) removed.set(area, [...(removed.get(area) ?? []), id]);
      const of = { requestId, clientId: 'system', kind: 'SYSTEM', action: 'removeUpload', subjectType: 'Upload' } as const;
      if (rows.length > 0) await recordAudit(tx, ...[...removed].map(([areaCode, subjectIds]) => ({ ...of, areaCode, subjectIds })));
      return rows.map((row) => row.id);
    });
  return {
    path,
    async discard(batchId) {
      const removed = await markRemoved(batchId, `${IS_DONE} and u.id = (select upload_id from feed_batch where id = $1)`, [batchId]);
      for (const id of removed) await remove(path(id));
    },
    async sweep() {
      await markRemoved('sweep', `(${IS_DONE} or received_at < now() - make_interval(days => $1))`, [DAYS_KEPT]);
      // From the folder, not from the table: a file whose row was never written is found too.
      const files = await readdir(folder).catch(() => []);
      for (let at = 0; at < files.length; at += 500) {
        const some = files.slice(at, at + 500);
        const rows = await db.system((tx) =>
          tx.sql<{ id: string; removed: boolean }>('select id, removed_at is not null as removed from upload where id = any($1::uuid[])', [
            some.filter(isUuid),
          ]),
        );
        const known = new Map(rows.map((row) => [row.id, row.removed]));
        for (const name of some) {
          const ours = isUuid(name) || (name.endsWith('.part') && isUuid(name.slice(0, -'.part'.length)));
          if (!ours || known.get(name) === false) continue;
          const file = join(folder, name);
          if (known.get(name) === true || (await isOld(file))) await remove(file);
        }
      }
    },
    async store(body, request) {
      // Before anything of the body is read: a file that can become no batch is not taken.
      if (!handsIn(request.viewer))
        throw new ApiError('FORBIDDEN', 'files are taken from clients that hand in feeds: a scope "<module>:feed" is needed');
      const area = request.viewer.areas[0];
      if (area === undefined) throw new ApiError('FORBIDDEN', 'this client has no area to hand in files for');
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const id = randomUUID();
      const partial = `${path(id)}.part`;
      try {
        const { bytes, sha256 } = await receive(body, partial, mostBytes);
        await rename(partial, path(id));
        await db.write(scopeOf(request.viewer), async (tx) => {
          await tx.sql(
            'insert into upload (id, client_id, user_id, area_code, file_name, bytes, sha256) values ($1, $2, $3, $4, $5, $6, $7)',
            [id, request.viewer.clientId, request.viewer.user?.id ?? null, area, tidy(request.fileName), bytes, sha256],
          );
          const { requestId, viewer } = request;
          await recordAudit(tx, {
            ...askedBy(viewer),
            requestId,
            action: 'upload',
            subjectType: 'Upload',
            subjectIds: [id],
            areaCode: area,
          });
        });
        return { id, bytes };
      } catch (error) {
        await Promise.allSettled([unlink(partial), unlink(path(id))]);
        throw error;
      }
    },
  };
}

async function isOld(file: string): Promise<boolean> {
  const written = await stat(file).catch(() => undefined);
  return written !== undefined && Date.now() - written.mtimeMs > HALF_WRITTEN_MS;
}

async function remove(file: string): Promise<void> {
  await unlink(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

async function receive(body: AsyncIterable<Uint8Array>, path: string, mostBytes: number): Promise<{ bytes: number; sha256: Buffer }> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > mostBytes) throw new ApiError('UPLOAD_TOO_LARGE', `a file has at most ${mostBytes} bytes; split it`);
      hash.update(chunk);
      await file.write(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { bytes, sha256: hash.digest() };
}

/** The name is shown in the receipt only; it never becomes a path. */
function tidy(name: string): string {
  const plain = name.replace(/[\u0000-\u001f\u007f\\/]|\p{Surrogate}/gu, '_').trim();
  return [...(plain === '' ? 'file.csv' : plain)].slice(0, 120).join('');
}
