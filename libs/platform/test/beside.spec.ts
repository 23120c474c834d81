import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDataFolder } from '@regieboek/embedded-postgres/testing';
import { openDatabase, type Database } from '../src/database/index.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'regieboek beside ')));
// The account of the database comes through.
chmodSync(root, 0o711);
const dataDir = join(root, 'data');

describe('a database beside the process that serves it', () => {
  let serving: Database;

  beforeAll(async () => {
    await prepareDataFolder(dataDir);
    serving = await openDatabase({ dataDir });
    const owner = serving.ownerPool(1);
    await owner.query('CREATE SCHEMA own; CREATE TABLE own.thing (region text); INSERT INTO own.thing VALUES ($$a$$)');
    await owner.query('ALTER TABLE own.thing ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY');
    await owner.query(`CREATE POLICY region ON own.thing USING (current_setting('regieboek.region', true) = '*')`);
  });
  afterAll(async () => {
    await serving.close();
    rmSync(root, { recursive: true, force: true });
  });

  it('is refused unless it is asked for', async () => {
    await expect(openDatabase({ dataDir })).rejects.toThrow(/is in use by Regieboek process/);
  });

  it('is opened as the owner of the tables over all regions, and closing it leaves the server running', async () => {
    const beside = await openDatabase({ dataDir, beside: true });
    expect(beside.place).toBe(serving.place);
    const { rows } = await beside
      .ownerPool(1)
      .query('SELECT current_user AS owner, (SELECT count(*)::int FROM own.thing) AS things');
    expect(rows).toEqual([{ owner: 'regieboek_owner', things: 1 }]);
    await beside.close();
    expect((await serving.ownerPool(1).query('SELECT 1 AS still')).rows).toEqual([{ still: 1 }]);
  });

  it('starts the server when no process serves the folder', async () => {
    await serving.close();
    const alone = await openDatabase({ dataDir, beside: true });
    expect((await alone.ownerPool(1).query('SELECT count(*)::int AS things FROM own.thing')).rows).toEqual([
      { things: 1 },
    ]);
    await alone.close();
    serving = await openDatabase({ dataDir });
  });
});
