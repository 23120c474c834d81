import { describe, expect, it } from '@jest/globals';
import { draft } from '../../test/audit-drafts.js';
import { MemoryAuditLog } from '../audit/log/memory.js';
import type { EmergencyAccessRow } from '../emergency/index.js';
import { reviewRights } from './rights-review.js';

const log = async (...drafts: Parameters<typeof draft>[]) => {
  const audit = new MemoryAuditLog();
  await audit.record(drafts.map(([own]) => draft(own)));
  return audit;
};
const logIn = (at: string, subject = 'jan') => ({
  ...({ at, subject, event: 'log-in', action: null, roles: ['finance'], object: {} } as const),
});
const now = Date.UTC(2026, 2, 20);
const taken = (own: Partial<EmergencyAccessRow> = {}): EmergencyAccessRow => ({
  ...{ region: 'zhz', id: '615673df-570b-522a-ab28-0ee98b85f50c', takenBy: 'u-jan', role: 'backoffice' },
  ...{ reason: 'incident', reference: null, takenAt: new Date(Date.UTC(2026, 2, 1)), until: new Date(now) },
  ...{ outcome: null, reviewedBy: null, reviewedAt: null },
  ...own,
});
const review = (audit: MemoryAuditLog, year: number | null = null, emergency: EmergencyAccessRow[] = []) =>
  reviewRights({ audit, emergencyAccess: async () => emergency, now: () => now }, 'zhz', year);

describe('a review of rights', () => {
  it('says who had which role by which log-in, and when it was first and last used', async () => {
    const audit = await log(
      [logIn('2026-01-05T08:00:00.000Z')],
      [{ at: '2026-01-05T08:05:00.000Z' }],
      [{ at: '2026-02-01T09:00:00.000Z', roles: ['finance', 'auditor'] }],
      [logIn('2026-02-10T08:00:00.000Z')],
      [logIn('2026-01-07T08:00:00.000Z', 'piet')],
    );
    const { rights } = await review(audit);
    expect(rights).toEqual([
      expect.objectContaining({ subject: 'jan', role: 'auditor', logIns: 0, uses: 1, emergencyUses: 0 }),
      {
        ...{ subject: 'jan', issuer: 'https://idp.example', kind: 'person', role: 'finance', emergencyUses: 0 },
        ...{ logIns: 2, firstLogIn: '2026-01-05T08:00:00.000Z', lastLogIn: '2026-02-10T08:00:00.000Z' },
        ...{ uses: 2, firstUsed: '2026-01-05T08:05:00.000Z', lastUsed: '2026-02-01T09:00:00.000Z' },
      },
      expect.objectContaining({ subject: 'piet', role: 'finance', logIns: 1, uses: 0, lastUsed: null }),
    ]);
  });

  it('counts uses by emergency access apart, and no denials and failed log-ins', async () => {
    const audit = await log(
      [{ roles: ['backoffice'], object: { emergency: '615673df-570b-522a-ab28-0ee98b85f50c' } }],
      [{ roles: [], result: 'denied' }],
      [{ subject: null, issuer: null, actorKind: null, roles: [], event: 'log-in' }],
    );
    expect((await review(audit)).rights).toMatchObject([{ role: 'backoffice', uses: 1, emergencyUses: 1 }]);
  });

  it('is of one year when asked', async () => {
    const audit = await log([logIn('2025-12-31T23:59:59.999Z')], [logIn('2026-01-01T00:00:00.000Z', 'piet')]);
    const subjects = async (year: number) => (await review(audit, year)).rights.map(({ subject }) => subject);
    expect([await subjects(2025), await subjects(2026), await subjects(2024)]).toEqual([['jan'], ['piet'], []]);
  });

  it('states emergency access that nobody reviewed for more than seven days, in every year', async () => {
    const recent = taken({ takenAt: new Date(Date.UTC(2026, 2, 14)) });
    const found = await review(await log(), null, [recent, taken(), taken({ outcome: 'justified' })]);
    expect([found.emergencyAccess.map(({ isOverdue }) => isOverdue), found.overdueReviews]).toEqual([
      [false, true, false],
      1,
    ]);
    expect((await review(await log(), 2027, [recent, taken()])).emergencyAccess).toHaveLength(1);
  });
});
