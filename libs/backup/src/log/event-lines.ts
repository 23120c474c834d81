import { hasControl, isoTime, type EncodedEvent, type Recorded } from '@regieboek/eventing';

/** Columns of a line before its JSON: position, revision, recorded milliseconds, id, stream and type; then meta and data as recorded JSON. */
const TEXT_COLUMNS = 6;
const [TAB, LF] = [0x09, 0x0a];

/** First size of a block, which grows when events are larger. */
const BLOCK_BYTES = 1_048_576;

const jsonOf = (event: Recorded | EncodedEvent): readonly [Uint8Array, Uint8Array] =>
  'json' in event
    ? [event.metaJson, event.json]
    : [Buffer.from(JSON.stringify(event.meta)), Buffer.from(JSON.stringify(event.data))];

/** Writes events as lines into blocks. */
export class EventLines {
  #block = Buffer.allocUnsafe(BLOCK_BYTES);
  #length = 0;

  /** Adds an event; false, and nothing is added, when its JSON contains a control character. */
  add(event: Recorded | EncodedEvent): boolean {
    const [meta, data] = jsonOf(event);
    if (hasControl(meta) || hasControl(data)) return false;
    const { position, revision, recordedAt, id, stream, type } = event;
    const head = `${position}\t${revision}\t${Date.parse(recordedAt)}\t${id}\t${stream}\t${type}\t`;
    this.#reserve(head.length * 3 + meta.length + data.length + 2);
    this.#length += this.#block.write(head, this.#length);
    this.#bytes(meta, TAB);
    this.#bytes(data, LF);
    return true;
  }

  #bytes(bytes: Uint8Array, end: number): void {
    this.#block.set(bytes, this.#length);
    this.#length += bytes.length;
    this.#block[this.#length] = end;
    this.#length += 1;
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#block.length) return;
    const larger = Buffer.allocUnsafe(Math.max(this.#length + bytes, this.#block.length * 2));
    larger.set(this.#block.subarray(0, this.#length));
    this.#block = larger;
  }

  /** The lines so far; the next ones go into a new block. */
  take(): Buffer {
    const taken = this.#block.subarray(0, this.#length);
    this.#block = Buffer.allocUnsafe(BLOCK_BYTES);
    this.#length = 0;
    return taken;
  }
}

/** Ends of the text columns of a line together, and of its meta; -1 where there is none. */
function endsIn(line: Buffer): readonly [number, number] {
  let columns = 0;
  for (let index = 0; index < line.length; index += 1) {
    if (line[index] !== TAB) continue;
    columns += 1;
    if (columns === TEXT_COLUMNS) return [index, line.indexOf(TAB, index + 1)];
  }
  return [-1, -1];
}

/** An event from a line. `null` when the line does not have the form of one. */
export function eventIn(line: Buffer): EncodedEvent | null {
  const [headEnd, metaEnd] = endsIn(line);
  if (headEnd < 0 || metaEnd < 0) return null;
  const [position, revision, milliseconds, id = '', stream = '', type = ''] = line
    .toString('utf8', 0, headEnd)
    .split('\t');
  const numbers = [Number(position), Number(revision), Number(milliseconds)] as const;
  if (!numbers.every(Number.isSafeInteger)) return null;
  return {
    ...{ position: numbers[0], revision: numbers[1], recordedAt: isoTime(numbers[2]), id, stream, type },
    metaJson: line.subarray(headEnd + 1, metaEnd),
    json: line.subarray(metaEnd + 1),
  };
}

/** The first line of a block of lines, without its line feed. */
export const firstLine = (block: Buffer): Buffer => block.subarray(0, block.indexOf(LF));

/** The last line of a block of lines, without its line feed. */
export const lastLine = (block: Buffer): Buffer =>
  block.subarray(block.lastIndexOf(LF, block.length - 2) + 1, block.length - 1);

/** The lines of a block, without their line feeds. */
export function linesIn(block: Buffer): Buffer[] {
  const lines: Buffer[] = [];
  let from = 0;
  for (let end = block.indexOf(LF); end >= 0; end = block.indexOf(LF, from)) {
    lines.push(block.subarray(from, end));
    from = end + 1;
  }
  return lines;
}

/** Lines of a text that arrives in chunks, without their line feeds. A rest without a line feed is given as the last line. */
export async function* linesOf(chunks: AsyncIterable<Buffer>): AsyncGenerator<readonly Buffer[]> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    const lines = linesIn(bytes);
    rest = bytes.subarray(bytes.lastIndexOf(LF) + 1);
    if (lines.length > 0) yield lines;
  }
  if (rest.length > 0) yield [rest];
}
