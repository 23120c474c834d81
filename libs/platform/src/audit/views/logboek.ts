import { createHash } from 'node:crypto';
import type { AuditEntry } from '../log/entry.js';

/**
 * Line of the Logboek Dataverwerkingen (Logius): a processing of the data of one person. It names no user: that stays in the audit
 * log, which has the same trace id as its request.
 */
export interface LogboekLine {
  readonly trace_id: string;
  readonly operation_id: string;
  readonly parent_operation_id: string | null;
  readonly status: 'OK' | 'ERROR';
  readonly start_time: string;
  readonly end_time: string;
  readonly processing_activity_id: string;
  /** Pseudonym of this export; null for a processing of more youths than an entry names. */
  readonly data_subject_id: string | null;
  readonly data_subject_id_type: 'pseudonym' | 'set';
  /** Number of youths of a set. */
  readonly data_subjects: number;
}

const digits = (text: string, count: number): string => createHash('sha256').update(text).digest('hex').slice(0, count);

/** Trace id of a request: its own id when that is one, otherwise a digest of the id of the entry. */
const traceOf = ({ request, id }: AuditEntry): string => (request ?? id).replaceAll('-', '');

/**
 * Lines of an entry: one per youth. Denials and log-ins give none, because nothing is processed. `pseudonymOf` gives a youth a different id in
 * every export, so that two exports cannot be joined.
 */
export function logboekLines(entry: AuditEntry, pseudonymOf: (youth: string) => string): LogboekLine[] {
  const { purpose, result, startedAt, at, youths, youthCount, youthDigest } = entry;
  if (purpose === null || result === 'denied') return [];
  const line = {
    trace_id: traceOf(entry),
    parent_operation_id: null,
    status: result === 'allowed' ? ('OK' as const) : ('ERROR' as const),
    ...{ start_time: startedAt, end_time: at },
    processing_activity_id: `urn:regieboek:purpose:${purpose}`,
  };
  if (youthDigest !== null)
    return [
      {
        ...line,
        operation_id: digits(entry.id, 16),
        data_subject_id: null,
        data_subject_id_type: 'set',
        data_subjects: youthCount,
      },
    ];
  // An operation is about one person, so each line has its own id, which does not reveal the pseudonym.
  return youths.map((youth, place) => ({
    ...line,
    operation_id: digits(`${entry.id}/${place}`, 16),
    data_subject_id: pseudonymOf(youth),
    data_subject_id_type: 'pseudonym',
    data_subjects: 1,
  }));
}
