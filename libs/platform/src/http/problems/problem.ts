import { STATUS_CODES } from 'node:http';
import { Refusal, withoutBsn, type Fault, type Language, type Sentence } from '@regieboek/kernel';
import { faultIn } from '../../faults/fault-lines.js';
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
  readonly #inDutch: string | undefined;

  constructor(
    readonly status: number,
    /** Kebab-case code of the problem type. */
    readonly code: string,
    detail: string | Sentence,
    faults: readonly Fault[] = [],
  ) {
    super(typeof detail === 'string' ? detail : detail.en);
    this.#inDutch = typeof detail === 'string' ? undefined : detail.nl;
    this.faults = bounded(faults, (fault) => fault);
  }

  /** Language of the details for a client that prefers `wanted`: Dutch where the problem has it. */
  languageFor(wanted: Language): Language {
    return wanted === 'nl' && this.#inDutch !== undefined ? 'nl' : 'en';
  }

  details(language: Language = 'en'): ProblemDetails {
    const isMasked = this.code !== NAMES_ITEMS;
    const detail = (language === 'nl' ? this.#inDutch : undefined) ?? this.message;
    const faults = language === 'nl' ? this.faults.map((fault) => faultIn(fault, language)) : this.faults;
    return {
      type: `urn:regieboek:problem:${this.code}`,
      title: STATUS_CODES[this.status] ?? 'Error',
      status: this.status,
      detail: isMasked ? withoutBsn(detail) : detail,
      ...(faults.length > 0 ? { faults: isMasked ? maskedFaults(faults) : faults } : {}),
    };
  }
}

/** Input that cannot be used, with every fault. */
export const invalid = (detail: string | Sentence, faults: readonly Fault[]): Refusal =>
  new Refusal('invalid-input', 'invalid', detail, { faults });

/** A resource that does not exist. */
export const notFound = (detail: string | Sentence): Refusal => new Refusal('not-found', 'not-found', detail);
