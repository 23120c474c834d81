import { randomUUID } from 'node:crypto';
import { sized } from '@regieboek/kernel/testing';
import { eventLogConformance, recording } from '../../conformance/event-log.conformance.js';
import { appending } from '../../conformance/appending.js';
import { following } from '../../conformance/following.js';
import { racing } from '../../conformance/racing.js';
import { reading } from '../../conformance/reading.js';
import { EventStoreDbEventLog } from '../../src/eventstoredb/index.js';
import { Cluster } from '../eventstoredb-double/cluster.ts';

/** Two of three nodes named, followers behind the leader, and writes that become readable late. */
eventLogConformance(
  'eventstoredb, a cluster whose followers are preferred and behind',
  async () => {
    const cluster = await Cluster.start({ commitMs: 2, lagMs: 8 });
    const url = `${cluster.url}&nodePreference=follower`;
    const prefix = `test${randomUUID().slice(0, 8)}`;
    return {
      open: (options) => new EventStoreDbEventLog(url, { prefix, ...options }),
      stop: () => cluster.stop(),
    };
  },
  // A long run tests every guarantee; this one those that a follower that is behind could break.
  sized([appending, reading, racing], [...recording, following]),
);
