/** Digits of the hash that the identification follows from: 56 bits, as many as eleven characters of base 36 can hold. */
const HASH_DIGITS = 14;
const LENGTH = 11;

/**
 * Identification of an answer (12 characters): a letter for its kind and hexadecimal digits derived from the hash of the answered
 * message, so that a repeat gets the same one.
 */
export const answerIdentification = (kind: 'A' | 'R', hash: string): string =>
  `${kind}${BigInt(`0x${hash.slice(0, HASH_DIGITS)}`)
    .toString(36)
    .toUpperCase()
    .padStart(LENGTH, '0')
    .slice(-LENGTH)}`;
