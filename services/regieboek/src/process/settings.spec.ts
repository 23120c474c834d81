import { describe, expect, it } from '@jest/globals';
import { toDay } from '@regieboek/kernel';
import { rateLimits, SettingsFault } from '@regieboek/platform';
import { readSettings } from './settings.js';

const faultsOf = (variables: NodeJS.ProcessEnv): string => {
  try {
    readSettings(variables);
    return '';
  } catch (error) {
    if (error instanceof SettingsFault) return error.message;
    throw error;
  }
};

describe('settings', () => {
  it('work without any variable, and ignore an empty variable', () => {
    const usual = {
      port: 3000,
      host: '127.0.0.1',
      hosts: [],
      behindGateway: undefined,
      logInFile: undefined,
      address: undefined,
      fourEyes: undefined,
      rates: rateLimits,
      proxies: [],
      auditYears: 5,
      demoLogIn: false,
      noLogIn: false,
      dataDir: '.regieboek',
      adopt: false,
      upgrade: false,
      databaseUrl: undefined,
      ownerUrl: undefined,
      eventLogUrl: undefined,
      eventLogPrefix: 'regieboek',
      vaultKey: undefined,
      today: undefined,
    };
    expect(readSettings({})).toEqual(usual);
    const names = [
      'PORT',
      'HOST',
      'REGIEBOEK_HOSTS',
      'REGIEBOEK_BEHIND_GATEWAY',
      'REGIEBOEK_LOGIN_FILE',
      'REGIEBOEK_FOUR_EYES',
      'REGIEBOEK_REQUESTS_PER_MINUTE',
      'REGIEBOEK_PROXIES',
      'REGIEBOEK_ADDRESS',
      'REGIEBOEK_DATA_DIR',
      'DATABASE_URL',
      'DATABASE_OWNER_URL',
      'EVENT_LOG_URL',
      'EVENT_LOG_PREFIX',
      'REGIEBOEK_VAULT_KEY',
      'REGIEBOEK_TODAY',
      'REGIEBOEK_UPGRADE',
      'REGIEBOEK_INBOX',
      'REGIEBOEK_OUTBOX',
    ];
    expect(readSettings(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(usual);
  });

  it('come from the variables', () => {
    const key = 'AB'.repeat(32);
    expect(
      readSettings({
        PORT: '0',
        HOST: '0.0.0.0',
        REGIEBOEK_HOSTS: 'ledger.example, regieboek',
        REGIEBOEK_BEHIND_GATEWAY: 'gateway of the region',
        REGIEBOEK_DATA_DIR: '/data',
        DATABASE_URL: 'postgresql://u:p@host/db',
        EVENT_LOG_URL: 'esdb+discover://host:2113',
        EVENT_LOG_PREFIX: 'test_1',
        REGIEBOEK_VAULT_KEY: key,
        REGIEBOEK_TODAY: '2024-02-29',
      }),
    ).toMatchObject({
      port: 0,
      host: '0.0.0.0',
      hosts: ['ledger.example', 'regieboek'],
      behindGateway: 'gateway of the region',
      dataDir: '/data',
      databaseUrl: 'postgresql://u:p@host/db',
      eventLogUrl: 'esdb+discover://host:2113',
      eventLogPrefix: 'test_1',
      vaultKey: key,
      today: toDay('2024-02-29'),
    });
  });

  it('on the command line override those of the environment', () => {
    const variables = { PORT: '4000', REGIEBOEK_DATA_DIR: '/data', REGIEBOEK_TODAY: '2024-02-29' };
    const given = { port: 5000, dataDir: '/other', today: toDay('2025-01-01') };
    expect(readSettings(variables, given)).toMatchObject(given);
  });

  it('name one ledger, regardless of the port: another port never means another, empty one', () => {
    expect(readSettings({ PORT: '4000' }).dataDir).toBe('.regieboek');
    expect(readSettings({}, { port: 4000 }).dataDir).toBe('.regieboek');
    expect(readSettings({ PORT: '4000', REGIEBOEK_DATA_DIR: '/data' }).dataDir).toBe('/data');
  });

  it('name the folders of an exchange, with reasons in Dutch unless a language is chosen', () => {
    const folders = { REGIEBOEK_INBOX: '/in', REGIEBOEK_OUTBOX: '/out' };
    const exchange = { inbox: '/in', outbox: '/out', client: 'inbox', language: 'nl' };
    expect(readSettings({ ...folders, LANG: 'C' }).exchange).toEqual(exchange);
    expect(readSettings({ ...folders, REGIEBOEK_LANG: 'en' }).exchange).toEqual({ ...exchange, language: 'en' });
    expect(readSettings(folders, { inbox: '/other' }).exchange).toMatchObject({ inbox: '/other', outbox: '/out' });
    expect(readSettings({ REGIEBOEK_INBOX: '/in' }).exchange?.outbox).toBeUndefined();
    expect(faultsOf({ REGIEBOEK_OUTBOX: '/out' })).toContain('needs an inbox: set REGIEBOEK_INBOX or --inbox too');
    expect(faultsOf({ ...folders, REGIEBOEK_INBOX_CLIENT: 'Jan Jansen' })).toContain('REGIEBOEK_INBOX_CLIENT must be');
  });

  it.each(['65536', '-1', '80.5', 'http', ' '])('with port %j are refused with the remedy', (port) => {
    expect(faultsOf({ PORT: port })).toBe('invalid settings:\n  PORT must be a port number from 0 to 65535');
  });

  it('that are invalid are all named at once, never their values', () => {
    const secret = 'hunter2';
    const faults = faultsOf({
      PORT: secret,
      DATABASE_URL: `mysql://root:${secret}@host/db`,
      EVENT_LOG_URL: `http://${secret}@host`,
      EVENT_LOG_PREFIX: `${secret}-`,
      REGIEBOEK_VAULT_KEY: secret,
      REGIEBOEK_TODAY: '2023-02-29',
    });
    expect(faults.split('\n').slice(1)).toEqual([
      '  PORT must be a port number from 0 to 65535',
      '  DATABASE_URL must be an address that starts with postgres://',
      '  EVENT_LOG_URL must be an address that starts with esdb:// or esdb+discover://',
      '  EVENT_LOG_PREFIX must be at most 40 letters, digits and _',
      '  REGIEBOEK_VAULT_KEY must be 64 hexadecimal digits',
      '  REGIEBOEK_TODAY must be a calendar date yyyy-mm-dd',
    ]);
    expect(faults).not.toContain(secret);
  });
});
