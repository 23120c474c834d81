/** Backups of a ledger in a data folder: while it is served and imported into, of erased youths, and into another folder. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmodSync, copyFileSync, cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { servedAddress } from '@regieboek/embedded-postgres';
import { prepareDataFolder } from '@regieboek/embedded-postgres/testing';
import { startChild, send, type Child } from './child.js';
import { command, type Printed } from './printed.js';
import * as story from './story.js';

const root = realpathSync(mkdtempSync(join(tmpdir(), 'regieboek backup folder ')));
// The account of the database comes through.
chmodSync(root, 0o711);
const dir = (name: string): string => join(root, name);
const original = dir('original');
const month = ['--region', story.region, '--period', story.month];
const bsns = story.testBsns(60);

const done = (printed: Printed): Printed => {
  expect([printed.code, printed.errors]).toEqual([0, '']);
  return printed;
};

const summary = ({ json }: Printed) =>
  json[0] as { readonly regions: readonly { readonly position: number; readonly digest: string }[] };

/** A youth without care, whose data need not be kept. */
const factsOfStranger = `region,bsn,birthDate,factId,kind,from,to,municipality,detail,recordedOn
${story.region},${bsns[50]},2012-05-21,R9,registration,2026-02-10,,${story.responsible},woonadres,2026-03-06
`;

let server: Child;
let address: string;

async function asked(dataDir: string, text: string): Promise<readonly Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: (await servedAddress(dataDir)) ?? '' });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

const post = (index: number) =>
  send(`${address}/v1/messages`, 'application/xml', story.jw301(bsns[index] ?? '', 100 + index));

beforeAll(async () => {
  for (const name of ['DATABASE_URL', 'REGIEBOEK_VAULT_KEY', 'REGIEBOEK_DATA_DIR']) delete process.env[name];
  process.env['REGIEBOEK_TODAY'] = '2026-03-06';
  await prepareDataFolder(original);
  for (const [name, content] of Object.entries({ ...story.files(), 'stranger.csv': factsOfStranger })) {
    writeFileSync(dir(name), content);
    done(await command('import', dir(name), '--data-dir', original));
  }
  server = startChild(['serve', '--no-login', '--port', '0', '--data-dir', original]);
  address = await server.address;
});
afterAll(async () => {
  server.kill('SIGTERM');
  await server.ended;
  rmSync(root, { recursive: true, force: true });
});

const backup = async (name: string) => done(await command('backup', dir(name), '--data-dir', original, '--json'));
const restore = (name: string, into: string, ...argv: string[]) =>
  command('restore', dir(name), '--data-dir', dir(into), '--key', join(original, 'vault.key'), ...argv);

describe('a ledger in a data folder', () => {
  it('is backed up while it is served and messages arrive, and each backup is whole', async () => {
    let sent = 0;
    const sending = (async () => {
      for (; sent < 30; sent += 1) await post(sent);
    })();
    const made: Printed[] = [];
    while (sent < 30) made.push(await backup('busy'));
    await sending;
    made.push(await backup('busy'));
    const positions = made.map((one) => summary(one).regions[0]?.position ?? 0);
    expect(positions.toSorted((a, b) => a - b)).toEqual(positions);
    done(await command('backup', 'verify', dir('busy'), '--deep'));
    done(await restore('busy', 'from busy'));
    const again = done(await command('backup', dir('again'), '--data-dir', dir('from busy'), '--json'));
    expect(summary(again).regions).toEqual(summary(made.at(-1) ?? again).regions);
    expect((await command('bill', ...month, '--data-dir', dir('from busy'), '--json')).code).toBe(0);
  });

  it('is still served after a backup beside it', async () => {
    await backup('beside');
    expect((await fetch(`${address}/v1/regions`)).status).toBe(200);
    expect((await post(40)).status).toBeLessThan(300);
  });

  it('is restored into a folder that has only the key', async () => {
    await backup('for key');
    const into = dir('with key');
    chmodSync(join(original, 'vault.key'), 0o600);
    cpSync(join(original, 'vault.key'), join(into, 'vault.key'), { recursive: true });
    done(await command('restore', dir('for key'), '--data-dir', into));
    expect(done(await command('keys', 'check', '--data-dir', into)).lines.at(-1)).toMatch(/everything decrypts/);
  });
});

describe('an erased youth', () => {
  it('stays erased in a restored ledger, also from a backup of before the erasure', async () => {
    await backup('before');
    cpSync(dir('before'), dir('old copy'), { recursive: true });
    const [found] = await asked(
      original,
      `SELECT youth FROM placements.identity i WHERE region = 'zhz' AND NOT EXISTS (
         SELECT FROM log.event WHERE type = 'placements.assignment-decided.v1' AND data LIKE '%' || i.youth || '%')`,
    );
    const youth = String(found?.['youth']);
    const erased = await fetch(`${address}/v1/regions/${story.region}/youths/${youth}/erasure`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{"ground":"request"}',
    });
    expect(erased.status).toBeLessThan(300);
    await backup('before');
    const rest = `SELECT youth FROM placements.identity WHERE youth = '${youth}'
      UNION SELECT youth FROM placements.youth_key WHERE youth = '${youth}'
      UNION SELECT youth FROM finance.youth_key WHERE youth = '${youth}'`;
    const into = async (name: string, folder: string, ...argv: string[]): Promise<unknown> => {
      const { lines } = done(await restore(name, folder, ...argv));
      expect(lines).toContain('1 erased youth stays erased: their keys were destroyed again');
      const child = startChild(['serve', '--no-login', '--port', '0', '--data-dir', dir(folder)]);
      await child.address;
      const rows = await asked(dir(folder), rest);
      child.kill('SIGTERM');
      await child.ended;
      return rows;
    };
    expect(await into('before', 'after erasure')).toEqual([]);
    expect(await into('before', 'earlier moment', '--up-to', `${story.region}:14`)).toEqual([]);
    expect(await into('old copy', 'from old copy', '--erased', dir('before'))).toEqual([]);
  });

  it('is not asked of a backup of another ledger', async () => {
    copyFileSync(dir('contracts.yaml'), dir('other.yaml'));
    await prepareDataFolder(dir('other'));
    done(await command('import', dir('other.yaml'), '--data-dir', dir('other')));
    done(await command('backup', dir('of other'), '--data-dir', dir('other')));
    await backup('mine');
    const { code, errors } = await restore('mine', 'nowhere', '--erased', dir('of other'));
    expect([code, errors]).toEqual([1, expect.stringMatching(/contains a backup of another ledger/)]);
  });
});
