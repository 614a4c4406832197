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
    ['LOG_LEVEL', 'loud', 'LOG_LEVEL=loud is not valid: give one of silent, fatal, error, warn, info, debug'],
  ])('a wrong %s (%s) is refused in one line that names the key, the value and the cure', (key, value, message) => {
    expect(() => read({ [key]: value })).toThrow(message);
  });

  test('a data folder that is a file is refused', () => {
    expect(() => read({ XIANJIE_DATA_DIR: import.meta.filename })).toThrow(
      /^XIANJIE_DATA_DIR=.* is not valid: it is a file; give a folder/,
    );
  });

  test('a wrong DATABASE_URL is refused without repeating it: it holds a password', () => {
    expect(() => read({ DATABASE_URL: 'mysql://root:secret@db/x' })).toThrow('DATABASE_URL=(hidden) is not valid');
    expect(() => read({ DATABASE_URL: 'secret' })).toThrow(/^(?!.*secret)/);
  });
});
