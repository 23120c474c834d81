import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { toDay } from '@regieboek/kernel';
import { SettingsFault } from '@regieboek/platform';
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
  it('are usable without any variable, and an empty variable is none', () => {
    const usual = {
      port: 3000,
      host: '127.0.0.1',
      dataDir: '.regieboek',
      databaseUrl: undefined,
      vaultKey: undefined,
      today: undefined,
    };
    expect(readSettings({})).toEqual(usual);
    const names = ['PORT', 'HOST', 'REGIEBOEK_DATA_DIR', 'DATABASE_URL', 'REGIEBOEK_VAULT_KEY', 'REGIEBOEK_TODAY'];
    expect(readSettings(Object.fromEntries(names.map((name) => [name, ''])))).toEqual(usual);
  });

  it('are what the variables say', () => {
    const key = 'AB'.repeat(32);
    expect(
      readSettings({
        PORT: '0',
        HOST: '0.0.0.0',
        REGIEBOEK_DATA_DIR: '/data',
        DATABASE_URL: 'postgresql://u:p@host/db',
        REGIEBOEK_VAULT_KEY: key,
        REGIEBOEK_TODAY: '2024-02-29',
      }),
    ).toEqual({
      port: 0,
      host: '0.0.0.0',
      dataDir: '/data',
      databaseUrl: 'postgresql://u:p@host/db',
      vaultKey: key,
      today: toDay('2024-02-29'),
    });
  });

  it('of the command line come before those of the environment', () => {
    const variables = { PORT: '4000', REGIEBOEK_DATA_DIR: '/data', REGIEBOEK_TODAY: '2024-02-29' };
    const given = { port: 5000, dataDir: '/other', today: toDay('2025-01-01') };
    expect(readSettings(variables, given)).toMatchObject(given);
  });

  it('keep the data of a server on another port apart', () => {
    expect(readSettings({ PORT: '4000' }).dataDir).toBe(join('.regieboek', 'port-4000'));
    expect(readSettings({ PORT: '3000' }).dataDir).toBe('.regieboek');
    expect(readSettings({ PORT: '4000', REGIEBOEK_DATA_DIR: '/data' }).dataDir).toBe('/data');
  });

  it.each(['65536', '-1', '80.5', 'http', ' '])('with port %j are refused with the remedy', (port) => {
    expect(faultsOf({ PORT: port })).toBe('these settings cannot be used:\n  PORT must be a port number, 0 to 65535');
  });

  it('that cannot be used are named all at once, and never what they are set to', () => {
    const secret = 'hunter2';
    const faults = faultsOf({
      PORT: secret,
      DATABASE_URL: `mysql://root:${secret}@host/db`,
      REGIEBOEK_VAULT_KEY: secret,
      REGIEBOEK_TODAY: '2023-02-29',
    });
    expect(faults.split('\n').slice(1)).toEqual([
      '  PORT must be a port number, 0 to 65535',
      '  DATABASE_URL must be an address that begins with postgres://',
      '  REGIEBOEK_VAULT_KEY must be 64 hexadecimal digits',
      '  REGIEBOEK_TODAY must be a calendar date yyyy-mm-dd',
    ]);
    expect(faults).not.toContain(secret);
  });
});
