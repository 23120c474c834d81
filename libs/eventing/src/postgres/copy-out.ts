import type { Duplex } from 'node:stream';

/** Receives a row of a COPY as a range of bytes, which must not be changed. Return false to break the COPY off. */
export type TakeRow = (bytes: Buffer, from: number, to: number) => boolean;

/** A protocol message begins with its kind and its length; the length includes itself but not the kind. */
const [KIND_BYTES, HEAD_BYTES] = [1, 5];
const [ROW, DONE, FAILED] = [0x64, 0x63, 0x45];

/**
 * Messages before or among rows that do not affect them: completion of an earlier statement, start of the COPY, notice,
 * notification, parameter.
 */
const aside: ReadonlySet<number> = new Set([0x43, 0x48, 0x4e, 0x41, 0x53]);

/** Interface that pg expects of a statement. */
interface Connection {
  readonly stream: Duplex;
  query(text: string): void;
}

type Hear = (chunk: Buffer) => void;

/**
 * A COPY … TO STDOUT in the form in which pg accepts statements; settings may precede it. While it runs, it reads from the
 * connection itself, because pg creates an object for every row: here a row is a range of the received bytes, and only a row
 * that arrives in several parts is copied.
 */
export class CopyOut {
  readonly #text: string;
  readonly #take: TakeRow;
  readonly #heard: () => void;
  readonly #ended = Promise.withResolvers<boolean>();
  /**
   * Called when the COPY has ended. pg replaces it with the callback that clears its own timer, which would otherwise keep the
   * process alive.
   */
  callback: (error: unknown) => void = () => undefined;
  #isOver = false;
  /** Returns the connection to pg, with the bytes that pg has not received yet. */
  #giveBack: (unheard: readonly Buffer[]) => void = () => undefined;
  /** A message of which only the first part has arrived: its header, then its body. */
  #part: Buffer<ArrayBufferLike> = Buffer.alloc(HEAD_BYTES);
  #partBytes = 0;

  /** `heard` is called whenever bytes arrive. */
  constructor(text: string, take: TakeRow, heard: () => void) {
    this.#text = text;
    this.#take = take;
    this.#heard = heard;
  }

  /** Resolves when the connection is ready for the next statement: true, or false when the COPY was broken off. */
  get ended(): Promise<boolean> {
    return this.#ended.promise;
  }

  /** Sends the statement; pg calls this. */
  submit(connection: Connection): void {
    const { stream } = connection;
    const hear: Hear = (chunk) => this.#hear(chunk);
    const others = stream.listeners('data') as Hear[];
    stream.on('data', hear);
    for (const other of others) stream.off('data', other);
    this.#giveBack = (unheard) => {
      for (const other of others) stream.on('data', other);
      stream.off('data', hear);
      for (const bytes of unheard) for (const other of others) other(bytes);
    };
    connection.query(this.#text);
  }

  /** Called by pg when the connection broke, or the server refused. */
  handleError(error: unknown): void {
    this.#isOver = true;
    this.#ended.reject(error);
    this.callback(error);
  }

  /** Called by pg when the statement is done. */
  handleCommandComplete(): void {
    this.#isOver = true;
  }

  /** Called by pg when the next statement may be sent. */
  handleReadyForQuery(): void {
    this.#ended.resolve(true);
    this.callback(null);
  }

  #hear(chunk: Buffer): void {
    if (this.#isOver) return;
    this.#heard();
    try {
      this.#split(chunk);
    } catch (error) {
      this.handleError(error);
    }
  }

  #split(chunk: Buffer): void {
    let at = this.#partBytes > 0 ? this.#complete(chunk) : 0;
    while (!this.#isOver && at + HEAD_BYTES <= chunk.length) {
      const end = at + sizeAt(chunk, at);
      if (end > chunk.length) break;
      if (!this.#message(chunk, at, end)) this.#giveBack([chunk.subarray(at)]);
      at = end;
    }
    if (!this.#isOver && at < chunk.length) this.#keep(chunk, at);
  }

  /** Processes a message; false when it ends the rows and must be passed to pg. */
  #message(bytes: Buffer, from: number, to: number): boolean {
    const kind = bytes[from] ?? 0;
    if (kind === ROW) {
      if (this.#take(bytes, from + HEAD_BYTES, to)) return true;
      this.#isOver = true;
      this.#ended.resolve(false);
      this.callback(null);
    } else if (kind === DONE || kind === FAILED) {
      this.#isOver = true;
      return false;
    } else if (!aside.has(kind)) throw new Error(`Connection terminated: message ${kind} within a COPY`);
    return true;
  }

  /** Keeps the first part of a message. */
  #keep(chunk: Buffer, at: number): void {
    const size = chunk.length - at < HEAD_BYTES ? HEAD_BYTES : sizeAt(chunk, at);
    this.#part = Buffer.allocUnsafeSlow(size);
    this.#partBytes = chunk.copy(this.#part, 0, at);
  }

  /** Adds to a partial message; returns the offset after its end, or the end of the received bytes. */
  #complete(chunk: Buffer): number {
    let at = this.#fill(chunk, 0);
    if (this.#partBytes === HEAD_BYTES && this.#part.length === HEAD_BYTES) {
      const whole = Buffer.allocUnsafeSlow(sizeAt(this.#part, 0));
      this.#part.copy(whole);
      this.#part = whole;
      at += this.#fill(chunk, at);
    }
    if (this.#partBytes < this.#part.length || this.#partBytes < HEAD_BYTES) return chunk.length;
    const message = this.#part;
    this.#partBytes = 0;
    if (!this.#message(message, 0, message.length)) this.#giveBack([message, chunk.subarray(at)]);
    return at;
  }

  #fill(chunk: Buffer, at: number): number {
    const filled = chunk.copy(this.#part, this.#partBytes, at);
    this.#partBytes += filled;
    return filled;
  }
}

/** Size of a message in bytes, header included. */
function sizeAt(bytes: Buffer, at: number): number {
  const size = KIND_BYTES + bytes.readInt32BE(at + KIND_BYTES);
  if (size >= HEAD_BYTES) return size;
  throw new Error(`Connection terminated: a message of ${size} bytes within a COPY`);
}
