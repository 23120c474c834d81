import { randomUUID } from 'node:crypto';
import type { EventStoreClient, StoredEvent } from '../event-store-client.js';
import { KeptWatch } from './kept-watch.js';
import { Line } from './line.js';
import type { Known } from './line.js';
import { limit } from './messages.js';

/** Dependencies of the lines of a log. */
export interface LinesOptions {
  readonly prefix: string;
  readonly backoffMs: number;
  readonly timeoutMs: number;
  /** Another connection to the server. */
  readonly connect: () => EventStoreClient;
  /** Called when another process waits for a region. */
  readonly called: (region: string) => void;
}

/** Lines of one connection: each has a subscription, and a connection carries 100 calls with the requests. */
const LINES_PER_CONNECTION = 60;
/**
 * A process that has written no more than this keeps nobody waiting and need not listen. A hundred events count as ten writes.
 */
const WEIGHT_BEFORE_LISTENING = 50;
const WEIGHT_OF_EVENT = 0.1;
const CALL_AGAIN_MS = 250;

/** A connection and the number of lines on it. */
interface Connection {
  readonly client: EventStoreClient;
  lines: number;
}

const regionIn = ({ data }: StoredEvent, member: string): string | undefined => {
  if (typeof data !== 'object' || data === null) return undefined;
  const said: { region?: unknown; member?: unknown } = data;
  return typeof said.region === 'string' && said.member !== member ? said.region : undefined;
};

const metadata = new TextEncoder().encode('{}');

/**
 * The lines of a log, and the stream in which a process announces that it waits for a region. They use connections of their own,
 * opened on demand.
 */
export class Lines {
  readonly #options: LinesOptions;
  readonly #member = randomUUID();
  readonly #connections: Connection[] = [];
  readonly #calledAt = new Map<string, number>();
  #weight = 0;
  #isListening = false;
  /** True once the server was asked to delete old announcements. */
  #isLimited = false;
  #calls: KeptWatch | undefined;
  #isClosed = false;

  constructor(options: LinesOptions) {
    this.#options = options;
  }

  /** Counts a write of this many events. A process that writes a lot starts to listen for others. */
  wrote(events: number): void {
    this.#weight += 1 + events * WEIGHT_OF_EVENT;
    if (this.#weight < WEIGHT_BEFORE_LISTENING || this.#isListening || this.#isClosed) return;
    this.#isListening = true;
    void this.#listen().catch(() => {
      this.#weight = 0;
      this.#isListening = false;
    });
  }

  /** Announces to all writers of the region that this process waits for it. */
  call(region: string): void {
    const now = performance.now();
    if (this.#isClosed || now - (this.#calledAt.get(region) ?? -Infinity) < CALL_AGAIN_MS) return;
    this.#calledAt.set(region, now);
    const data = { region, member: this.#member };
    const event = { id: randomUUID(), type: 'region-called', data, metadata };
    const { client } = this.#connection();
    void client.append(this.#stream, 'any', [event]).catch(() => undefined);
    if (!this.#isLimited) void client.append(`$$${this.#stream}`, -1, [limit()]).catch(() => undefined);
    this.#isLimited = true;
  }

  /** Opens the line of a region. */
  async open(region: string, known: Known): Promise<{ line: Line; close: () => Promise<void> }> {
    const { prefix, backoffMs, timeoutMs } = this.#options;
    const connection = this.#connection();
    connection.lines += 1;
    const { client } = connection;
    try {
      const stream = `${prefix}.line-${region}`;
      const line = await Line.open({ client, stream, member: this.#member, known, backoffMs, timeoutMs });
      const close = async (): Promise<void> => {
        connection.lines -= 1;
        await line.close();
      };
      return { line, close };
    } catch (error) {
      connection.lines -= 1;
      throw error;
    }
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#calls?.stop();
    await Promise.all(this.#connections.map(({ client }) => client.end()));
  }

  get #stream(): string {
    return `${this.#options.prefix}.calls`;
  }

  #connection(): Connection {
    const free = this.#connections.find(({ lines }) => lines < LINES_PER_CONNECTION);
    if (free) return free;
    const made = { client: this.#options.connect(), lines: 0 };
    this.#connections.push(made);
    return made;
  }

  async #listen(): Promise<void> {
    const { client } = this.#connection();
    const [last] = (await client.read(this.#stream, { from: 'end', countMax: 1 })) ?? [];
    if (this.#isClosed) return;
    this.#calls = new KeptWatch({
      client,
      stream: this.#stream,
      after: last?.revision ?? -1,
      backoffMs: this.#options.backoffMs,
      hear: (event) => {
        const region = regionIn(event, this.#member);
        if (region !== undefined) this.#options.called(region);
      },
    });
  }
}
