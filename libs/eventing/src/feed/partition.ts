const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** Spreads differences in the last characters of similar names over all bits (MurmurHash3's finalizer). */
function mixed(hash: number): number {
  let bits = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

/**
 * Partition of a stream among `partitions` (FNV-1a): never changes and is the same for every relay, so that a stream stays in
 * order.
 */
export function partitionOf(stream: string, partitions: number): number {
  let hash = FNV_OFFSET;
  for (let i = 0; i < stream.length; i += 1) hash = Math.imul(hash ^ stream.charCodeAt(i), FNV_PRIME);
  return mixed(hash) % partitions;
}
