/** One data folder, many processes: commands beside a server, beside each other, and what remains when one of them is killed. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareDataFolder } from '@regieboek/embedded-postgres/testing';
import { openDatabase } from '@regieboek/platform';
import { startChild, type Child } from './child.js';
import { command } from './printed.js';
import * as story from './story.js';

const root = mkdtempSync(join(tmpdir(), 'regieboek hands '));
// The account of the database comes through.
chmodSync(root, 0o711);
const data = join(root, 'data');
const files = join(root, 'files');
const month = ['--region', story.region, '--period', story.month, '--data-dir', data];
const running: Child[] = [];

async function serve(): Promise<{ readonly child: Child; readonly address: string }> {
  const child = startChild(['serve', '--port', '0', '--data-dir', data]);
  running.push(child);
  return { child, address: await child.address };
}

/** Milliseconds in which a process ends after a signal. */
async function stopped(child: Child, signal: NodeJS.Signals): Promise<number> {
  const began = performance.now();
  child.kill(signal);
  await child.ended;
  return performance.now() - began;
}

/** Bill of the month, without the times that differ between runs. */
const billBy = async (...rest: string[]) => (await command('bill', ...month, '--json', ...rest)).json;

beforeAll(async () => {
  mkdirSync(files);
  for (const [name, content] of Object.entries(story.files())) writeFileSync(join(files, name), content);
  await prepareDataFolder(data);
});
afterEach(async () => {
  for (const child of running.splice(0)) await stopped(child, 'SIGKILL');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('commands beside a server', () => {
  it('import, bill, check and back up the ledger that it serves, and both give the same figures', async () => {
    const { child, address } = await serve();
    const imported = await command('import', files, '--data-dir', data);
    expect([imported.code, imported.errors]).toEqual([0, '']);
    const served = await fetch(`${address}/v1/regions/${story.region}/billing-runs/${story.month}`);
    const { digest } = (await served.json()) as { digest: string };
    expect(await billBy()).toEqual([expect.objectContaining({ digest })]);
    expect((await command('check', '--deep', '--data-dir', data)).code).toBe(0);
    expect((await command('backup', join(root, 'backup'), '--data-dir', data)).code).toBe(0);
    expect((await command('import', files, '--data-dir', data)).code).toBe(0);
    expect(await stopped(child, 'SIGTERM')).toBeLessThan(10_000);
    expect((await child.ended).code).toBe(0);
    expect(await billBy()).toEqual([expect.objectContaining({ digest })]);
    expect(readdirSync(join(data, 'journal')).filter((name) => name.startsWith('apart-'))).toEqual([]);
  });

  it('are refused when they need the folder alone, with the process that has it', async () => {
    const { child } = await serve();
    const alone = [
      ['keys', 'rotate', '--data-dir', data],
      ['upgrade', '--data-dir', data],
      ['remove', '--data-dir', data, '--yes'],
      ['restore', join(root, 'backup'), '--data-dir', data],
      ['serve', '--port', '0', '--data-dir', data],
    ];
    for (const given of alone)
      expect(await command(...given)).toMatchObject({
        code: 1,
        errors: expect.stringContaining(`in use by Regieboek process ${child.pid}`),
      });
  });

  it('are told what happened and what to do when the server stops within its ten seconds', async () => {
    const { child } = await serve();
    const guest = await openDatabase({ dataDir: data });
    expect(await guest.lost()).toBeUndefined();
    expect(await stopped(child, 'SIGTERM')).toBeLessThan(10_000);
    const lost = await guest.lost();
    expect(lost?.message).toContain(`process ${child.pid}, which ran the database of`);
    expect(lost?.message).toContain('run the command again');
    expect(lost?.inDutch).toContain('geef de opdracht opnieuw');
    await guest.close();
  });
});

describe('commands beside each other', () => {
  it('all succeed, whichever of them runs the database', async () => {
    const given = ['bill', ...month, '--json'];
    const children = [1, 2, 3].map(() => startChild(given));
    const ended = await Promise.all(children.map((child) => child.ended));
    expect(ended.map(({ code, errors }) => [code, errors])).toEqual([1, 2, 3].map(() => [0, '']));
    const digests = ended.map(({ output }) => (JSON.parse(output) as { digest: string }).digest);
    expect(new Set(digests).size).toBe(1);
  });

  it('are awaited by a server that starts', async () => {
    const owner = await openDatabase({ dataDir: data });
    const server = serve();
    await new Promise((done) => setTimeout(done, 500));
    await owner.close();
    expect((await fetch(`${(await server).address}/health/ready`)).status).toBe(200);
  });
});

describe('a process that is killed', () => {
  it('leaves a folder that the next command opens, when it ran the database', async () => {
    const before = await billBy();
    const { child } = await serve();
    const guest = await openDatabase({ dataDir: data });
    await stopped(child, 'SIGKILL');
    expect(await billBy()).toEqual(before);
    expect((await guest.lost())?.message).toContain(`process ${child.pid}`);
    await guest.close();
  });

  it('does not keep the server from stopping, when it was a guest', async () => {
    const { child } = await serve();
    const guest = startChild(['import', files, '--data-dir', data]);
    await new Promise((done) => setTimeout(done, 1_500));
    guest.kill('SIGKILL');
    await guest.ended;
    expect(await stopped(child, 'SIGTERM')).toBeLessThan(10_000);
    expect((await command('check', '--deep', '--data-dir', data)).code).toBe(0);
  });
});
