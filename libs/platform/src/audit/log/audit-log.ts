import { Refusal } from '@regieboek/kernel';
import type { ChainEnd } from './chain.js';
import type { AuditDraft, AuditEntry } from './entry.js';

/** Selects entries of a region that match all given conditions. */
export interface AuditFilter {
  /** Pseudonym: entries that name it, and entries about more youths than they name. */
  readonly youth?: string | undefined;
  /** Subject of the actor. */
  readonly actor?: string | undefined;
  /** Days in UTC, both included, yyyy-mm-dd. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Only entries after this position. */
  readonly after?: number | undefined;
}

/** The audit log (auditlog) of an installation: append-only, a hash chain per region. */
export interface AuditLog {
  /** Records drafts, in their order; resolves when they are stored. Throws AuditAway, and then the answer must not leave. */
  record(drafts: readonly AuditDraft[]): Promise<void>;
  /** Entries of a region in order of position. Throws AuditAway. */
  entries(region: string, filter?: AuditFilter): AsyncIterable<AuditEntry>;
  /** Regions with entries, in order. Throws AuditAway. */
  regions(): Promise<readonly string[]>;
  /** Start of the chain of a region: the end of the pruned part, or of an empty chain. Throws AuditAway. */
  anchor(region: string): Promise<ChainEnd>;
  close(): Promise<void>;
}

/** An audit log whose oldest part can be removed once its retention period is over. */
export interface KeptAuditLog extends AuditLog {
  /**
   * Removes the oldest entries of a region, up to the last one before which all are older than `before` (at least five years ago),
   * and keeps an anchor from which the chain continues. Returns the number of entries removed. Throws AuditAway.
   */
  prune(region: string, before: Date): Promise<number>;
}

/** The audit log cannot be written or read, so requests that must be audited get no response. */
export class AuditAway extends Refusal {
  override readonly name = 'AuditAway';
  constructor(cause?: unknown) {
    super(
      'audit-away',
      'unavailable',
      'the audit log cannot be reached, and without it this is not answered: try again later, or tell the operator',
      { cause },
    );
  }
}

/** Whether an entry is selected by a filter, its region aside. */
export function isSelected(entry: AuditEntry, { youth, actor, from, to, after = 0 }: AuditFilter): boolean {
  const day = entry.at.slice(0, 10);
  return (
    entry.position > after &&
    (youth === undefined || entry.youths.includes(youth.toLowerCase()) || entry.youthDigest !== null) &&
    (actor === undefined || entry.subject === actor) &&
    (from === undefined || day >= from) &&
    (to === undefined || day <= to)
  );
}
