import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AuditLog } from '../src/audit/log/audit-log.js';
import { checkChain } from '../src/audit/log/chain.js';
import type { AuditEntry } from '../src/audit/log/entry.js';
import { draft, logInDraft, youth } from './audit-drafts.js';

/** A store of audit logs: `open` opens one more log on it, as another process would. */
export interface AuditStore {
  open(): Promise<AuditLog>;
  stop(): Promise<void>;
}

const all = async (entries: AsyncIterable<AuditEntry>): Promise<AuditEntry[]> => {
  const found: AuditEntry[] = [];
  for await (const entry of entries) found.push(entry);
  return found;
};
const positions = async (entries: AsyncIterable<AuditEntry>) => (await all(entries)).map(({ position }) => position);

/** Guarantees of every adapter of the audit log. */
export function auditLogConformance(name: string, start: () => Promise<AuditStore>): void {
  describe(`audit log: ${name}`, () => {
    let store: AuditStore;
    let log: AuditLog;
    beforeAll(async () => {
      store = await start();
      log = await store.open();
    });
    afterAll(async () => {
      await log.close();
      await store.stop();
    });

    it('gives back what was recorded, with all its fields, in order', async () => {
      const drafts = [
        draft({ region: 'fields', knownAt: '2026-03-01', query: { period: '2026-02', from: '2026-01' } }),
        draft({ region: 'fields', result: 'denied', code: 'not-allowed-role', roles: [], youths: [], youthCount: 0 }),
        draft({ region: 'fields', youths: [], youthCount: 12_000, youthDigest: 'ab'.repeat(32) }),
        logInDraft({ region: 'fields', subject: null, issuer: null, actorKind: null, request: null }),
      ];
      await log.record(drafts.slice(0, 1));
      await log.record(drafts.slice(1));
      const found = await all(log.entries('fields'));
      expect(found.map(({ id: _, position: __, previous: ___, hash: ____, ...own }) => own)).toEqual(drafts);
      expect(found.map(({ position }) => position)).toEqual([1, 2, 3, 4]);
      expect(await checkChain(found)).toMatchObject({ entries: 4, broken: null });
    });

    it('has a chain per region', async () => {
      await log.record([draft({ region: 'one' }), draft({ region: 'two' }), draft({ region: 'one' })]);
      expect(await positions(log.entries('one'))).toEqual([1, 2]);
      expect(await positions(log.entries('two'))).toEqual([1]);
      expect(await positions(log.entries('none'))).toEqual([]);
      expect(await log.regions()).toEqual(expect.arrayContaining(['one', 'two']));
    });

    it('records everything that is recorded at the same moment, by several processes, in one chain', async () => {
      const logs = await Promise.all([store.open(), store.open(), store.open()]);
      await Promise.all(
        logs.flatMap((one, process) =>
          Array.from({ length: 20 }, (_, n) => one.record([draft({ region: 'crowd', subject: `${process}-${n}` })])),
        ),
      );
      const found = await all(log.entries('crowd'));
      expect(await checkChain(found)).toMatchObject({ entries: 60, broken: null });
      expect(new Set(found.map(({ subject }) => subject)).size).toBe(60);
      for (const one of logs) if (one !== log) await one.close();
    });

    it('selects by youth, by actor, by day and after a position', async () => {
      const region = 'views';
      await log.record([
        draft({ region, youths: [youth(1), youth(2)], at: '2026-03-01T23:59:59.999Z' }),
        draft({ region, youths: [youth(3)], subject: 'piet', at: '2026-03-02T00:00:00.000Z' }),
        draft({ region, youths: [], youthDigest: 'ab'.repeat(32), at: '2026-03-03T12:00:00.000Z' }),
      ]);
      expect(await positions(log.entries(region, { youth: youth(2) }))).toEqual([1, 3]);
      expect(await positions(log.entries(region, { actor: 'piet' }))).toEqual([2]);
      expect(await positions(log.entries(region, { from: '2026-03-02' }))).toEqual([2, 3]);
      expect(await positions(log.entries(region, { to: '2026-03-02' }))).toEqual([1, 2]);
      expect(await positions(log.entries(region, { from: '2026-03-02', to: '2026-03-02' }))).toEqual([2]);
      expect(await positions(log.entries(region, { after: 2 }))).toEqual([3]);
    });

    it('finds a pseudonym in capitals too', async () => {
      const id = '615673df-570b-422a-ab28-0ee98b85f50c';
      await log.record([draft({ region: 'capitals', youths: [id] })]);
      expect(await positions(log.entries('capitals', { youth: id.toUpperCase() }))).toEqual([1]);
    });

    it('gives long chains whole', async () => {
      await log.record(Array.from({ length: 250 }, () => draft({ region: 'long' })));
      expect(await positions(log.entries('long'))).toHaveLength(250);
    });
  });
}
