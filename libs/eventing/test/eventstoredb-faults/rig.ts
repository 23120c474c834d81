import { afterEach } from '@jest/globals';
import { EventStoreDbEventLog } from '../../src/eventstoredb/index.js';
import type { EventStoreDbEventLogOptions } from '../../src/eventstoredb/index.js';
import { Node } from '../eventstoredb-double/node.ts';
import { Store } from '../eventstoredb-double/store.ts';
import type { StoreOptions } from '../eventstoredb-double/store.ts';

/** Short enough to see several tries in a test. */
export const impatient = { attemptsMax: 5, timeoutMs: 150, backoffMs: 10 };

/** Servers and logs of a spec, ended after each test. */
export function rig() {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  return {
    async server(options: StoreOptions = {}): Promise<Node> {
      const node = await Node.start(new Store(options));
      ends.push(() => node.stop());
      return node;
    },
    log(node: Node, options: EventStoreDbEventLogOptions = {}): EventStoreDbEventLog {
      const log = new EventStoreDbEventLog(node.url, { retry: impatient, pollMs: 100, silenceMs: 200, ...options });
      ends.push(() => log.close());
      return log;
    },
  };
}

/** Stream in which the server keeps a region. */
export const serverStream = (region: string): string => `regieboek.region-${region}`;

/** Numbers from 0 that look like chance and are the same for a seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
