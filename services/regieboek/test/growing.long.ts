/** Every command of docs/growing.md, as written and in order, on a PostgreSQL server and an EventStoreDB: `npm run test:long`. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startTestServer, type TestDatabase } from '@regieboek/embedded-postgres/testing';
import { startDouble, type Double } from './event-store-double.js';

const repository = join(import.meta.dirname, '..', '..', '..');
const page = readFileSync(join(repository, 'docs', 'growing.md'), 'utf8');

/** Blocks of commands and of SQL, in the order of the page. */
const blocks = [...page.matchAll(/^```(sh|sql)\n([^]*?)^```$/gm)].map(([, language = '', text = '']) => ({
  language,
  text,
}));

let folder: string;
let server: TestDatabase;
let double: Double;

/** A folder with a `npx` that runs the program of this repository. */
function pathWithProgram(): string {
  const bin = join(folder, 'bin');
  const program = join(repository, 'services', 'regieboek', 'bin', 'regieboek.mjs');
  mkdirSync(bin);
  writeFileSync(join(bin, 'npx'), `#!/bin/sh\nshift\nexec '${process.execPath}' '${program}' "$@"\n`, { mode: 0o755 });
  return `${bin}:${process.env['PATH'] ?? ''}`;
}

async function administer(text: string): Promise<void> {
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  try {
    for (const statement of text.split(/;\n/).filter((one) => one.trim() !== '')) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** Runs the commands of all blocks in one shell; those of SQL run first, which do not depend on them. */
async function runPage(): Promise<{ code: unknown; output: string }> {
  for (const { text } of blocks.filter(({ language }) => language === 'sql')) await administer(text);
  const { host } = new URL(server.url);
  const env = {
    ...{ PATH: pathWithProgram(), HOME: process.env['HOME'] ?? '', REGIEBOEK_LANG: 'en' },
    ...{ POSTGRES: `postgres://ledger:choose-one@${host}`, EVENTSTORE: double.url },
  };
  const script = blocks.flatMap(({ language, text }) => (language === 'sh' ? [text] : [])).join('\n');
  const child = spawn('bash', ['-e'], { cwd: join(folder, 'work'), env });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (output += part.toString()));
  child.stdin.end(script);
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, output };
}

beforeAll(async () => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'regieboek growing ')));
  // The account of the database comes through.
  chmodSync(folder, 0o711);
  mkdirSync(join(folder, 'work'), { mode: 0o711 });
  [server, double] = await Promise.all([startTestServer(), startDouble()]);
});
afterAll(async () => {
  double.stop();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('docs/growing.md', () => {
  it('moves a ledger to PostgreSQL, to EventStoreDB and back, with the same answers everywhere', async () => {
    const { code, output } = await runPage();
    expect([code, code === 0 ? '' : output]).toEqual([0, '']);
    const work = join(folder, 'work');
    expect(readdirSync(join(work, 'answers')).sort()).toEqual(['back', 'eventstore', 'folder', 'old', 'postgres']);
    expect(readFileSync(join(work, 'answers', 'eventstore', 'digests.txt'), 'utf8')).toMatch(
      /^event log +zhz +\d+ +in order +[0-9a-f]{64}$/m,
    );
    expect(readFileSync(join(work, 'answers', 'back', 'verify.txt'), 'utf8')).toMatch(/1 sealed month holds/);
    expect(output).toMatch(/removed the ledger of \S.*trial\/data/);
  });
});
