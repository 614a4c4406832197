import { statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseDate } from 'xianjie/schema';
import { readTrustedIssuers, type TrustedIssuer } from '../plugins/auth/index.js';
import { cipherCodes, type CipherCode } from '../plugins/storage/index.js';

/** What the platform is told from outside. Read once, at start. */
export interface Settings {
  /** The address to listen on. */
  readonly host: string;
  readonly port: number;
  /** Under which address clients reach it, without a slash at the end; undefined: the one it listens on. */
  readonly publicUrl: string | undefined;
  /** Other issuers whose tokens are believed. */
  readonly issuers: readonly TrustedIssuer[];
  /** Unset: the embedded PostgreSQL. */
  readonly databaseUrl: string | undefined;
  /** Embedded database, keys and uploads. */
  readonly dataDir: string;
  /** What values are sealed with by keys that are made from now on. */
  readonly cipher: CipherCode;
  /** How many people and households whoever asks may be shown by reveals, a day. */
  readonly revealsPerDay: number;
  /** Ids or paths of the modules to load; undefined: all that package.json lists. */
  readonly modules: readonly string[] | undefined;
  readonly demo: boolean;
  /** Whether this process carries jobs out: sweeps, and what is written between them. */
  readonly jobs: boolean;
  /** When every area that was swept is swept again, in Asia/Shanghai: `02:00`; null: not by itself. */
  readonly nightly: string | null;
  /** How long a job stays with a process that is not heard of any more, in seconds. */
  readonly leaseSeconds: number;
  /** The business date, when it is fixed; undefined: the real one. */
  readonly today: string | undefined;
  readonly logLevel: string;
}

/** After the last document of the catalogue, before the transition period's end: the demo's day. */
const DEMO_TODAY = '2025-06-30';
const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug'];

/** Addresses that only this machine reaches. */
export const isLoopback = (host: string): boolean => /^(127(\.[0-9]{1,3}){3}|::1|localhost)$/i.test(host);

/** The address of a server that listens there. */
export const addressOf = (host: string, port: number): string => `http://${host.includes(':') ? `[${host}]` : host}:${port}`;

type Environment = Readonly<Record<string, string | undefined>>;

/** A wrong setting is refused in one line: the key, the value, the cure. */
class SettingError extends Error {
  override readonly name = 'SettingError';
  constructor(key: string, value: string, cure: string) {
    super(`${key}=${value} is not valid: ${cure}`);
  }
}

/** Reads the settings. @throws SettingError */
export function readSettings(env: Environment, root: string): Settings {
  const text = (key: string): string | undefined => (env[key] === undefined || env[key] === '' ? undefined : env[key]);
  const databaseUrl = text('DATABASE_URL');
  if (databaseUrl !== undefined) checkUrl(databaseUrl);
  const demo = flag('XIANJIE_DEMO', text('XIANJIE_DEMO')) ?? databaseUrl === undefined;
  const host = text('HOST') ?? '127.0.0.1';
  const publicUrl = text('XIANJIE_PUBLIC_URL');
  if (!isLoopback(host)) {
    if (demo)
      throw new SettingError('HOST', host, 'the demo’s clients have a known secret, so it stays on 127.0.0.1; or set XIANJIE_DEMO=off');
    if (publicUrl === undefined)
      throw new SettingError('HOST', host, 'set XIANJIE_PUBLIC_URL, too: under which address clients reach the server');
  }
  return {
    host,
    publicUrl: publicUrl === undefined ? undefined : origin(publicUrl, demo),
    issuers: trusted(text('XIANJIE_ISSUERS')),
    port: port(text('PORT') ?? '4000'),
    databaseUrl,
    dataDir: folder(resolve(text('XIANJIE_DATA_DIR') ?? join(root, 'data'))),
    cipher: cipher(text('XIANJIE_CIPHER') ?? 'aes'),
    revealsPerDay: count('XIANJIE_REVEALS_PER_DAY', text('XIANJIE_REVEALS_PER_DAY') ?? '200'),
    // An empty list is a list: it loads no module at all.
    modules:
      env['XIANJIE_MODULES'] === undefined
        ? undefined
        : env['XIANJIE_MODULES']
            .split(',')
            .map((m) => m.trim())
            .filter(Boolean),
    demo,
    jobs: flag('XIANJIE_JOBS', text('XIANJIE_JOBS')) ?? true,
    nightly: timeOfDay('XIANJIE_NIGHTLY', text('XIANJIE_NIGHTLY') ?? '02:00'),
    leaseSeconds: seconds('XIANJIE_LEASE_SECONDS', text('XIANJIE_LEASE_SECONDS') ?? '30'),
    today: text('XIANJIE_TODAY') === undefined ? (demo ? DEMO_TODAY : undefined) : day(text('XIANJIE_TODAY') ?? ''),
    logLevel: level(text('LOG_LEVEL') ?? 'info'),
  };
}

function folder(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory() === false)
    throw new SettingError('XIANJIE_DATA_DIR', path, 'it is a file; give a folder, which is made when it is not there');
  return path;
}

function port(value: string): number {
  if (!/^[0-9]{1,5}$/.test(value) || Number(value) > 65535)
    throw new SettingError('PORT', value, 'give a number from 0 to 65535, for example 4000');
  return Number(value);
}

function cipher(value: string): CipherCode {
  const known = cipherCodes.find((code) => code === value.toLowerCase());
  if (known === undefined) throw new SettingError('XIANJIE_CIPHER', value, `give one of ${cipherCodes.join(', ')}`);
  return known;
}

function count(key: string, value: string): number {
  if (!/^[0-9]{1,6}$/.test(value)) throw new SettingError(key, value, 'give a whole number from 0 to 999999');
  return Number(value);
}

/** A process that is busy for a second must not lose its work; one that is gone must not keep it for long. */
function seconds(key: string, value: string): number {
  if (!/^[0-9]{1,3}$/.test(value) || Number(value) < 2 || Number(value) > 600)
    throw new SettingError(key, value, 'give whole seconds from 2 to 600, for example 30');
  return Number(value);
}

/** TLS ends at a proxy in front: what counts is what clients speak, and an issuer's name is an https address (RFC 8414). */
function origin(value: string, demo: boolean): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !['http:', 'https:'].includes(url.protocol) || !['', url.origin, `${url.origin}/`].includes(value))
    throw new SettingError('XIANJIE_PUBLIC_URL', value, 'give an address without a path, for example https://xianjie.example');
  if (isLoopback(url.hostname.replace(/^\[|\]$/g, ''))) return url.origin;
  if (url.protocol === 'http:')
    throw new SettingError(
      'XIANJIE_PUBLIC_URL',
      value,
      'tokens and passwords may not cross a network in plain HTTP; give the https address of the proxy in front',
    );
  if (demo)
    throw new SettingError(
      'XIANJIE_PUBLIC_URL',
      value,
      'the demo’s clients have a known secret, so it stays on this machine; or set XIANJIE_DEMO=off',
    );
  return url.origin;
}

function trusted(path: string | undefined): TrustedIssuer[] {
  if (path === undefined) return [];
  try {
    return readTrustedIssuers(resolve(path));
  } catch (error) {
    throw new SettingError('XIANJIE_ISSUERS', path, (error as Error).message);
  }
}

function checkUrl(value: string): void {
  // The value holds a password: it is not repeated.
  const wrong = (): never => {
    throw new SettingError(
      'DATABASE_URL',
      '(hidden)',
      'give postgres://user:password@host:5432/database, or leave it out for the embedded database',
    );
  };
  try {
    if (!['postgres:', 'postgresql:'].includes(new URL(value).protocol)) wrong();
  } catch {
    wrong();
  }
}

function flag(key: string, value: string | undefined): boolean | undefined {
  if (value === undefined) return undefined;
  if (['1', 'true', 'on', 'yes'].includes(value.toLowerCase())) return true;
  if (['0', 'false', 'off', 'no'].includes(value.toLowerCase())) return false;
  throw new SettingError(key, value, 'give on or off');
}

function day(value: string): string {
  if (parseDate(value) === null) {
    throw new SettingError('XIANJIE_TODAY', value, 'give a calendar date such as 2025-06-30, or leave it out for the real one');
  }
  return value;
}

function timeOfDay(key: string, value: string): string | null {
  if (value.toLowerCase() === 'off') return null;
  if (!/^([01][0-9]|2[0-3]):[0-5][0-9]$/.test(value)) throw new SettingError(key, value, 'give a time such as 02:00, or off');
  return value;
}

function level(value: string): string {
  if (!LOG_LEVELS.includes(value)) throw new SettingError('LOG_LEVEL', value, `give one of ${LOG_LEVELS.join(', ')}`);
  return value;
}
