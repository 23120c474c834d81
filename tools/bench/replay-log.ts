import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostgresEventLog } from '@regieboek/eventing';
import { replay } from '@regieboek/journal';
import { successorsOf } from '@regieboek/billing';
import { Journal } from '@regieboek/journal/segments';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { withDatabase } from './log.ts';
import { median, perSecond, secondsOf, type Measurement } from './measurement.ts';
import { REGION } from './replay-contracts.ts';
import { consumedByEmmett } from './replay-emmett.ts';
import { fill } from './replay-fill.ts';
import { proof } from './replay-proof.ts';

const EMMETT_EVENTS = 50_000;

/** The JSON of one in this many events is kept in memory for the parsing baseline; the sample covers all parts of the region. */
const PARSED_ONE_IN = 5;

const REPETITIONS = 3;

/** Median seconds of each function, measured alternately, after one warm-up round. */
async function inTurn(works: readonly (() => unknown)[]): Promise<number[]> {
  const times: number[][] = works.map(() => []);
  for (let turn = 0; turn <= REPETITIONS; turn += 1)
    for (const [index, work] of works.entries()) {
      const seconds = await secondsOf(work);
      if (turn > 0) times[index]?.push(seconds);
    }
  return times.map(median);
}

/** Copies all rows of the region through the bare client and discards the bytes. */
async function bareCopy(client: pg.Client): Promise<void> {
  const text = `copy (select position, revision, recorded_at_ms, id, stream, type, meta, data from log.event
    where region = '${REGION}' order by position) to stdout (format binary)`;
  let bytes = 0;
  for await (const chunk of client.query(copyTo(text)) as AsyncIterable<Buffer>) bytes += chunk.length;
  if (bytes === 0) throw new Error('the COPY gave nothing');
}

async function readAll(batches: AsyncIterable<readonly unknown[]>): Promise<void> {
  for await (const batch of batches) if (batch.length === 0) throw new Error('empty batch');
}

/** The JSON of a sample of events, from the first to the last. */
async function someTexts(log: PostgresEventLog): Promise<string[]> {
  const texts: string[] = [];
  for await (const batch of log.readEncoded(REGION))
    for (const { position, json } of batch)
      if (position % PARSED_ONE_IN === 0) texts.push(Buffer.from(json).toString());
  return texts;
}

function parseAll(texts: readonly string[]): void {
  for (const text of texts) if (JSON.parse(text) === null) throw new Error('an event without data');
}

/** Builds a journal in a new folder below another. */
async function built(log: PostgresEventLog, below: string): Promise<void> {
  const journal = new Journal({ successorsOf, dataDir: mkdtempSync(join(below, 'journal-')), log });
  await journal.catchUp(REGION);
  await journal.close();
}

/**
 * The events of the bench in PostgreSQL: reading them all as objects and as bytes, folding them as JSON, and building segments of them.
 * Baselines: the bare client, which discards the same rows, JSON.parse of a sample, and Emmett reading the first events on the same server.
 * Then seals a month, and proves it.
 */
export const readingOfLog = (count = 1_000_000): Promise<Measurement[]> =>
  withDatabase(async (url) => {
    const log = new PostgresEventLog(url);
    await log.migrate();
    const client = new pg.Client(url);
    await client.connect();
    const dataDir = mkdtempSync(join(tmpdir(), 'regieboek-replay-log-'));
    try {
      await fill(url, count);
      const texts = await someTexts(log);
      const seconds = await inTurn([
        () => parseAll(texts),
        () => bareCopy(client),
        () => readAll(log.readEncoded(REGION)),
        () => built(log, dataDir),
        () => readAll(log.readRegion(REGION)),
        () => replay(log, REGION),
      ]);
      const [inMemory = 1, ...passes] = seconds;
      const parsed = texts.length / inMemory;
      const [bare = 0, encoded = 0, segments = 0, objects = 0, folded = 0] = passes.map((one) => count / one);
      const emmett = await consumedByEmmett(url, Math.min(count, EMMETT_EVENTS));
      const copy = 'COPY of the same rows by pg-copy-streams, bytes thrown away';
      const rows: [string, { value: number; baseline: number }, string][] = [
        ['log in PostgreSQL read', { value: objects, baseline: emmett }, 'Emmett 0.42 consuming from the same server'],
        ['log in PostgreSQL read, data as bytes', { value: encoded, baseline: bare }, copy],
        ['segments built from PostgreSQL, fsync included', { value: segments, baseline: bare }, copy],
        [
          'the same',
          { value: segments, baseline: parsed },
          'JSON.parse of every fifth event in memory, and nothing else',
        ],
        ['log in PostgreSQL folded as JSON', { value: folded, baseline: objects }, 'reading the log in PostgreSQL'],
      ];
      const read = rows.map(([name, values, against]) => perSecond(name, 'events/s', values, against));
      return [...read, ...(await proof(log))];
    } finally {
      await client.end();
      await log.close();
      rmSync(dataDir, { recursive: true, force: true });
    }
  });

/** Only the proof of a sealed month over this many events of the bench in PostgreSQL. */
export const proofOfLog = (count: number): Promise<Measurement[]> =>
  withDatabase(async (url) => {
    const log = new PostgresEventLog(url);
    await log.migrate();
    try {
      await fill(url, count);
      return await proof(log);
    } finally {
      await log.close();
    }
  });
