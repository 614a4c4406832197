import { describe, expect, test } from 'vitest';
import { readSettings } from '../../api/settings.js';

const read = (env: Record<string, string>) => readSettings(env, '/srv/xianjie');

describe('settings', () => {
  test('nothing set: port 4000 on loopback, embedded database below the project, demo data on the fixed day, all modules', () => {
    expect(read({})).toEqual({
      host: '127.0.0.1',
      port: 4000,
      publicUrl: undefined,
      issuers: [],
      databaseUrl: undefined,
      dataDir: '/srv/xianjie/data',
      modules: undefined,
      demo: true,
      today: '2025-06-30',
      logLevel: 'info',
      cipher: 'aes',
      revealsPerDay: 200,
      jobs: true,
      nightly: '02:00',
      leaseSeconds: 30,
    });
  });

  test('with a database of its own there is no demo and the day is the real one, unless they are asked for', () => {
    expect(read({ DATABASE_URL: 'postgres://u:p@db/x' })).toMatchObject({ demo: false, today: undefined });
    expect(read({ DATABASE_URL: 'postgres://u:p@db/x', XIANJIE_DEMO: 'on' })).toMatchObject({ demo: true, today: '2025-06-30' });
    expect(read({ XIANJIE_DEMO: 'off' })).toMatchObject({ demo: false, today: undefined });
  });

  test('an empty list of modules means none, an unset one means all', () => {
    expect(read({ XIANJIE_MODULES: '' }).modules).toEqual([]);
    expect(read({ XIANJIE_MODULES: 'education, ./other/index.js' }).modules).toEqual(['education', './other/index.js']);
  });

  test.each([
    ['PORT', 'four', 'PORT=four is not valid: give a number from 0 to 65535, for example 4000'],
    ['PORT', '70000', 'PORT=70000 is not valid: give a number from 0 to 65535, for example 4000'],
    [
      'XIANJIE_TODAY',
      '2025-02-30',
      'XIANJIE_TODAY=2025-02-30 is not valid: give a calendar date such as 2025-06-30, or leave it out for the real one',
    ],
    ['XIANJIE_DEMO', 'perhaps', 'XIANJIE_DEMO=perhaps is not valid: give on or off'],
    ...['1', '601', '2.5', '-3', '30s'].map((value) => [
      'XIANJIE_LEASE_SECONDS',
      value,
      `XIANJIE_LEASE_SECONDS=${value} is not valid: give whole seconds from 2 to 600, for example 30`,
    ]),
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL=loud is not valid: give one of silent, fatal, error, warn, info, debug'],
  ])('a wrong %s (%s) is refused in one line that names the key, the value and the cure', (key, value, message) => {
    expect(() => read({ [key]: value })).toThrow(message);
  });

  test('a data folder that is a file is refused', () => {
    expect(() => read({ XIANJIE_DATA_DIR: import.meta.filename })).toThrow(
      /^XIANJIE_DATA_DIR=.* is not valid: it is a file; give a folder/,
    );
  });

  describe('reached from other machines', () => {
    const open = { HOST: '0.0.0.0', XIANJIE_DEMO: 'off', XIANJIE_PUBLIC_URL: 'https://xianjie.example' };

    test('it listens in plain HTTP behind a proxy that speaks TLS, under the address that clients use', () => {
      expect(read(open)).toMatchObject({ host: '0.0.0.0', publicUrl: 'https://xianjie.example', demo: false });
      expect(read({ ...open, XIANJIE_PUBLIC_URL: 'https://xianjie.example:8443/' }).publicUrl).toBe('https://xianjie.example:8443');
      // The proxy may stand on the same machine.
      expect(read({ XIANJIE_DEMO: 'off', XIANJIE_PUBLIC_URL: 'https://xianjie.example' }).host).toBe('127.0.0.1');
    });

    test.each(['0.0.0.0', '::', '10.1.2.3', 'xianjie.internal', '127.0.0.1.example'])(
      'on %s the demo is refused: everybody knows its secrets',
      (host) => {
        expect(() => read({ ...open, HOST: host, XIANJIE_DEMO: 'on' })).toThrow(
          `HOST=${host} is not valid: the demo’s clients have a known secret, so it stays on 127.0.0.1; or set XIANJIE_DEMO=off`,
        );
        // Without a database of its own the demo is what comes by itself.
        expect(() => read({ HOST: host })).toThrow('the demo’s clients have a known secret');
      },
    );

    test('without the address that clients use it is refused', () => {
      expect(() => read({ HOST: '0.0.0.0', XIANJIE_DEMO: 'off' })).toThrow(
        'HOST=0.0.0.0 is not valid: set XIANJIE_PUBLIC_URL, too: under which address clients reach the server',
      );
    });

    test.each(['127.0.0.1', '127.8.0.1', '::1', 'localhost'])('%s is this machine, where the demo runs', (host) => {
      expect(read({ HOST: host })).toMatchObject({ host, demo: true });
    });
  });

  describe('the address that clients use', () => {
    test.each(['http://xianjie.example', 'http://10.1.2.3:4000', 'http://127.0.0.1.example'])(
      '%s is refused: tokens and passwords would cross the network for everybody to read',
      (url) => {
        expect(() => read({ XIANJIE_DEMO: 'off', XIANJIE_PUBLIC_URL: url })).toThrow(
          `XIANJIE_PUBLIC_URL=${url} is not valid: tokens and passwords may not cross a network in plain HTTP; give the https address of the proxy in front`,
        );
      },
    );

    test.each(['http://127.0.0.1:4000', 'http://localhost:8080', 'http://[::1]:4000'])('%s stays on this machine', (url) => {
      expect(read({ XIANJIE_PUBLIC_URL: url }).publicUrl).toBe(url);
    });

    test('that of another machine is refused to the demo, wherever it listens', () => {
      expect(() => read({ XIANJIE_PUBLIC_URL: 'https://xianjie.example' })).toThrow(
        'XIANJIE_PUBLIC_URL=https://xianjie.example is not valid: the demo’s clients have a known secret, so it stays on this machine; or set XIANJIE_DEMO=off',
      );
    });

    test.each(['xianjie.example', 'ftp://xianjie.example', 'https://xianjie.example/api', 'https://user@xianjie.example', 'https://x?y'])(
      '%s is refused: it is no address without a path',
      (url) => {
        expect(() => read({ XIANJIE_PUBLIC_URL: url })).toThrow('give an address without a path, for example https://xianjie.example');
      },
    );
  });

  test('a wrong DATABASE_URL is refused without repeating it: it holds a password', () => {
    expect(() => read({ DATABASE_URL: 'mysql://root:secret@db/x' })).toThrow('DATABASE_URL=(hidden) is not valid');
    expect(() => read({ DATABASE_URL: 'secret' })).toThrow(/^(?!.*secret)/);
  });
});
