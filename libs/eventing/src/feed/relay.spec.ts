import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { waitFor } from '../../conformance/waiting.js';
import { eventId } from '../event-id.js';
import { MemoryEventLog } from '../memory-event-log.js';
import type { CaughtUp, Recorded } from '../event-log.js';
import { FeedUnavailable, type FeedBatch, type OutgoingRecord } from './feed.js';
import { MemoryFeed } from './memory-feed.js';
import { Relay, type RelayState, type RelayStore } from './relay.js';

/** A feed whose broker is down for some sends. */
class AwayForAWhile extends MemoryFeed {
  readonly asked: number[] = [];
  failures = 0;

  override async send(topic: string, records: readonly OutgoingRecord[]): Promise<void> {
    this.asked.push(records.length);
    if (this.failures-- > 0) throw new FeedUnavailable('sending', new Error('no broker'));
    await super.send(topic, records);
  }
}

/** A store whose database is down for some saves. */
class UnsavedForAWhile implements RelayStore {
  saved: RelayState | undefined;
  failures = 0;
  load = () => Promise.resolve(this.saved);
  save = async (_topic: string, _region: string, state: RelayState): Promise<void> => {
    await Promise.resolve();
    if (this.failures-- > 0) throw new Error('no database');
    this.saved = state;
  };
}

/** A log whose follower first reports that it has caught up, then returns some events and then fails: only events count. */
class SaysTooMuch extends MemoryEventLog {
  breaks = 0;

  override async *follow(
    region: string,
    after: number,
    options?: { readonly signal?: AbortSignal },
  ): AsyncGenerator<Recorded | CaughtUp> {
    const end = await this.head(region);
    yield { caughtUp: true, position: end };
    let handed = 0;
    for await (const item of super.follow(region, after, options)) {
      yield item;
      if ('caughtUp' in item || ++handed < 2 || this.breaks-- <= 0) continue;
      yield { caughtUp: true, position: end };
      throw new Error('the connection is lost');
    }
  }
}

describe('a relay', () => {
  const route = { context: 'notes', topic: 'notes', partitions: 1 };
  let log: MemoryEventLog;
  let feed: AwayForAWhile;
  let store: UnsavedForAWhile;
  let ending: AbortController;
  let running: Promise<void>;
  let relay: Relay;

  const note = (n: number) =>
    log.append(`zhz.note-${n}`, 'none', [{ id: eventId('relay', n), type: 'notes.said.v1', data: { n } }]);

  beforeEach(() => {
    [log, feed, store, ending] = [
      new MemoryEventLog(),
      new AwayForAWhile(),
      new UnsavedForAWhile(),
      new AbortController(),
    ];
    relay = new Relay(log, feed, store, route);
  });
  afterEach(async () => {
    ending.abort();
    await running;
  });

  it('retries records that the broker did not accept, without waiting for new events', async () => {
    feed.failures = 2;
    await note(1);
    running = relay.run(ending.signal);
    await waitFor(() => relay.status().some(({ position, problem }) => position === 1 && problem === null));
    expect(feed.asked).toEqual([1, 1, 1]);
    expect(await feed.ends('notes')).toEqual([{ first: 0, next: 1 }]);
  });

  it('(l) reports the last event it received, whatever position the log reports', async () => {
    log = new SaysTooMuch();
    Object.assign(log, { breaks: 3 });
    for (let n = 1; n <= 9; n += 1) await note(n);
    running = new Relay(log, feed, store, route).run(ending.signal);
    await waitFor(() => store.saved?.position === 9);
    const sent: number[] = [];
    const remember = {
      resume: () => Promise.resolve(0),
      take: (batch: FeedBatch) =>
        Promise.resolve(void sent.push(...batch.records.map(({ place }) => place?.position ?? 0))),
    };
    const consuming = feed.consume({ group: 'all', topics: ['notes'] }, remember, ending.signal);
    await waitFor(() => sent.length === 9);
    ending.abort();
    await consuming;
    expect(sent).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('continues after it could not save its position, and saves it later', async () => {
    store.failures = 1;
    await note(1);
    running = relay.run(ending.signal);
    await waitFor(() => feed.asked.length === 1);
    await note(2);
    await waitFor(() => store.saved?.position === 2);
    const asked = feed.asked.length;
    await note(3);
    await waitFor(() => store.saved?.position === 3);
    expect(feed.asked.slice(asked)).toEqual([1]);
  });
});
