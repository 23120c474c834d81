import type { Known, Line, Turn } from './line.js';
import type { Lines } from './lines.js';

/** A member leaves the line after this much silence. */
const QUIET_MS = 5_000;
const LOOK_MS = 1_000;

/**
 * The turns of this process in one region. It writes freely until it notices another process, by a conflict or an announcement;
 * then it queues until the line has been silent for a while.
 */
export class RegionLine {
  readonly #region: string;
  readonly #lines: Lines;
  readonly #known: Known;
  #line: Line | undefined;
  #opening: Promise<void> | undefined;
  #close: () => Promise<void> = () => Promise.resolve();
  #mustStand = false;
  #isClosed = false;
  #look: NodeJS.Timeout | undefined;

  constructor(region: string, lines: Lines, known: Known) {
    this.#region = region;
    this.#lines = lines;
    this.#known = known;
  }

  /**
   * Resolves when this process may write, with what the previous member passed on; resolves to undefined at once when there is no
   * other process. Never rejects.
   */
  turn(): Promise<Turn | undefined> | undefined {
    return this.#line || this.#opening ? this.#turn() : undefined;
  }

  /** Call just before writing this many appends with this many events after a position. */
  writing(after: number, appends: number, events: number): void {
    this.#lines.wrote(events);
    this.#line?.writing(after, appends);
  }

  /** Call after writing. */
  rest(): void {
    this.#line?.rest();
  }

  /** Another process wrote first: queue from now on, and announce it to processes that do not listen. */
  refused(): void {
    this.#mustStand = true;
    this.#lines.call(this.#region);
    this.called();
  }

  /** Another process waits for the region. */
  called(): void {
    if (this.#isClosed || this.#line || this.#opening) return;
    this.#opening = this.#open().finally(() => (this.#opening = undefined));
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#opening;
    await this.#leave();
  }

  async #turn(): Promise<Turn | undefined> {
    await this.#opening;
    try {
      return await this.#line?.turn(this.#mustStand);
    } catch {
      await this.#leave();
      return undefined;
    } finally {
      this.#mustStand = false;
    }
  }

  async #open(): Promise<void> {
    try {
      const { line, close } = await this.#lines.open(this.#region, this.#known);
      [this.#line, this.#close] = [line, close];
      this.#look = setInterval(() => {
        if (line.quietMs > QUIET_MS) void this.#leave();
      }, LOOK_MS);
    } catch {
      // Without a line the fastest writer wins; the next write reports any problem with the server.
    }
  }

  async #leave(): Promise<void> {
    if (!this.#line) return;
    this.#line = undefined;
    clearInterval(this.#look);
    await this.#close();
  }
}
