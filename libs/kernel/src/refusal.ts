import type { Sentence } from './language.js';

/** One fault in the input: its place, a description and the remedy. */
export interface Fault {
  /** JSON pointer, element path, line of a file or name of a parameter. */
  readonly place: string;
  readonly text: string;
}

/** Kinds of refusals. An interface derives its status or exit code from the kind alone. */
export const refusalKinds = [
  /** The input is invalid. */
  'invalid',
  /** The caller may not do this. */
  'forbidden',
  'not-found',
  /** It existed, and was erased for good. */
  'gone',
  /** It contradicts recorded data. */
  'conflict',
  /** Another writer came first. */
  'changed',
  /** Reading it takes more time or memory than allowed. */
  'too-large',
  /** A service, database or log does not answer; the same request may succeed later. */
  'unavailable',
  /** The settings of the process are invalid. */
  'settings',
  /** The ledger or the installation is at fault: the message is shown to the operator, not to the client. */
  'internal',
] as const;
export type RefusalKind = (typeof refusalKinds)[number];

/** Identifies refusals across copies of this module, where `instanceof` fails. */
const brand: unique symbol = Symbol.for('regieboek.refusal');

/**
 * An expected error: a code for machines, and a message for people with place and remedy but without sensitive data.
 * Interfaces show its message; they never show the message of any other error.
 */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
  readonly [brand] = true;

  constructor(
    /** Kebab-case code, the last part of a problem type. */
    readonly code: string,
    readonly kind: RefusalKind,
    text: string | Sentence,
    { faults = [], cause }: { readonly faults?: readonly Fault[]; readonly cause?: unknown } = {},
  ) {
    super(typeof text === 'string' ? text : text.en, cause === undefined ? undefined : { cause });
    this.faults = faults;
    if (typeof text !== 'string') this.inDutch = text.nl;
  }

  /** All faults, when there are several places to repair. */
  readonly faults: readonly Fault[];

  /** The message in Dutch, where it has one. */
  readonly inDutch?: string;
}

/** True when an error is a refusal, also one created by another copy of this module. */
export const isRefusal = (error: unknown): error is Refusal =>
  typeof error === 'object' && error !== null && brand in error;
