import { STATUS_CODES } from 'node:http';
import { Refusal, withoutBsn, type Fault } from '@regieboek/kernel';
import { bounded } from './bounded.js';

export type { Fault };

/** Faults without text that may be a citizen service number: an unknown key or a repeated name may be one. */
export const maskedFaults = (faults: readonly Fault[]): Fault[] =>
  faults.map(({ place, text }) => ({ place: withoutBsn(place), text: withoutBsn(text) }));

/** Problems that name items of the ledger itself, which must be shown unchanged. */
const NAMES_ITEMS = 'open-items';

/** RFC 9457 problem details, with all faults at once. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly faults?: readonly Fault[];
}

/**
 * A response with problem details. Thrown where HTTP itself is the subject, such as a header or an encoding; all other code
 * throws a Refusal, which the filter maps by its kind.
 */
export class Problem extends Error {
  override readonly name = 'Problem';
  /** The first faults, and how many more there are. */
  readonly faults: readonly Fault[];

  constructor(
    readonly status: number,
    /** Kebab-case code of the problem type. */
    readonly code: string,
    detail: string,
    faults: readonly Fault[] = [],
  ) {
    super(detail);
    this.faults = bounded(faults, (fault) => fault);
  }

  details(): ProblemDetails {
    const isMasked = this.code !== NAMES_ITEMS;
    return {
      type: `urn:regieboek:problem:${this.code}`,
      title: STATUS_CODES[this.status] ?? 'Error',
      status: this.status,
      detail: isMasked ? withoutBsn(this.message) : this.message,
      ...(this.faults.length > 0 ? { faults: isMasked ? maskedFaults(this.faults) : this.faults } : {}),
    };
  }
}

/** Input that cannot be used, with every fault. */
export const invalid = (detail: string, faults: readonly Fault[]): Refusal =>
  new Refusal('invalid-input', 'invalid', detail, { faults });

/** A resource that does not exist. */
export const notFound = (detail: string): Refusal => new Refusal('not-found', 'not-found', detail);
