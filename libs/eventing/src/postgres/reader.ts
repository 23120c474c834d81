import type { Recorded } from '../event-log.js';
import type { CopiedEvent } from './copied-event.js';
import { CopiedRegion } from './copied-region.js';
import type { PostgresClient, Reach, Row, Statement } from './postgres-client.js';
import { gap, headStatement, pageStatement, readPage } from './rows.js';
import type { Numbering, Page } from './rows.js';
import { withRetry } from './transient.js';
import type { Range } from '../region-range.js';
import type { RetryPolicy } from '../retry.js';

/** From this many events on, COPY is faster than pages; for fewer, pages save a round trip. */
export const COPY_FROM = 10_000;

/** Reads runs of events from PostgreSQL, repeating a query when the connection fails. */
export class Reader {
  readonly #client: PostgresClient;
  readonly #retry: RetryPolicy;
  readonly #checkOpen: () => void;

  constructor(client: PostgresClient, retry: RetryPolicy, checkOpen: () => void) {
    this.#client = client;
    this.#retry = retry;
    this.#checkOpen = checkOpen;
  }

  /** The rows of a query that only reads. Rejects with LogClosed, also when the log is closed between two tries. */
  query(statement: Statement, reach: Reach): Promise<readonly Row[]> {
    return withRetry(this.#retry, async () => {
      this.#checkOpen();
      return this.#client.query(statement, reach);
    });
  }

  /** The last number; `none` when there are no events. */
  async head(numbering: Numbering, none: number): Promise<number> {
    return Number((await this.query(headStatement(numbering), numbering.region))[0]?.[0] ?? none);
  }

  /**
   * Pages in order up to `upTo` or the end, whichever comes first, with one page fetched ahead. Throws GapInLog where a number is
   * missing.
   */
  async *pages(numbering: Numbering, { after, upTo, rows }: Range): AsyncGenerator<readonly Recorded[]> {
    const fetch = (from: number) => this.#page(numbering, from, Math.min(from + rows, upTo));
    let next = after < upTo ? fetch(after) : undefined;
    while (next) {
      const { events, head }: Page = await next;
      const last = events.at(-1);
      if (!last) return;
      const end = last[numbering.numbered];
      next = end < Math.min(head, upTo) ? fetch(end) : undefined;
      // A reader that stops early never awaits this page; its error must not become an unhandled rejection.
      next?.catch(() => undefined);
      yield events;
      this.#checkOpen();
    }
  }

  /**
   * A long part of a region by COPY, in batches of at most this many events; the next batch is received while the reader works.
   * All positions up to `upTo` must exist. Throws GapInLog where one is missing.
   */
  async *copied(region: string, range: Range): AsyncGenerator<readonly CopiedEvent[]> {
    const source = { client: this.#client, retry: this.#retry, checkOpen: this.#checkOpen };
    const copied = new CopiedRegion(source, region, range);
    try {
      for (let batch = await copied.next(); batch; batch = await copied.next()) {
        yield batch;
        this.#checkOpen();
      }
    } finally {
      copied.leave();
    }
  }

  /** A page, empty only at the end. Throws GapInLog when numbers are missing and later ones exist. */
  async #page(numbering: Numbering, after: number, upTo: number): Promise<Page> {
    const fetch = async () =>
      readPage(await this.query(pageStatement(numbering, after, upTo), numbering.region), numbering, after);
    const page = await fetch();
    if (page.events.length > 0) return page;
    const head = await this.head(numbering, after);
    if (head <= after) return page;
    const again = await fetch();
    if (again.events.length === 0) throw gap(numbering, after + 1, head);
    return again;
  }
}
