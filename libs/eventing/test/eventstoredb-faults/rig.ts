import { afterEach } from '@jest/globals';
import { EventStoreDbEventLog } from '../../src/eventstoredb/index.js';
import type { EventStoreDbEventLogOptions } from '../../src/eventstoredb/index.js';
import { Cluster } from '../eventstoredb-double/cluster.ts';
import type { ClusterOptions } from '../eventstoredb-double/cluster.ts';
import { Node } from '../eventstoredb-double/node.ts';
import type { NodeOptions } from '../eventstoredb-double/node.ts';
import { Store } from '../eventstoredb-double/store.ts';
import type { StoreOptions } from '../eventstoredb-double/store.ts';

/** Long enough for an answer on a busy machine, short enough for faults to cost little time. */
const usual = { attemptsMax: 9, timeoutMs: 500, backoffMs: 10 };

/** For a test in which every try fails. */
export const impatient = { attemptsMax: 4, timeoutMs: 300, backoffMs: 10 };

/** Servers and logs of a spec, ended after each test. */
export function rig() {
  const ends: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end();
  });
  return {
    async server({ requestMs, ...options }: StoreOptions & Pick<NodeOptions, 'requestMs'> = {}): Promise<Node> {
      const node = await Node.start(new Store(options), { requestMs });
      ends.push(() => node.stop());
      return node;
    },
    /** Nodes that know each other; the first one leads. */
    async cluster(options: ClusterOptions = {}): Promise<Cluster> {
      const cluster = await Cluster.start(options);
      ends.push(() => cluster.stop());
      return cluster;
    },
    log({ url }: { readonly url: string }, options: EventStoreDbEventLogOptions = {}): EventStoreDbEventLog {
      const log = new EventStoreDbEventLog(url, { retry: usual, pollMs: 100, silenceMs: 200, ...options });
      ends.push(() => log.close());
      return log;
    },
  };
}

/** Stream of a region on the server. */
export const serverStream = (region: string): string => `regieboek.region-${region}`;

/** Pseudo-random numbers from 0 up to 1, determined by the seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** An event written to the server by a foreign program. */
export const proposed = (type: string, data: unknown) => ({
  id: crypto.randomUUID(),
  type,
  contentType: 'application/json',
  data: Buffer.from(JSON.stringify(data)),
  metadata: Buffer.from('{}'),
});
