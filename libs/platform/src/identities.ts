import { Refusal } from '@regieboek/kernel';

/** BSN -> id, of youths of a region and of strangers to it. */
export interface Keepers {
  readonly youths: ReadonlyMap<string, string>;
  readonly strangers: ReadonlyMap<string, string>;
}

/**
 * Interface of the identity vault of placements for other services: pseudonyms for citizen service numbers (BSN), in batches. A
 * BSN never leaves a message or the vault; the answer contains only those that the region knows.
 */
export interface Identities {
  /** BSN -> youth id of the region. Throws when the vault is down; the caller keeps the message and retries later. */
  youthsOf(region: string, bsns: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /**
   * Ids under which messages that name these BSNs are kept, so that they can be erased. Youths whom the region does not know
   * (strangers) get an id of no region; with `NO_REGION` all are strangers. Throws when the vault is down.
   */
  keepersOf(region: string, bsns: readonly string[]): Promise<Keepers>;
}

/** The identity vault does not respond; received messages are kept and retried later. */
export class IdentitiesUnavailable extends Refusal {
  override readonly name = 'IdentitiesUnavailable';
  constructor(cause: unknown) {
    super(
      'identities-away',
      'unavailable',
      'the vault of identities does not respond; the message is kept and retried automatically, or when it is sent again',
      { cause },
    );
  }
}
