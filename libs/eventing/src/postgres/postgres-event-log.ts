import { readFileSync } from 'node:fs';
import type { Pool } from 'pg';
import { readClock } from '../clock.js';
import type { Clock } from '../clock.js';
import { GapInLog, LogClosed } from '../event-log.js';
import type { Appended, CaughtUp, EventLog, ExpectedRevision, NewEvent, Recorded, RegionRange } from '../event-log.js';
import { checkRegion, checkStream } from '../names.js';
import { prepareAppend } from '../prepare-append.js';
import { batchSizeOf, BATCH_SIZE, checkPosition } from '../region-range.js';
import { Appender } from './appender.js';
import { postgresClient } from './postgres-client.js';
import type { PostgresClient, Statement } from './postgres-client.js';
import { readPage, regionPage, streamPage } from './rows.js';
import type { Page } from './rows.js';
import { Tail } from './tail.js';
import { defaultRetry, withRetry } from './transient.js';
import type { RetryPolicy } from './transient.js';

/** Variation points of the adapter; each has a default fit for production. */
export interface PostgresEventLogOptions {
  /** Fixes the recorded times; by default the server's clock, one for all processes. */
  readonly now?: Clock;
  readonly retry?: Partial<RetryPolicy>;
  /** How often a follower looks by itself, should notifications be lost. */
  readonly pollMs?: number;
}

interface Numbering {
  readonly place: string;
  readonly numbered: 'position' | 'revision';
  readonly after: number;
}

/**
 * The event log in PostgreSQL 15 or later, in the schema `log`. Appends to a region take its lock, so positions become visible in order and
 * without gaps, and a reader that has seen position n will never find a smaller one it has not seen.
 */
export class PostgresEventLog implements EventLog {
  readonly #client: PostgresClient;
  readonly #appender: Appender;
  readonly #tail: Tail;
  readonly #retry: RetryPolicy;
  readonly #now: Clock | undefined;
  readonly #pollMs: number;
  #closed = false;

  /** `source` is a connection string, or a pool that stays its owner's to end. */
  constructor(source: string | Pool, { now, retry, pollMs = 1_000 }: PostgresEventLogOptions = {}) {
    this.#retry = { ...defaultRetry, ...retry };
    this.#client = postgresClient(source, this.#retry.timeoutMs);
    this.#tail = new Tail(this.#client);
    this.#appender = new Appender(this.#client, this.#retry, (region) => this.#tail.announce(region));
    this.#now = now;
    this.#pollMs = pollMs;
  }

  /** Makes the tables and functions that are missing; harmless at any time, also in several processes at once. */
  async migrate(): Promise<void> {
    this.#checkOpen();
    await this.#client.run(readFileSync(new URL('./schema.sql', import.meta.url), 'utf8'));
  }

  async append(
    stream: string,
    expected: ExpectedRevision,
    events: readonly NewEvent[],
    meta?: Readonly<Record<string, string>>,
  ): Promise<Appended> {
    this.#checkOpen();
    const prepared = prepareAppend(stream, expected, events, meta);
    return this.#appender.append(prepared, this.#now ? readClock(this.#now) : null);
  }

  async *read(stream: string): AsyncGenerator<Recorded> {
    this.#checkOpen();
    checkStream(stream);
    const numbering: Numbering = { place: `Stream ${stream}`, numbered: 'revision', after: -1 };
    const pages = this.#pages(numbering, (after) => streamPage(stream, after, BATCH_SIZE), BATCH_SIZE);
    for await (const page of pages) yield* page;
  }

  async *readRegion(region: string, options: RegionRange = {}): AsyncGenerator<readonly Recorded[]> {
    this.#checkOpen();
    checkRegion(region);
    const batchSize = batchSizeOf(options);
    const after = checkPosition(options.after ?? 0);
    const upTo = Math.min(checkPosition(options.upTo ?? Number.MAX_SAFE_INTEGER), await this.head(region));
    yield* this.#regionPages({ region, after, upTo, batchSize });
  }

  #regionPages({ region, after, upTo, batchSize }: { region: string } & Required<RegionRange>) {
    const numbering: Numbering = { place: `Region ${region}`, numbered: 'position', after };
    return this.#pages(numbering, (from) => regionPage(region, from, upTo, batchSize), batchSize);
  }

  /** Pages in order; the next one is fetched while the reader is busy with this one, and no more than that. */
  async *#pages(numbering: Numbering, statementAfter: (after: number) => Statement, rows: number) {
    let { after } = numbering;
    const fetch = async (from: number): Promise<Page> => {
      this.#checkOpen();
      const found = await withRetry(this.#retry, () => this.#client.query(statementAfter(from)));
      return readPage(found, rows, { ...numbering, after: from });
    };
    let next: Promise<Page> | undefined = fetch(after);
    while (next) {
      const page: Page = await next;
      const last = page.events.at(-1);
      if (!last) return;
      after = last[numbering.numbered];
      next = page.mayHaveMore ? fetch(after) : undefined;
      // A reader that stops early never asks for this page; its error must not go unhandled then.
      next?.catch(() => undefined);
      yield page.events;
      this.#checkOpen();
    }
  }

  async *follow(
    region: string,
    after: number,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): AsyncGenerator<Recorded | CaughtUp> {
    this.#checkOpen();
    checkRegion(region);
    let position = checkPosition(after);
    await this.#checkReached(region, position);
    let caughtUpAt = -1;
    while (!signal?.aborted) {
      await this.#tail.listen();
      const { slept, rise } = this.#tail.sleep(region, signal, this.#pollMs);
      try {
        const range = { region, after: position, upTo: Number.MAX_SAFE_INTEGER, batchSize: BATCH_SIZE };
        for await (const page of this.#regionPages(range))
          for (const event of page) {
            if (signal?.aborted) return;
            position = event.position;
            yield event;
          }
        if (caughtUpAt !== position && !signal?.aborted) yield { caughtUp: true, position };
        caughtUpAt = position;
        await slept;
        this.#checkOpen();
      } finally {
        rise();
      }
    }
  }

  /** A reader further than the log has followed another log, or this one before it was restored from a backup. */
  async #checkReached(region: string, position: number): Promise<void> {
    const head = await this.head(region);
    if (position > head) throw new GapInLog(`Region ${region}`, position + 1, head + 1);
  }

  async head(region: string): Promise<number> {
    this.#checkOpen();
    checkRegion(region);
    const text = 'select position from log.event where region = $1 order by position desc limit 1';
    const rows = await withRetry(this.#retry, () => this.#client.query({ text, values: [region] }));
    return Number(rows[0]?.[0] ?? 0);
  }

  async regions(): Promise<string[]> {
    this.#checkOpen();
    const text = `with recursive found as (
        select min(region) as region from log.event
        union all
        select (select min(e.region) from log.event e where e.region > found.region) from found where found.region is not null
      ) select region from found where region is not null`;
    const rows = await withRetry(this.#retry, () => this.#client.query({ text }));
    return rows.map(([region]) => region ?? '');
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#appender.idle();
    await this.#tail.close();
    await this.#client.end();
  }

  #checkOpen(): void {
    if (this.#closed) throw new LogClosed();
  }
}
