import type { AuditFilter, AuditLog } from '../src/audit/log/audit-log.js';
import { INSTALLATION, type AuditDraft, type AuditEntry } from '../src/audit/log/entry.js';

/** Id of an invented youth. */
export const youth = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** A draft of a read, with some fields of its own. */
export const draft = (own: Partial<AuditDraft> = {}): AuditDraft => ({
  ...{ region: 'zhz', startedAt: '2026-03-06T09:00:00.000Z', at: '2026-03-06T09:00:00.012Z' },
  ...{ subject: 'jan', issuer: 'https://idp.example', actorKind: 'person', roles: ['finance'], onBehalfOf: null },
  ...{ event: 'read', purpose: 'casework', action: 'see-youth', objectKind: 'youth' },
  ...{ object: { youth: youth(1) }, query: {}, youths: [youth(1)], youthCount: 1, youthDigest: null },
  ...{ result: 'allowed', code: null, origin: '127.0.0.1', request: youth(9), knownAt: null },
  ...own,
});

/** A draft about the installation. */
export const logInDraft = (own: Partial<AuditDraft> = {}): AuditDraft =>
  draft({
    ...{ region: INSTALLATION, event: 'log-in', purpose: null, action: null, objectKind: null, roles: [] },
    ...{ object: {}, youths: [], youthCount: 0, ...own },
  });

/** Entries of a region, read to the end. */
export async function entriesIn(log: AuditLog, region: string, filter?: AuditFilter): Promise<AuditEntry[]> {
  const found: AuditEntry[] = [];
  for await (const entry of log.entries(region, filter)) found.push(entry);
  return found;
}
