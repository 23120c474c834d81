import { setTimeout as sleep } from 'node:timers/promises';
import { backoff } from '../retry.js';
import type { EventLog, Recorded } from '../event-log.js';
import { cloudEventOf } from './cloud-event.js';
import type { Feed, OutgoingRecord } from './feed.js';
import { partitionOf } from './partition.js';

/** Position of a relay in a region. */
export interface RelayState {
  /** Position in the region up to which everything was sent. */
  readonly position: number;
  /** Id of the event at that position: distinguishes one log from another. */
  readonly eventId: string | null;
  /** Position of the last record sent to each partition, 0 when there is none. */
  readonly sent: readonly number[];
}

/** Durable store of a relay's position. */
export interface RelayStore {
  load(topic: string, region: string): Promise<RelayState | undefined>;
  save(topic: string, region: string, state: RelayState): Promise<void>;
}

/** Route of a relay: the events of one context, to one topic. */
export interface RelayRoute {
  /** First part of the event type: `contracts`, `placements`, `finance`. */
  readonly context: string;
  readonly topic: string;
  readonly partitions: number;
  /** URN of the sender; see `cloudEventOf`. */
  readonly source?: string;
}

/** Status of a relay in a region. */
export interface RelayStatus {
  readonly region: string;
  /** Position sent, and the head of the log when it was last looked at. */
  readonly position: number;
  readonly head: number;
  /** Reason why it waits or has stopped; null while it runs. */
  readonly problem: string | null;
  /** True when it cannot recover without an operator. */
  readonly isStopped: boolean;
}

/** The log is not the one that the relay sent from, or the topic has changed; continuing would mix two histories. */
export class RelayStopped extends Error {
  override readonly name = 'RelayStopped';
}

/** Maximum number of events sent at once. */
const BATCH = 2_000;
const REGIONS_EVERY_MS = 1_000;
/** Events of other contexts move the position too; without events to send, the position is saved this often. */
const SAVE_EVERY_MS = 1_000;
const BACKOFF_MS = { first: 50, last: 5_000 };

/** Waits until the time has passed or the signal aborts. */
const pause = (milliseconds: number, signal: AbortSignal): Promise<void> =>
  sleep(milliseconds, undefined, { signal }).catch(() => undefined);

interface Region {
  readonly name: string;
  state: RelayState;
  head: number;
  savedAt: number;
  saving: Promise<void>;
  problem: string | null;
  isStopped: boolean;
}

/**
 * Sends the events of one context from the log to a topic: every event at least once, in log order, each naming the record before
 * it. Its position is saved after the feed accepted the records, so after a crash the same records may be sent again; consumers
 * recognise them by position.
 */
export class Relay {
  readonly #regions = new Map<string, Region>();

  constructor(
    private readonly log: EventLog,
    private readonly feed: Feed,
    private readonly store: RelayStore,
    private readonly route: RelayRoute,
  ) {}

  /** Relays all regions, including later ones, until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const running: Promise<void>[] = [];
    while (!signal.aborted) {
      for (const name of await this.#regionsOfLog()) {
        if (this.#regions.has(name)) continue;
        const region = {
          name,
          state: this.#nothingSent(),
          head: 0,
          savedAt: 0,
          problem: null,
          isStopped: false,
          saving: Promise.resolve(),
        };
        this.#regions.set(name, region);
        running.push(this.#relay(region, signal));
      }
      await pause(REGIONS_EVERY_MS, signal);
    }
    await Promise.all(running);
  }

  /** Status by region. */
  status(): RelayStatus[] {
    return [...this.#regions.values()].map(({ name, state, head, problem, isStopped }) => ({
      region: name,
      position: state.position,
      head: Math.max(head, state.position),
      problem,
      isStopped,
    }));
  }

  #nothingSent(): RelayState {
    return { position: 0, eventId: null, sent: Array.from({ length: this.route.partitions }, () => 0) };
  }

  /** When the log does not answer, it is polled again a little later. */
  async #regionsOfLog(): Promise<readonly string[]> {
    return this.log.regions().catch(() => []);
  }

  /** Relays one region, restarting after failures, until the signal aborts or the relay must stop. */
  async #relay(region: Region, signal: AbortSignal): Promise<void> {
    let tried = 1;
    while (!signal.aborted && !region.isStopped) {
      const before = region.state.position;
      try {
        await this.#resume(region);
        await this.#follow(region, signal);
      } catch (error) {
        if (signal.aborted) return;
        region.isStopped = error instanceof RelayStopped;
        region.problem = error instanceof Error ? error.message : String(error);
      }
      tried = region.state.position > before ? 1 : tried + 1;
      await pause(backoff(BACKOFF_MS.first, tried, BACKOFF_MS.last), signal);
    }
  }

  async #resume(region: Region): Promise<void> {
    const { topic, partitions } = this.route;
    const found = await this.feed.prepare(topic, partitions);
    if (found !== partitions) {
      throw new RelayStopped(
        `Topic ${topic} has ${found} partitions, not ${partitions}: set the number of partitions to ${found}; a change would break the order of streams.`,
      );
    }
    region.state = (await this.store.load(topic, region.name)) ?? this.#nothingSent();
    region.saving = Promise.resolve();
    await this.#checkLog(region);
  }

  /** Throws RelayStopped unless the log has, at the position that was sent, the event that was sent. */
  async #checkLog({ name, state: { position, eventId } }: Region): Promise<void> {
    if (position === 0) return;
    for await (const [event] of this.log.readRegion(name, { after: position - 1, upTo: position, batchSize: 1 })) {
      if (event?.id === eventId) return;
    }
    throw new RelayStopped(
      `Region ${name} was sent up to position ${position}, but the log has a different event or none there: it is not the log that was sent. Restore the matching log, or create new topics.`,
    );
  }

  /** Reads ahead while the previous batch is being sent. A failure to send ends it at once, because the log may stay silent. */
  async #follow(region: Region, signal: AbortSignal): Promise<void> {
    let batch: Recorded[] = [];
    let sending: Promise<void> = Promise.resolve();
    const failed = new AbortController();
    const fail = () => failed.abort();
    const either = AbortSignal.any([signal, failed.signal]);
    try {
      for await (const item of this.log.follow(region.name, region.state.position, { signal: either })) {
        if ('caughtUp' in item) region.head = item.position;
        else batch.push(item);
        if (batch.length === 0 || (batch.length < BATCH && !('caughtUp' in item))) continue;
        await sending;
        sending = this.#send(region, batch);
        sending.catch(fail);
        batch = [];
      }
    } finally {
      await sending;
      await region.saving;
    }
  }

  async #send(region: Region, batch: readonly Recorded[]): Promise<void> {
    const { context, topic, partitions, source } = this.route;
    const sent = [...region.state.sent];
    const records: OutgoingRecord[] = [];
    for (const event of batch) {
      if (!event.type.startsWith(`${context}.`)) continue;
      const partition = partitionOf(event.stream, partitions);
      const previous = sent[partition] ?? 0;
      const place = { region: event.region, position: event.position, previous };
      records.push({ partition, key: event.stream, place, value: cloudEventOf(event, previous, source) });
      sent[partition] = event.position;
    }
    if (records.length > 0) await this.feed.send(topic, records);
    const last = batch.at(-1);
    if (!last) return;
    region.state = { position: last.position, eventId: last.id, sent };
    region.problem = null;
    if (records.length === 0 && performance.now() - region.savedAt < SAVE_EVERY_MS) return;
    await region.saving;
    region.saving = this.#save(region);
    // A failure is reported at the next save.
    region.saving.catch(() => undefined);
  }

  /** Saves the position while more is being sent; if the save is lost, the same records are sent again. */
  async #save(region: Region): Promise<void> {
    await this.store.save(this.route.topic, region.name, region.state);
    region.savedAt = performance.now();
  }
}
