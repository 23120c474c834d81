import { createHash } from 'node:crypto';

/** Partition of a stream among `partitions`: the same for every relay and ever after, so that a stream stays in order. */
export const partitionOf = (stream: string, partitions: number): number =>
  createHash('sha256').update(stream).digest().readUInt32BE(0) % partitions;
