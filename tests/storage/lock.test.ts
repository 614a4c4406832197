import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lockDataFolder } from '../../plugins/storage/embedded/lock.js';

/** As the lock names a process: its number, its start, the machine's boot. */
function named(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  return `${pid} ${started} ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`;
}

function heldBy(holder: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'xianjie-lock-'));
  writeFileSync(join(folder, 'xianjie.lock'), holder);
  return folder;
}

describe.skipIf(process.platform !== 'linux')('the lock of a data folder', () => {
  test('is taken over from a program that was killed and that its parent has not taken note of', async () => {
    const parent = spawn('sh', ['-c', 'sleep 0.05 & echo $!; exec sleep 20'], { stdio: ['ignore', 'pipe', 'ignore'] });
    const [line] = (await once(parent.stdout, 'data')) as [Buffer];
    const pid = Number(line.toString());
    const holder = named(pid);
    await expect.poll(() => readFileSync(`/proc/${pid}/stat`, 'utf8')).toContain(') Z ');
    const start = performance.now();
    lockDataFolder(heldBy(holder))();
    expect(performance.now() - start).toBeLessThan(1000);
    parent.kill();
  });

  test('waits a moment for one that is about to be gone', async () => {
    const child = spawn('sleep', ['0.5'], { stdio: 'ignore' });
    await once(child, 'spawn');
    lockDataFolder(heldBy(named(child.pid ?? 0)))();
  });

  test('is refused while its holder runs, by name and with the cure', async () => {
    const child = spawn('sleep', ['20'], { stdio: 'ignore' });
    await once(child, 'spawn');
    const folder = heldBy(named(child.pid ?? 0));
    expect(() => lockDataFolder(folder)).toThrow(`another Xianjie (process ${child.pid}) uses the data folder ${folder}: stop it`);
    child.kill();
  });
});
