import { STATUS_CODES } from 'node:http';

/** One fault in what was sent: where, what, and what to do about it. */
export interface Fault {
  /** JSON pointer, element path, line of a file or name of a parameter. */
  readonly place: string;
  readonly text: string;
}

/** RFC 9457 problem details, with all faults at once. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly faults?: readonly Fault[];
}

/** Thrown by controllers; leaves as `application/problem+json`. Holds nothing sensitive. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    readonly status: number,
    /** Kebab-case code of the problem type. */
    readonly code: string,
    detail: string,
    readonly faults: readonly Fault[] = [],
  ) {
    super(detail);
  }

  details(): ProblemDetails {
    return {
      type: `urn:regieboek:problem:${this.code}`,
      title: STATUS_CODES[this.status] ?? 'Error',
      status: this.status,
      detail: this.message,
      ...(this.faults.length > 0 ? { faults: this.faults } : {}),
    };
  }
}

/** 400 with every fault of the input. */
export const invalid = (detail: string, faults: readonly Fault[]): Problem =>
  new Problem(400, 'invalid-input', detail, faults);

/** 404 for a resource that is not there. */
export const notFound = (detail: string): Problem => new Problem(404, 'not-found', detail);
