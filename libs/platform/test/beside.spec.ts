import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { prepareDataFolder } from '@regieboek/embedded-postgres/testing';
import { overAllRegions } from '@regieboek/isolation';
import { openDatabase, type Database } from '../src/database/index.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'regieboek beside ')));
// The account of the database comes through.
chmodSync(root, 0o711);
const dataDir = join(root, 'data');

/** Waits until the process that runs the database lets no more guests in. */
async function untilGateCloses(guest: Database): Promise<void> {
  const waiting = `SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted`;
  const owner = guest.ownerPool(1);
  while ((await owner.query(waiting)).rowCount === 0) await delay(20);
}

describe('a database beside the process that runs it', () => {
  let serving: Database;

  beforeAll(async () => {
    await prepareDataFolder(dataDir);
    serving = await openDatabase({ dataDir });
    const owner = serving.ownerPool(1);
    await owner.query('CREATE SCHEMA own; CREATE TABLE own.thing (region text); INSERT INTO own.thing VALUES ($$a$$)');
    await owner.query('ALTER TABLE own.thing ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY');
    await owner.query(`CREATE POLICY region ON own.thing USING (current_setting('regieboek.region', true) = '*')`);
    await owner.query('GRANT USAGE ON SCHEMA own TO regieboek_app; GRANT SELECT ON own.thing TO regieboek_app');
  });
  afterAll(async () => {
    await serving.close();
    rmSync(root, { recursive: true, force: true });
  });

  it('is refused to a process that needs the folder alone, naming the other one', async () => {
    await expect(openDatabase({ dataDir, use: 'alone' })).rejects.toThrow(`use by Regieboek process ${process.pid}`);
    await expect(openDatabase({ dataDir, adopt: true })).rejects.toThrow(`use by Regieboek process ${process.pid}`);
    await expect(openDatabase({ dataDir, restoring: true })).rejects.toThrow(`use by Regieboek process ${process.pid}`);
  });

  it('is opened with the same two roles, and closing it leaves the server running', async () => {
    const beside = await openDatabase({ dataDir });
    expect(beside.place).toBe(serving.place);
    const asked = 'SELECT current_user AS role, (SELECT count(*)::int FROM own.thing) AS things';
    expect((await beside.ownerPool(1).query(asked)).rows).toEqual([{ role: 'regieboek_owner', things: 1 }]);
    const pool = beside.pool(1);
    expect((await pool.query(asked)).rows).toEqual([{ role: 'regieboek_app', things: 0 }]);
    expect((await overAllRegions(() => pool.query(asked))).rows).toEqual([{ role: 'regieboek_app', things: 1 }]);
    await beside.close();
    expect((await serving.ownerPool(1).query('SELECT 1 AS still')).rows).toEqual([{ still: 1 }]);
  });

  it('is kept until its guests have left, and is then started by the next process', async () => {
    const guest = await openDatabase({ dataDir });
    let isClosed = false;
    const closing = serving.close().then(() => (isClosed = true));
    // A process that comes before the gate is closed is one more guest.
    await untilGateCloses(guest);
    const next = openDatabase({ dataDir });
    expect((await guest.ownerPool(1).query('SELECT count(*)::int AS things FROM own.thing')).rows).toEqual([
      { things: 1 },
    ]);
    expect([isClosed, await guest.lost()]).toEqual([false, undefined]);
    await guest.close();
    await closing;
    serving = await next;
    expect((await serving.ownerPool(1).query('SELECT 1 AS again')).rows).toEqual([{ again: 1 }]);
  });
});
