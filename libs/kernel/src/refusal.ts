/** One fault in what was sent: where, what, and what to do about it. */
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
  /** It was there, and was erased for good. */
  'gone',
  /** It contradicts what is recorded. */
  'conflict',
  /** Another writer was first. */
  'changed',
  /** It needs more time or memory than reading may take. */
  'too-large',
  /** A service, database or log does not answer; the same request may succeed later. */
  'unavailable',
  /** Settings of the process cannot be used. */
  'settings',
  /** The ledger or the installation is at fault: the operator reads the text, a sender of requests does not. */
  'internal',
] as const;
export type RefusalKind = (typeof refusalKinds)[number];

/** Marks refusals across copies of this module, which `instanceof` cannot see. */
const brand: unique symbol = Symbol.for('regieboek.refusal');

/**
 * An error that was foreseen: a code for machines, and a message for people with place and remedy that holds nothing
 * sensitive. Interfaces print its message; of any other error they never do.
 */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
  readonly [brand] = true;

  constructor(
    /** Kebab-case code, the last part of a problem type. */
    readonly code: string,
    readonly kind: RefusalKind,
    message: string,
    { faults = [], cause }: { readonly faults?: readonly Fault[]; readonly cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.faults = faults;
  }

  /** Every fault, when there are several places to repair. */
  readonly faults: readonly Fault[];
}

/** Whether an error is a refusal, also one made by another copy of this module. */
export const isRefusal = (error: unknown): error is Refusal =>
  typeof error === 'object' && error !== null && brand in error;
