import { randomBytes } from 'node:crypto';

const BYTES = 16;
/** Keeps the first six bits below 62, whose character is `-`. */
const FIRST_BYTE_MASK = 0x7f;

/**
 * A cluster id for `kafka-storage format`: 16 bytes in base64url. It never begins with `-`, which the command would
 * treat as an option.
 */
export function clusterIdOf(bytes: Uint8Array): string {
  const id = Buffer.from(bytes);
  id[0] = (id[0] ?? 0) & FIRST_BYTE_MASK;
  return id.toString('base64url');
}

/** A new random cluster id. */
export const newClusterId = (): string => clusterIdOf(randomBytes(BYTES));
