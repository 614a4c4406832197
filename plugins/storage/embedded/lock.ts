import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A process is named by its number, its start time and the machine's boot: a number alone is used again. */
function identity(pid: number): string | undefined {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return undefined;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Killed, but nobody has taken note of it yet: it holds nothing any more.
    if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
    const started = fields[19] ?? '';
    return `${pid} ${started} ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`;
  } catch {
    return `${pid}`;
  }
}

/** Empty when it was given back in this moment. */
function holderOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/**
 * One running instance per data folder. Without this a second start would take the first one's database for an orphan and stop it.
 * @returns gives the folder back
 */
export function lockDataFolder(dataDir: string): () => void {
  const path = join(dataDir, 'xianjie.lock');
  // A program that was just killed may need a moment to be gone.
  const until = Date.now() + 2000;
  const own = identity(process.pid) ?? `${process.pid}`;
  for (let attempt = 0; ; attempt++) {
    try {
      writeFileSync(path, own, { flag: 'wx', mode: 0o600 });
      return () => {
        if (existsSync(path) && readFileSync(path, 'utf8') === own) rmSync(path);
      };
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST' || attempt > 3) throw error;
      const holder = holderOf(path);
      const pid = Number(holder.split(' ')[0]);
      if (Number.isInteger(pid) && identity(pid) === holder && pid !== process.pid) {
        if (Date.now() < until) {
          Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
          attempt--;
          continue;
        }
        throw new Error(
          `another Xianjie (process ${pid}) uses the data folder ${dataDir}: stop it, or set XIANJIE_DATA_DIR to another folder`,
        );
      }
      rmSync(path, { force: true });
    }
  }
}
