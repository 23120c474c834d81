import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { settingsFrom, SettingsFault } from '../settings-fault.js';
import { everyService, internalVariables, placementsVariables, serviceSchema, vaultVariables } from './variables.js';

const schema = serviceSchema({
  ...everyService(3003),
  ...vaultVariables,
  ...internalVariables,
  ...placementsVariables,
});
const secret = 'hunter2';
const sound = {
  DATABASE_URL: 'postgres://u:p@host/db',
  EVENT_LOG_URL: 'esdb+discover://cluster.example:2113',
  KAFKA_BROKERS: 'a.example:9092,b.example:9092',
  REGIEBOEK_VAULT_KEY: 'AB'.repeat(32),
  REGIEBOEK_INTERNAL_TOKEN: 'x'.repeat(32),
  PLACEMENTS_URL: 'https://placements.example',
};

const faultsOf = (variables: Record<string, string>): string[] => {
  try {
    settingsFrom(schema, variables);
    return [];
  } catch (error) {
    if (error instanceof SettingsFault) return error.message.split('\n').slice(1);
    throw error;
  }
};

describe('the settings of a service', () => {
  it('come from the variables, with defaults for optional ones', () => {
    expect(
      settingsFrom(schema, { ...sound, PORT: '', KAFKA_TLS: 'true', REGIEBOEK_TODAY: '2025-12-31' }),
    ).toMatchObject({
      PORT: 3003,
      HOST: '127.0.0.1',
      KAFKA_BROKERS: ['a.example:9092', 'b.example:9092'],
      KAFKA_TLS: true,
      KAFKA_PARTITIONS: 6,
      REGIEBOEK_TODAY: expect.any(Number),
    });
  });

  it('that are missing are all named at once, with the remedy', () => {
    expect(faultsOf({})).toEqual([
      '  DATABASE_URL must be set to an address that starts with postgres:// or postgresql://',
      expect.stringMatching(/^ {2}EVENT_LOG_URL must be set to an address that starts with esdb:\/\//),
      '  KAFKA_BROKERS must be set to host:port of one or more brokers, separated by commas',
      '  REGIEBOEK_VAULT_KEY must be set to 64 hexadecimal digits (openssl rand -hex 32)',
      '  PLACEMENTS_URL must be set to an address that starts with http:// or https://',
      expect.stringMatching(/^ {2}REGIEBOEK_INTERNAL_TOKEN must be set to at least 32 characters/),
    ]);
  });

  it('name a file for who may be trusted only where somebody is to be trusted, and one that holds certificates', () => {
    expect(faultsOf({ ...sound, KAFKA_TLS: 'true', KAFKA_CA_FILE: '/nowhere/ca.pem' })).toEqual([
      '  KAFKA_CA_FILE must be a readable file with certificates in PEM',
    ]);
    const own = fileURLToPath(import.meta.url);
    expect(faultsOf({ ...sound, KAFKA_TLS: 'true', KAFKA_CA_FILE: own })).toHaveLength(1);
    const ca = join(mkdtempSync(join(tmpdir(), 'regieboek-ca-')), 'ca.pem');
    writeFileSync(ca, `${'-'.repeat(5)}BEGIN CERTIFICATE${'-'.repeat(5)}`);
    expect(faultsOf({ ...sound, KAFKA_CA_FILE: ca })).toEqual(['  KAFKA_TLS must be true when KAFKA_CA_FILE is set']);
    expect(settingsFrom(schema, { ...sound, KAFKA_TLS: 'true', KAFKA_CA_FILE: ca })).toMatchObject({
      KAFKA_CA_FILE: expect.stringContaining('BEGIN CERTIFICATE'),
    });
    rmSync(dirname(ca), { recursive: true });
  });

  it('that are invalid are all named at once, never their values', () => {
    const faults = faultsOf({
      PORT: secret,
      DATABASE_URL: `mysql://root:${secret}@host/db`,
      EVENT_LOG_URL: `http://${secret}`,
      KAFKA_BROKERS: secret,
      KAFKA_TLS: secret,
      KAFKA_PARTITIONS: '0',
      KAFKA_REPLICATION: secret,
      REGIEBOEK_VAULT_KEY: secret,
      REGIEBOEK_INTERNAL_TOKEN: secret,
      PLACEMENTS_URL: secret,
      REGIEBOEK_SOURCE: secret,
      REGIEBOEK_TODAY: '2023-02-29',
    });
    expect(faults).toHaveLength(12);
    expect(faults.join()).not.toContain(secret);
  });

  it('need no shared secret with a log-in file, by whose issuer services know each other', () => {
    const { REGIEBOEK_INTERNAL_TOKEN: _, ...others } = sound;
    expect(faultsOf({ ...others, REGIEBOEK_LOGIN_FILE: 'log-in.yaml' })).toEqual([]);
    expect(faultsOf({ ...others, REGIEBOEK_ADDRESS: 'https://regieboek.example/path' })).toEqual([
      '  REGIEBOEK_ADDRESS must be an address without a path, such as https://regieboek.example',
      expect.stringContaining('REGIEBOEK_INTERNAL_TOKEN'),
    ]);
  });

  it('require user and password of Kafka when a log-in mechanism is set', () => {
    expect(faultsOf({ ...sound, KAFKA_SASL_MECHANISM: 'scram-sha-512', KAFKA_USERNAME: 'regieboek' })).toEqual([
      '  KAFKA_PASSWORD must be set when KAFKA_SASL_MECHANISM is set',
    ]);
  });
});
