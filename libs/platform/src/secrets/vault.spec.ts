import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { keyIdOf } from './cipher.js';
import { VaultKeyFault } from './vault-key.js';
import { openVault } from './vault.js';
import { holdVault } from './vault-use.js';

const hex = (byte: string) => byte.repeat(32);
const idOf = (byte: string) => keyIdOf(Buffer.from(hex(byte), 'hex'));

describe('the vault of a database', () => {
  let database: TestDatabase;
  let folder: string;
  let file: string;

  beforeEach(async () => {
    database = await startTestDatabase();
    folder = mkdtempSync(join(tmpdir(), 'regieboek vault '));
    file = join(folder, 'deep', 'vault.key');
  });
  afterEach(async () => {
    await database.stop();
    rmSync(folder, { recursive: true });
  });

  const openByFile = () => openVault(database.url, { given: undefined, file });
  const openBy = (given: string) => openVault(database.url, { given, file });
  const query = async (text: string): Promise<void> => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(text);
    await client.end();
  };

  it('gets a key file, readable only by its owner, when it is empty, and uses it afterwards', async () => {
    const made = await openByFile();
    const sealed = made.seal('999900006', 'a');
    const again = await openByFile();
    expect(again.open(sealed, 'a').toString()).toBe('999900006');
    expect(again.id('zhz', 'message', 'x')).toBe(made.id('zhz', 'message', 'x'));
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('opened first by two processes at once is under one key', async () => {
    const [one, other] = await Promise.all([openByFile(), openByFile()]);
    expect(other.open(one.seal('x', 'a'), 'a').toString()).toBe('x');
  });

  it('refuses a lost key, and creates no other one', async () => {
    await openByFile();
    rmSync(file);
    await expect(openByFile()).rejects.toThrow(/vault\.key: .* its key is missing: restore the key/);
    expect(existsSync(file)).toBe(false);
  });

  it.each([
    ['in the file', undefined],
    ['given', hex('ab')],
  ])('refuses a key that was changed (%s), names both and the remedy', async (_, given) => {
    await openBy(hex('23'));
    writeFileSync(join(folder, 'vault.key'), hex('ab'));
    const opening = openVault(database.url, { given, file: join(folder, 'vault.key') });
    await expect(opening).rejects.toThrow(VaultKeyFault);
    await expect(opening).rejects.toThrow(
      `contains key ${idOf('ab')}, but the vault of this database is encrypted with key ${idOf('23')}: restore that key`,
    );
    expect(await openBy(hex('23'))).toMatchObject({ keyId: idOf('23') });
  });

  it('refuses a key with the id of the right one that does not open the check value', async () => {
    await openBy(hex('23'));
    await query(`UPDATE platform.vault_key SET check_value = overlay(check_value PLACING '\\x00'::bytea FROM 30)`);
    await expect(openBy(hex('23'))).rejects.toThrow(VaultKeyFault);
  });

  it('creates no key where something was received or recorded without a check value', async () => {
    await query(
      `CREATE SCHEMA placements; CREATE TABLE placements.message (id text); INSERT INTO placements.message VALUES ('a')`,
    );
    await expect(openByFile()).rejects.toThrow('no check value');
    expect(existsSync(file)).toBe(false);
  });

  it('adopts a key file whose process ended before it wrote the check value', async () => {
    writeFileSync(join(folder, 'vault.key'), `${hex('23')}\n`);
    const opened = await openVault(database.url, { given: undefined, file: join(folder, 'vault.key') });
    expect(opened.keyId).toBe(idOf('23'));
    expect(readFileSync(join(folder, 'vault.key'), 'utf8').trim()).toBe(hex('23'));
  });

  it('names the source of a malformed key, never its value', async () => {
    writeFileSync(join(folder, 'vault.key'), 'secret');
    const opening = openVault(database.url, { given: undefined, file: join(folder, 'vault.key') });
    await expect(opening).rejects.toThrow('vault.key does not contain a vault key');
    await expect(opening).rejects.not.toThrow('secret');
    await expect(openBy('zz')).rejects.toThrow('REGIEBOEK_VAULT_KEY');
  });

  it('is held by many that seal, or by one that rotates keys', async () => {
    const held = await Promise.all([holdVault(database.url, 'shared'), holdVault(database.url, 'shared')]);
    await expect(holdVault(database.url, 'alone')).rejects.toThrow('other Regieboek processes use this database');
    await Promise.all(held.map(({ release }) => release()));
    const alone = await holdVault(database.url, 'alone');
    await expect(holdVault(database.url, 'shared')).rejects.toThrow('being rotated');
    await alone.release();
  });
});
