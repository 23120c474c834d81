import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { withRetry } from '../../retry.js';
import type { RetryPolicy } from '../../retry.js';
import type { EventStoreClient, ProposedEvent, StoredEvent } from '../event-store-client.js';
import { isUnanswered } from '../failures.js';
import type { RegionReader } from '../region-reader.js';
import { dataOf, partIn } from './part.js';
import type { Part, PartData } from './part.js';
import { isOfLog } from './proof.js';
import { RECENT, RegionIndex } from './region-index.js';

/** Dependencies of an index record. */
export interface RecordOptions {
  readonly client: EventStoreClient;
  readonly stream: string;
  readonly reader: RegionReader;
  readonly retry: RetryPolicy;
}

/** A part of the record with the digest that chains it to the previous part. */
interface Chained {
  readonly part: Part;
  readonly digest: string;
}

const PAGE = 32;
/** Maximum number of parts waiting to be written; a reader that makes more has to wait. */
const QUEUE_MAX = 4;
/** Number of times to look for the unseen event because of which the server refuses a part. */
const LOOKS_MAX = 20;
const TYPE = 'index-part';

const metadata = new TextEncoder().encode('{}');

/** Digest of a part and all before it. */
function chain(before: string, { after, upTo, atMs, lastId, keys, revisions, streams }: PartData): string {
  const hash = createHash('sha256').update([before, after, upTo, atMs, lastId, ''].join(' '));
  return hash.update(keys).update(' ').update(revisions).update(' ').update(streams).digest('base64');
}

/** The part in an event if its digest continues the chain; otherwise undefined. */
function chainedIn({ type, data }: StoredEvent, before: string): Chained | undefined {
  const part = type === TYPE ? partIn(data) : undefined;
  if (!part) return undefined;
  const said = data as PartData & { readonly digest?: unknown };
  const digest = chain(part.after === 0 ? '' : before, said);
  return digest === said.digest ? { part, digest } : undefined;
}

/**
 * The recorded index of a region: a stream beside the region's own, with immutable parts of some thousand events each, chained by
 * digests. It is used only when it agrees with the events, and rebuilt otherwise; losing it loses nothing.
 */
export class IndexRecord {
  readonly #options: RecordOptions;
  readonly #queue: Part[] = [];
  /** Last revision of the stream, as far as this process knows; undefined when it has to be read. */
  #revision: number | undefined;
  #digest = '';
  /** Number of times that the refusing event was looked for and not found. */
  #looked = 0;
  /** Position up to which parts are written or being written. */
  #offered = 0;
  #writing: Promise<void> | undefined;
  /** The existing record is unusable; new parts are written after it, from the start. */
  #isAnew = false;
  #isOff = false;

  constructor(options: RecordOptions) {
    this.#options = options;
  }

  /** The recorded and verified part of the region's index; empty when there is no record, or the region is too small. */
  async load(head: number): Promise<RegionIndex> {
    const { reader, retry, client, stream } = this.#options;
    const empty = new RegionIndex(reader.region);
    if (head < RECENT) return empty;
    const read = (from: number) =>
      withRetry(retry, isUnanswered, () => client.read(stream, { from, countMax: PAGE })).then((page) => page ?? []);
    const index = await this.#build(read).catch((error: unknown) => {
      if (isUnanswered(error)) throw error;
      this.#isOff = true;
      return empty;
    });
    if (index.head > 0 && (await isOfLog(index, reader, head))) {
      this.#offered = index.head;
      return index;
    }
    if (this.#revision !== undefined) this.distrust();
    return empty;
  }

  /** Discards a record that does not agree with the events; it is rebuilt with the index. */
  distrust(): void {
    [this.#isAnew, this.#digest, this.#offered] = [true, '', 0];
  }

  /** Records the growth of the index once it fills a part. Resolves when few enough parts are being written. */
  async keep(index: RegionIndex): Promise<void> {
    if (this.#isOff || index.head - this.#offered < RECENT) return;
    const part = index.part(this.#offered);
    if (!part) {
      // Another process recorded further, or recording failed: the process that opens the region next reads that stretch and
      // records it.
      this.#isOff = true;
      return;
    }
    this.#offered = part.upTo;
    this.#queue.push(part);
    this.#writing ??= this.#write().finally(() => (this.#writing = undefined));
    if (this.#queue.length > QUEUE_MAX) await this.#writing;
  }

  /** Resolves when no part is being written. */
  async idle(): Promise<void> {
    await this.#writing;
  }

  async #build(read: (from: number) => Promise<readonly StoredEvent[]>): Promise<RegionIndex> {
    let index: RegionIndex | undefined = new RegionIndex(this.#options.reader.region);
    let next = read(0);
    for (;;) {
      const page = await next;
      const last = page.at(-1);
      if (last) this.#revision = last.revision;
      // Fetches the next page while this one is processed.
      if (last && page.length === PAGE) next = read(last.revision + 1);
      for (const event of page) {
        const chained = chainedIn(event, this.#digest);
        if (chained?.part.after === 0) index = new RegionIndex(this.#options.reader.region);
        if (!chained || !index?.takePart(chained.part)) index = undefined;
        else this.#digest = chained.digest;
      }
      if (page.length < PAGE) return index ?? new RegionIndex(this.#options.reader.region);
    }
  }

  async #write(): Promise<void> {
    try {
      for (let part = this.#queue[0]; part; part = this.#queue[0]) {
        if (this.#revision === undefined) await this.#look();
        else if (await this.#append(part, this.#revision)) this.#queue.shift();
        else await this.#look();
      }
    } catch {
      // The unrecorded rest is read when the region is opened next.
      this.#queue.length = 0;
      this.#isOff = true;
    }
  }

  async #append(part: Part, revision: number): Promise<boolean> {
    const { client, stream, retry } = this.#options;
    const data = dataOf(part);
    const digest = chain(part.after === 0 ? '' : this.#digest, data);
    const event: ProposedEvent = { id: randomUUID(), type: TYPE, data: { ...data, digest }, metadata };
    if ((await withRetry(retry, isUnanswered, () => client.append(stream, revision, [event]))) !== 'written')
      return false;
    if (this.#isAnew) await this.#forgetBefore(revision + 1);
    this.#isAnew = false;
    this.#looked = 0;
    this.#revision = revision + 1;
    this.#digest = digest;
    return true;
  }

  /** Another process has written to the record: continue after its parts. */
  async #look(): Promise<void> {
    const { client, stream, retry } = this.#options;
    const [last] =
      (await withRetry(retry, isUnanswered, () => client.read(stream, { from: 'end', countMax: 1 }))) ?? [];
    // Refused because of a part that cannot be read yet, or never will be.
    if ((last?.revision ?? -1) === this.#revision) {
      this.#looked += 1;
      if (this.#looked > LOOKS_MAX) throw new Error('The index record accepts no part, and shows none.');
      await delay(retry.backoffMs);
    } else this.#revision = last?.revision ?? -1;
    if (!last || this.#isAnew) return;
    const part = partIn(last.data);
    const digest: unknown = Reflect.get(Object(last.data) as object, 'digest');
    this.#queue.length = 0;
    if (part && typeof digest === 'string') [this.#offered, this.#digest] = [part.upTo, digest];
    else this.#isOff = true;
  }

  /** Hides parts that are no longer used. */
  async #forgetBefore(revision: number): Promise<void> {
    const { client, stream } = this.#options;
    const event = { id: randomUUID(), type: '$metadata', data: { $tb: revision }, metadata };
    await client.append(`$$${stream}`, 'any', [event]).catch(() => undefined);
  }
}
