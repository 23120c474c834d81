import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { digestsOf, type EventLog, type EventSpan, type PostgresEventLog, type SpanDigest } from '@regieboek/eventing';
import { Books, Closing, PeriodRefused, SealProofs, ruleSets, type Proof } from '@regieboek/finance';
import { JournalReplays } from '@regieboek/replays';
import { fromDay, toDay } from '@regieboek/kernel';
import { perSecond, secondsOf, type Measurement } from './measurement.ts';
import { REGION } from './replay-contracts.ts';

const LEAF_EVENTS = 1_024;

/** Bytes hashed per event besides its texts: numbers, id, length and line feeds. */
const AROUND_BYTES = 47;

const leavesTo = (head: number): EventSpan[] =>
  Array.from({ length: Math.ceil(head / LEAF_EVENTS) }, (_, index) => ({
    after: index * LEAF_EVENTS,
    upTo: Math.min(head, (index + 1) * LEAF_EVENTS),
  }));

/** Number of bytes that are hashed for the events of the region. */
async function bytesOf(log: EventLog): Promise<number> {
  let bytes = 0;
  for await (const batch of log.readRegion(REGION))
    for (const { stream, type, meta, data } of batch)
      bytes += AROUND_BYTES + Buffer.byteLength(stream + type + JSON.stringify(meta) + JSON.stringify(data));
  return bytes;
}

/** Seconds of SHA-256 over this many bytes, on one core. */
function sha256Seconds(bytes: number): Promise<number> {
  const part = Buffer.alloc(16_777_216, 'regieboek');
  return secondsOf(() => {
    const hash = createHash('sha256');
    for (let left = bytes; left > 0; left -= part.length) hash.update(part.subarray(0, Math.min(left, part.length)));
    hash.digest();
  });
}

async function lastOf(digests: AsyncIterable<SpanDigest>): Promise<void> {
  let last = 0;
  for await (const { upTo } of digests) last = upTo;
  if (last === 0) throw new Error('nothing was hashed');
}

/** Seals the first month that has declarations; returns the seconds of the successful attempt. */
async function sealFirst(replays: JournalReplays): Promise<number> {
  const books = { of: () => Promise.resolve({ periods: [], payments: [], receipts: [], batches: [], received: [] }) };
  const closing = new Closing(replays, new Books(replays.source, books, ruleSets), () => fromDay(toDay('2099-01-01')));
  const [period] = await replays.source.declaredMonths({ region: REGION });
  if (period === undefined) throw new Error('the bench has no declarations: fill it with more events');
  const seal = (open: PeriodRefused['open']) => secondsOf(() => closing.seal({ region: REGION, period }, sealed(open)));
  return seal([]).catch((error: unknown) => {
    if (error instanceof PeriodRefused) return seal(error.open);
    throw error;
  });
}

const sealed = (open: PeriodRefused['open']) => ({
  by: 'bench',
  // The shortest valid reason: a large log has many open lines, and the waivers of a seal are limited in bytes.
  waivers: open.map(({ item }) => ({ item, reason: 'due' })),
});

async function provenIn(proving: SealProofs, fromScratch: boolean): Promise<number> {
  let proof: Proof | undefined;
  const seconds = await secondsOf(async () => {
    proof = await proving.proof(REGION, { fromScratch });
  });
  if (!proof?.periods[0]?.holds) throw new Error(`the month of the bench does not hold: ${JSON.stringify(proof)}`);
  return seconds;
}

/**
 * The proof of a sealed month over the events of the bench in PostgreSQL: the digests alone, computed by the server and by
 * the reader of its events; sealing; and the whole proof, with existing segments and from scratch. The baseline is SHA-256
 * of the same number of bytes in memory, on one core. Adds one event to the log, the seal.
 */
export async function proof(log: PostgresEventLog): Promise<Measurement[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'regieboek-replay-proof-'));
  const replays = new JournalReplays(log, dataDir);
  const proving = new SealProofs(replays, ruleSets);
  try {
    const head = await log.head(REGION);
    const bare = await sha256Seconds(await bytesOf(log));
    const row = (name: string, seconds: number) =>
      perSecond(name, 'events/s', { value: head / seconds, baseline: head / bare }, 'SHA-256 of as many bytes');
    await lastOf(log.digests(REGION, leavesTo(head)));
    const inServer = await secondsOf(() => lastOf(log.digests(REGION, leavesTo(head))));
    const here = await secondsOf(() => lastOf(digestsOf(log, REGION, leavesTo(head))));
    const sealing = await sealFirst(replays);
    return [
      row('log in PostgreSQL hashed by the server', inServer),
      row('log in PostgreSQL hashed by its reader', here),
      row('month sealed, segments there', sealing),
      row('sealed month proven, segments there', await provenIn(proving, false)),
      row('sealed month proven from scratch', await provenIn(proving, true)),
    ];
  } finally {
    await replays.onModuleDestroy();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
