import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { cipherWith, erasuresIn, openReadModels } from '@regieboek/platform';
import { startTestDatabase, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { IdentityTable1700000000002 } from '../migrations/1700000000002-identity.js';
import { IdentityVault } from './identity-vault.js';

const bsns = ['999900006', '999900018', '999900031'] as const;
const name = { geslachtsnaam: { achternaam: 'Kwetsbaarsma' }, voorletters: 'S' };
const cipher = cipherWith(Buffer.alloc(32, 9));

describe('the vault of identities', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  let vault: IdentityVault;

  beforeAll(async () => {
    database = await startTestDatabase();
    const migrations = [IdentityTable1700000000002, ...erasuresIn('placements').migrations];
    await (await openReadModels(database.url, { schema: 'placements', entities: [], migrations })).destroy();
    pool = new pg.Pool({ connectionString: database.url });
    vault = new IdentityVault(pool, cipher);
  });
  afterAll(async () => {
    await pool.end();
    await database.stop();
  });

  const admit = async (region: string, bsn: string, given: unknown = null) =>
    (await vault.admit(region, [{ bsn, name: given }])).get(bsn) ?? '';

  it('assigns a youth one random id in a region, and another in another region', async () => {
    const id = await admit('zhz', bsns[0]);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    expect(await admit('zhz', bsns[0])).toBe(id);
    expect(await admit('fryslan', bsns[0])).not.toBe(id);
    expect(await new IdentityVault(pool, cipher).youthsOf('zhz', bsns)).toEqual(new Map([[bsns[0], id]]));
  });

  it('assigns one id when two messages bring a new youth at the same moment, or one message brings it twice', async () => {
    const both = await Promise.all([admit('race', bsns[0]), admit('race', bsns[0], name)]);
    expect(new Set(both).size).toBe(1);
    const twice = await vault.admit('twice', [
      { bsn: bsns[1], name: null },
      { bsn: bsns[1], name },
    ]);
    expect(twice.size).toBe(1);
    expect(await vault.identityOf('twice', twice.get(bsns[1]) ?? '')).toEqual({ bsn: bsns[1], name });
  });

  it('adds a name that arrives later, keeps the id, and keeps the name when a later message has none', async () => {
    const id = await admit('later', bsns[1]);
    expect(await vault.identityOf('later', id)).toEqual({ bsn: bsns[1], name: null });
    expect(await admit('later', bsns[1], name)).toBe(id);
    expect(await vault.identityOf('later', id)).toEqual({ bsn: bsns[1], name });
    await admit('later', bsns[1]);
    expect(await vault.identityOf('later', id)).toEqual({ bsn: bsns[1], name });
  });

  it('returns only known youths, and only within their region (R18)', async () => {
    const id = await admit('own', bsns[2], name);
    expect([...(await vault.youthsOf('own', bsns)).keys()]).toEqual([bsns[2]]);
    expect(await vault.youthsOf('elsewhere', bsns)).toEqual(new Map());
    expect(await vault.youthsOf('own', [])).toEqual(new Map());
    expect(await vault.identityOf('elsewhere', id)).toBeUndefined();
  });

  it('holds no citizen service number or name in clear, and no index that can be computed without the key (R17)', async () => {
    await admit('clear', bsns[0], name);
    const { rows } = await pool.query<{ row: string }>(
      `SELECT i::text || encode(sealed, 'escape') AS row FROM placements.identity i`,
    );
    const all = rows.map(({ row }) => row).join('\n');
    for (const secret of [...bsns, 'Kwetsbaarsma']) {
      expect(all).not.toContain(secret);
      expect(all).not.toContain(Buffer.from(secret).toString('hex'));
    }
    const other = new IdentityVault(pool, cipherWith(Buffer.alloc(32, 1)));
    expect(await other.youthsOf('clear', bsns)).toEqual(new Map());
  });

  it('does not open an identity that was moved to another youth', async () => {
    const [one, two] = [await admit('moved', bsns[0], name), await admit('moved', bsns[1])];
    await pool.query(
      `UPDATE placements.identity SET sealed = (SELECT sealed FROM placements.identity WHERE youth = $1) WHERE youth = $2`,
      [one, two],
    );
    await expect(vault.identityOf('moved', two)).rejects.toThrow();
  });

  it('returns the id of the person named in a message, new or known, under the last name', async () => {
    const identity = { bsn: bsns[0] ?? '', name };
    const youth = await vault.named('named', identity, undefined);
    const later = { ...identity, name: { ...name, voorletters: 'Q' } };
    expect(await vault.named('named', later, youth)).toBe(youth);
    expect(await vault.identityOf('named', youth)).toEqual(later);
    expect(await vault.named('named', identity, undefined)).toBe(youth);
    expect(await vault.identityOf('named', youth)).toEqual(identity);
  });
});
