import { withDeadline } from '../../retry.js';
import type { EventStoreClient, StoredEvent } from '../event-store-client.js';
import type { Part } from '../index-record/part.js';
import { KeptWatch } from './kept-watch.js';
import { eventOf, limit, messageIn } from './messages.js';
import type { Message } from './messages.js';
import { Patience } from './patience.js';
import { Queue } from './queue.js';
import type { Place } from './queue.js';
import { Share } from './share.js';

/** State of the region that this process shares with the others. */
export interface Known {
  head(): number;
  /** Streams of the events after a position; undefined when not in memory. */
  part(after: number): Part | undefined;
  take(part: Part): void;
}

/** The line of a region and this member's name in it. */
export interface LineOptions {
  readonly client: EventStoreClient;
  readonly stream: string;
  readonly member: string;
  readonly known: Known;
  readonly backoffMs: number;
  /** Time limit for writing a message. */
  readonly timeoutMs: number;
}

/** A turn that begins or continues; `head` is the head of the region if the previous member reported it. */
export interface Turn {
  readonly head: number | undefined;
}

/** Number of messages read back to reconstruct the line: every live member sends one in each round. */
const TAIL = 64;
/** After this much silence of all members the line is unusable. */
const USELESS_MS = 1_500;
/** Time to keep a turn without anything to write: while others wait, and while none do. */
const LINGER_MS = 3;
const LINGER_ALONE_MS = 100;
const TICK_MS = 20;
/** Time limit for a member to see its own place. */
const PLACING_MS = 500;

/**
 * The waiting line of the writers of one region, kept in a stream beside it. The first in line writes for a while, then passes
 * its turn to the next by name together with what it wrote, so that the next need not read. Correctness never depends on being
 * first: each write names its expected revision.
 */
export class Line {
  readonly #options: LineOptions;
  readonly #queue = new Queue();
  readonly #patience = new Patience();
  readonly #share: Share;
  #watch: KeptWatch | undefined;
  #risers: (() => void)[] = [];
  #handed: number | undefined;
  #heardAt = performance.now();
  #placedAt = -Infinity;
  #passed = -1;
  #begun = -1;
  #isBusy = false;
  /** True when this member cannot join: it hears others, but they do not hear it. */
  #isMute = false;
  #linger: NodeJS.Timeout | undefined;

  private constructor(options: LineOptions) {
    this.#options = options;
    this.#share = new Share(options.member);
  }

  /** Starts listening from the most recent messages; a ticket issued later is therefore always seen. */
  static async open(options: LineOptions): Promise<Line> {
    const line = new Line(options);
    const { client, stream, backoffMs } = options;
    const said = (await client.read(stream, { from: 'end', countMax: TAIL })) ?? [];
    for (const event of said.toReversed()) line.#take(event);
    void line.#limit();
    const after = said[0]?.revision ?? -1;
    line.#watch = new KeptWatch({ client, stream, after, backoffMs, hear: (event) => line.#take(event) });
    return line;
  }

  /** Milliseconds since the last message of any member. */
  get quietMs(): number {
    return performance.now() - this.#heardAt;
  }

  /** Resolves when this member is first, or when the line is empty; rejects when the line is unusable. */
  async turn(mustStand: boolean): Promise<Turn> {
    this.#isBusy = true;
    clearTimeout(this.#linger);
    for (let waitedMs = 0; ;) {
      const { first } = this.#queue;
      if (!first && !mustStand) return { head: undefined };
      if (first && this.#isMine(first)) return this.#begin(first);
      if (!this.#queue.of(this.#options.member)) this.#stand();
      if (this.#isMute) throw new Error('The queue accepts no message.');
      const since = performance.now();
      const isHeard = await this.#change();
      waitedMs = isHeard ? 0 : waitedMs + TICK_MS;
      if (waitedMs > USELESS_MS) throw new Error('The queue does not respond.');
      // Also while other members are heard: the first in line may have ended.
      this.#doubt(isHeard ? Math.min(TICK_MS, performance.now() - since) : TICK_MS);
    }
  }

  /** Call just before writing this many appends after a position. */
  writing(after: number, appends: number): void {
    this.#share.writing(after, appends);
  }

  /** Call after writing: passes the turn on when the share is used up or there is soon nothing left to write. */
  rest(): void {
    this.#isBusy = false;
    const { first } = this.#queue;
    if (!first || !this.#isMine(first)) return;
    if (this.#share.isUsedUp(this.#queue)) this.#pass(first, true);
    else this.#armLinger();
  }

  /** Leaves the line, whatever its place. */
  async close(): Promise<void> {
    clearTimeout(this.#linger);
    // Messages heard before the end do not restart the pause.
    this.#isBusy = true;
    const place = this.#queue.of(this.#options.member);
    if (place && place.ticket !== this.#passed) await this.#say(this.#passing(place, false)).catch(() => undefined);
    this.#watch?.stop();
    for (const rise of this.#risers.splice(0)) rise();
  }

  #isMine({ member, ticket }: Place): boolean {
    return member === this.#options.member && ticket !== this.#passed;
  }

  #begin({ ticket }: Place): Turn {
    if (ticket === this.#begun) return { head: undefined };
    this.#begun = ticket;
    this.#share.begin();
    return { head: this.#handed };
  }

  #take(event: StoredEvent): void {
    const message = messageIn(event);
    if (!message) return;
    const before = this.#queue.first?.ticket;
    const gone = message.kind === 'places-lost' ? this.#queue.owners(message.tickets) : [];
    this.#queue.take(message, event.revision);
    const isFirstNew = this.#queue.first?.ticket !== before;
    this.#heardAt = performance.now();
    this.#patience.heard(message, isFirstNew, gone);
    this.#share.heard(message);
    if (isFirstNew) this.#handed = message.kind === 'turn-passed' ? message.head : undefined;
    if (this.#watch) this.#act(message);
    for (const rise of this.#risers.splice(0)) rise();
    if (!this.#isBusy) this.#armLinger();
  }

  /** Earlier messages are only history: the region itself shows their effect, and they need no reply. */
  #act(message: Message): void {
    if (message.kind === 'turn-passed' && message.part) this.#options.known.take(message.part);
    if (message.kind === 'places-lost') this.#answer();
  }

  /** True when a message arrived, false when none did within a tick. */
  #change(): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), TICK_MS);
    this.#risers.push(() => {
      clearTimeout(timer);
      resolve(true);
    });
    return promise;
  }

  #stand(): void {
    const now = performance.now();
    if (now - this.#placedAt < PLACING_MS) return;
    this.#placedAt = now;
    void this.#say({ kind: 'place-taken', member: this.#options.member }).catch(() => {
      this.#isMute = true;
      for (const rise of this.#risers.splice(0)) rise();
    });
  }

  #answer(): void {
    const { member } = this.#options;
    if (this.#queue.of(member)) void this.#say({ kind: 'still-here', member }).catch(() => undefined);
  }

  #doubt(waitedMs: number): void {
    const lost = this.#patience.lost(this.#queue, this.#options.member, waitedMs);
    const tickets = lost.map(({ ticket }) => ticket);
    if (tickets.length > 0) void this.#say({ kind: 'places-lost', tickets }).catch(() => undefined);
  }

  #armLinger(): void {
    clearTimeout(this.#linger);
    const { first, length } = this.#queue;
    if (!first || !this.#isMine(first)) return;
    this.#linger = setTimeout(() => this.#pass(first, false), length > 1 ? LINGER_MS : LINGER_ALONE_MS);
  }

  #pass(place: Place, stays: boolean): void {
    this.#passed = place.ticket;
    void this.#say(this.#passing(place, stays)).catch(() => {
      this.#passed = -1;
    });
  }

  #passing({ ticket, member }: Place, stays: boolean): Message {
    const { known } = this.#options;
    const { after, appends } = this.#share;
    const part = after === undefined || ticket !== this.#begun ? undefined : known.part(after);
    return { kind: 'turn-passed', member, ticket, stays, appends, head: known.head(), part };
  }

  async #say(message: Message): Promise<void> {
    const { client, stream, timeoutMs } = this.#options;
    await withDeadline(timeoutMs, () => client.append(stream, 'any', [eventOf(message)]));
  }

  /** Lets the server delete old messages. Without the right to do so, more messages are left behind. */
  async #limit(): Promise<void> {
    const { client, stream } = this.#options;
    await client.append(`$$${stream}`, -1, [limit()]).catch(() => undefined);
  }
}
