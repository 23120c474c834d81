import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { localActor } from '@regieboek/access';
import {
  AppModule,
  audited,
  filesToImport,
  importInOrder,
  ledgerAs,
  openResources,
  readSettings,
} from '@regieboek/app';
import { PostgresEventLog } from '@regieboek/eventing';
import { createApplication, MemoryAuditLog, type Resources } from '@regieboek/platform';
import { largeRegion } from './large-region.ts';
import { median, secondsOf } from './measurement.ts';

/** Seconds of one request: medians of both sides, and the median of the ratios of rounds measured one after the other. */
export interface Cost {
  readonly own: number;
  readonly other: number;
  readonly ratio: number;
}

/** Requests that are measured. */
export type Request = 'bill' | 'statement' | 'declaration' | 'message' | 'folder';

/** Size and place of the measurement; `server` is the administrator's address. */
export interface CostOptions {
  readonly server: string;
  readonly folder: string;
  readonly lines: number;
}

/** Requests of one kind in one measurement: one alone is too short to measure. */
const REQUESTS = 20;

/** Rounds that count: an odd number, and enough that one slow round of a busy machine says nothing. */
const ROUNDS = 15;
const MUNICIPALITY = '0505';

/** First number of the messages in files, after those of single requests. */
const FIRST_FILE = 10_000;

/**
 * A database without row-level security and without stored audit: the administrator runs the queries, and audit entries stay in
 * memory.
 */
const without = (url: string, dataDir: string): Partial<Resources> => {
  const pool = new pg.Pool({ connectionString: url, max: 20 });
  return { pool, log: new PostgresEventLog(pool), database: url, audit: new MemoryAuditLog(), ...{ dataDir } };
};

async function opened(url: string, { folder, isBare }: { readonly folder: string; readonly isBare: boolean }) {
  const resources = await openResources(
    readSettings({ DATABASE_URL: url, REGIEBOEK_VAULT_KEY: '17'.repeat(32) }, { dataDir: folder }),
  );
  const used = isBare ? { ...resources, ...without(url, folder) } : resources;
  const application = await createApplication(AppModule.with(used));
  await application.init();
  const server = application.getHttpAdapter().getInstance();
  await server.ready();
  const ask = async (method: 'GET' | 'POST', path: string, body?: { readonly type: string; readonly text: string }) => {
    const sent = body ? { payload: body.text, headers: { 'content-type': body.type } } : {};
    const response = await server.inject({ method, url: path, ...sent });
    if (response.statusCode !== 200) throw new Error(`${path}: ${response.statusCode} ${response.body.slice(0, 300)}`);
  };
  const close = async (): Promise<void> => {
    await application.close();
    if (isBare) await used.pool.end();
    await resources.close();
  };
  return { resources: used, ledger: ledgerAs(application, localActor), ask, close };
}

async function databaseNamed(server: string, name: string): Promise<string> {
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`);
  await client.end();
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

type Opened = Awaited<ReturnType<typeof opened>>;

/** The requests of both sides, measured in turn, each first as often as the other; the first round does not count. */
async function inTurn(
  sides: readonly [Opened, Opened],
  requests: number,
  work: (side: Opened, round: number) => Promise<void>,
): Promise<Cost> {
  const own: number[] = [];
  const other: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const seconds = [0, 0];
    for (const side of round % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const))
      seconds[side] = (await secondsOf(() => work(sides[side], round))) / requests;
    if (round === 0) continue;
    own.push(seconds[0] ?? 0);
    other.push(seconds[1] ?? 0);
  }
  return {
    own: median(own),
    other: median(other),
    ratio: median(own.map((value, round) => value / (other[round] ?? 0))),
  };
}

const repeated = (path: string) => async (side: Opened) => {
  for (let count = 0; count < REQUESTS; count += 1) await side.ask('GET', path);
};

/** Files of a round, which belong to as many youths. */
const FILES = 200;

/** Imports a folder of messages as one command, which has one entry in the audit log. */
async function importFolder({ resources, ledger }: Opened, folder: string): Promise<void> {
  const files = await filesToImport([folder]);
  const { audit, cipher } = resources;
  const command = { action: 'import-messages', region: undefined, options: {} } as const;
  const results = await audited({ audit, cipher, log: audit }, { command, seen: new Map() }, async () =>
    importInOrder(ledger, files),
  );
  if ('failure' in results || results.results.length !== FILES) throw new Error('not all files were imported');
}

function foldersOf(root: string, textOf: (number: number) => string): readonly string[] {
  return Array.from({ length: ROUNDS + 1 }, (_, round) => {
    const folder = join(root, `round ${round}`);
    mkdirSync(folder, { recursive: true });
    for (let file = 0; file < FILES; file += 1)
      writeFileSync(join(folder, `${file}.xml`), textOf(round * FILES + file));
    return folder;
  });
}

/** The same requests with isolation and audit log, and without: two databases of one server, measured in turn. */
export async function costOf({ server, folder, lines }: CostOptions): Promise<Record<Request, Cost>> {
  const region = largeRegion(lines, ROUNDS + 1);
  const sides = [
    await opened(await databaseNamed(server, 'own'), { folder: join(folder, 'own'), isBare: false }),
    await opened(await databaseNamed(server, 'other'), { folder: join(folder, 'other'), isBare: true }),
  ] as const;
  try {
    for (const side of sides) await region.prepare(side);
    const declarations = [...region.declarations.entries()].map(([, text]) => text);
    const declaration = await inTurn(sides, 1, async ({ ask }, round) =>
      ask('POST', '/v1/declarations', { type: 'application/xml', text: declarations[round] ?? '' }),
    );
    const message = await inTurn(sides, REQUESTS, async ({ ask }, round) => {
      for (let count = 0; count < REQUESTS; count += 1)
        await ask('POST', '/v1/messages', {
          type: 'application/xml',
          text: region.assignment(round * REQUESTS + count),
        });
    });
    const folders = foldersOf(join(folder, 'files'), (number) => region.assignment(FIRST_FILE + number));
    const imported = await inTurn(sides, FILES, (side, round) => importFolder(side, folders[round] ?? ''));
    const run = `/v1/regions/${region.region}/billing-runs/2024-03`;
    const bill = await inTurn(sides, REQUESTS, repeated(run));
    const statement = await inTurn(sides, REQUESTS, repeated(`${run}/statements/${MUNICIPALITY}`));
    return { bill, statement, declaration, message, folder: imported };
  } finally {
    for (const side of sides) await side.close();
  }
}
