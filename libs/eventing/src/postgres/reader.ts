import type { Recorded } from '../event-log.js';
import { CopiedRows } from './copied-rows.js';
import type { Copied, PostgresClient, Row, Statement } from './postgres-client.js';
import { byPosition, checkOrder, copyStatement, gap, headStatement, pageStatement, readPage } from './rows.js';
import type { Numbering, Page } from './rows.js';
import { withRetry } from './transient.js';
import type { RetryPolicy } from '../retry.js';

/** Numbers in (`after`, `upTo`], at most `rows` of them a page. */
export interface Range {
  readonly after: number;
  readonly upTo: number;
  readonly rows: number;
}

/** Events from which on COPY is faster than pages, which need no round trip more for few. */
export const COPY_FROM = 10_000;

/** Events of the first COPY; later ones hold about as many bytes as this, and none more than the largest. */
const FIRST_COPY_ROWS = 4_000;
const [COPY_BYTES, COPY_BYTES_MAX] = [4_194_304, 16_777_216];

/** Events that a COPY asks for when they take so many bytes each. */
const copyRowsFor = (bytes: number): number => Math.min(20_000, Math.max(10, Math.floor(COPY_BYTES / bytes)));

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

  /** The rows of a query that only reads. */
  query(statement: Statement): Promise<readonly Row[]> {
    this.#checkOpen();
    return withRetry(this.#retry, () => this.#client.query(statement));
  }

  /** The last number there is; `none` when there is none. */
  async head(numbering: Numbering, none: number): Promise<number> {
    return Number((await this.query(headStatement(numbering)))[0]?.[0] ?? none);
  }

  /**
   * Pages in order up to `upTo` or the end, whichever comes first. The next one is fetched while the reader is busy with this one, and no more
   * than that. Throws GapInLog where a number is missing.
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
      // A reader that stops early never asks for this page; its error must not go unhandled then.
      next?.catch(() => undefined);
      yield events;
      this.#checkOpen();
    }
  }

  /**
   * A long part of a region in batches of so many events, by COPY: several batches a statement, the next one fetched while the reader is busy with
   * this one. All positions up to `upTo` must be there. `take` gives the next events of what was copied. Throws GapInLog where one is missing.
   */
  async *copied<Event extends Pick<Recorded, 'position' | 'revision'>>(
    region: string,
    { after, upTo, rows }: Range,
    take: (copied: CopiedRows, count: number) => readonly Event[],
  ): AsyncGenerator<readonly Event[]> {
    const numbering = byPosition(region);
    let [from, size] = [after, FIRST_COPY_ROWS];
    const fetch = () => this.#copy(region, from, Math.min(from + size, upTo));
    if (after >= upTo) return;
    let fetched = fetch();
    while (from < upTo) {
      const [begin, end] = [from, Math.min(from + size, upTo)];
      const { bytes, isWhole } = await fetched;
      const copied = new CopiedRows(bytes, region);
      if (isWhole && end < upTo) {
        [from, size] = [end, copyRowsFor(bytes.length / (end - begin))];
        fetched = fetch();
        from = begin;
      }
      for (let events = take(copied, rows); events.length > 0; events = take(copied, rows)) {
        checkOrder(events, numbering, from);
        from += events.length;
        yield events;
        this.#checkOpen();
      }
      if (isWhole && from < end) throw gap(numbering, from + 1, Math.min(end + 1, upTo));
      if (isWhole || from >= upTo) continue;
      size = copyRowsFor(bytes.length / (from - begin + 1));
      fetched = fetch();
    }
  }

  #copy(region: string, after: number, upTo: number): Promise<Copied> {
    this.#checkOpen();
    const text = copyStatement(this.#client.quoted(region), after, upTo);
    const copied = withRetry(this.#retry, () => this.#client.copy(text, COPY_BYTES_MAX));
    // A reader that stops early never asks for it; its error must not go unhandled then.
    copied.catch(() => undefined);
    return copied;
  }

  /** A page, empty only at the end: numbers that are there, but not in a range before them, are a gap. */
  async #page(numbering: Numbering, after: number, upTo: number): Promise<Page> {
    const fetch = async () => readPage(await this.query(pageStatement(numbering, after, upTo)), numbering, after);
    const page = await fetch();
    if (page.events.length > 0) return page;
    const head = await this.head(numbering, after);
    if (head <= after) return page;
    const again = await fetch();
    if (again.events.length === 0) throw gap(numbering, after + 1, head);
    return again;
  }
}
