/**
 * Number of hexadecimal digits of the hash that determine the identification: 56 bits, the most that eleven base-36 characters
 * can hold.
 */
const HASH_DIGITS = 14;
const LENGTH = 11;

/**
 * Identification of an answer (12 characters): a letter for its kind, then characters derived from the hash of the answered
 * message, so that a repeat gets the same one.
 */
export const answerIdentification = (kind: 'A' | 'R', hash: string): string =>
  `${kind}${BigInt(`0x${hash.slice(0, HASH_DIGITS)}`)
    .toString(36)
    .toUpperCase()
    .padStart(LENGTH, '0')
    .slice(-LENGTH)}`;
