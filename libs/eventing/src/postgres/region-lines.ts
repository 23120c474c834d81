import { GapInLog, type EventSpan } from '../event-log.js';
import type { PostgresClient } from './postgres-client.js';
import { linesStatement } from './rows.js';

/** Lines of one COPY: about these many bytes. */
const COPY_BYTES = 8_388_608;

/** A COPY that gets larger is broken off: its spans are not given. */
const COPY_BYTES_MAX = 67_108_864;

/** Most spans of a COPY; the first COPY has one. */
const COPY_SPANS_MAX = 32;

/** Size of the first block; later ones get that of the block before, and an eighth. */
const FIRST_BYTES = 262_144;

/** Lines of spans as they arrive: a block a span. */
class SpanBlocks {
  readonly blocks: Buffer[] = [];
  readonly #spans: readonly EventSpan[];
  #block = Buffer.allocUnsafe(FIRST_BYTES);
  #length = 0;
  #rows = 0;
  #bytes = 0;

  constructor(spans: readonly EventSpan[]) {
    this.#spans = spans;
  }

  /** Adds a line; false when there are too many bytes. */
  add(bytes: Buffer, from: number, to: number): boolean {
    this.#reserve(to - from);
    this.#block.set(bytes.subarray(from, to), this.#length);
    this.#length += to - from;
    this.#bytes += to - from;
    this.#rows += 1;
    const span = this.#spans[this.blocks.length];
    if (span && this.#rows === span.upTo - span.after) this.#end();
    return this.#bytes <= COPY_BYTES_MAX;
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#block.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#length + bytes, this.#block.length * 2));
    larger.set(this.#block.subarray(0, this.#length));
    this.#block = larger;
  }

  #end(): void {
    this.blocks.push(this.#block.subarray(0, this.#length));
    this.#block = Buffer.allocUnsafe(Math.ceil((this.#length * 9) / 8));
    this.#length = 0;
    this.#rows = 0;
  }

  get bytes(): number {
    return this.#bytes;
  }
}

interface Copied {
  readonly spans: readonly EventSpan[];
  readonly bytes: number;
  /** A block for each span; null when they are too large. */
  readonly blocks: readonly Buffer[] | null;
}

async function copied(client: PostgresClient, region: string, spans: readonly EventSpan[]): Promise<Copied> {
  const [after, upTo] = [spans[0]?.after ?? 0, spans.at(-1)?.upTo ?? 0];
  const into = new SpanBlocks(spans);
  const statement = linesStatement(client.quoted(region), after, upTo);
  const isWhole = await client.copy(statement, (bytes, from, to) => into.add(bytes, from, to));
  if (!isWhole) return { spans, bytes: into.bytes, blocks: null };
  const missing = spans[into.blocks.length];
  if (missing) throw new GapInLog(`Region ${region}`, missing.after + 1, upTo + 1);
  return { spans, bytes: into.bytes, blocks: into.blocks };
}

/** Lines of adjacent spans of a region, by successive COPY statements, of which one runs ahead of the reader. */
export async function* linesIn(
  client: PostgresClient,
  region: string,
  spans: readonly EventSpan[],
): AsyncGenerator<Uint8Array> {
  let next = 0;
  let size = 1;
  const ahead = (): Promise<Copied> | undefined => {
    const group = spans.slice(next, next + size);
    next += group.length;
    if (group.length === 0) return undefined;
    const running = copied(client, region, group);
    // A reader that stops early never awaits this; its error must not become an unhandled rejection.
    running.catch(() => undefined);
    return running;
  };
  for (let running = ahead(); running;) {
    const { blocks, bytes, spans: of } = await running;
    if (!blocks) return;
    const perSpan = bytes / of.length;
    size = Math.min(COPY_SPANS_MAX, Math.max(1, Math.floor(COPY_BYTES / Math.max(1, perSpan))));
    running = ahead();
    yield* blocks;
  }
}
