import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { draft, entriesIn, logInDraft, youth } from '../../../test/audit-drafts.js';
import { isSelected, type AuditFilter } from './audit-log.js';
import { checkChain } from './chain.js';
import { INSTALLATION, type AuditEntry } from './entry.js';
import { MemoryAuditLog } from './memory.js';

const seed = { seed: 283, numRuns: 150 };
const days = ['2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03'];

let log: MemoryAuditLog;
beforeEach(() => {
  log = new MemoryAuditLog();
});
const entriesOf = (region: string, filter?: AuditFilter): Promise<AuditEntry[]> => entriesIn(log, region, filter);

const drafts = fc.array(
  fc
    .record({
      region: fc.constantFrom('zhz', 'wbw', INSTALLATION),
      subject: fc.constantFrom('jan', 'piet', null),
      at: fc.constantFrom(...days.flatMap((day) => [`${day}T00:00:00.000Z`, `${day}T23:59:59.999Z`])),
      youths: fc.uniqueArray(fc.nat({ max: 4 }).map(youth), { maxLength: 3 }),
      youthDigest: fc.constantFrom(null, null, 'ab'.repeat(32)),
    })
    .map(draft),
  { maxLength: 20 },
);
const filters: fc.Arbitrary<AuditFilter> = fc.record(
  {
    youth: fc.nat({ max: 4 }).map(youth),
    actor: fc.constantFrom('jan', 'piet', 'nobody'),
    from: fc.constantFrom(...days),
    to: fc.constantFrom(...days),
    after: fc.nat({ max: 10 }),
  },
  { requiredKeys: [] },
);

describe('an audit log in memory', () => {
  it('keeps every region whole and linked, whatever is recorded together', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(drafts, { maxLength: 4 }), async (calls) => {
        log = new MemoryAuditLog();
        for (const call of calls) await log.record(call);
        const given = calls.flat();
        expect(await log.regions()).toEqual([...new Set(given.map(({ region }) => region))].sort());
        for (const region of await log.regions()) {
          const own = given.filter((one) => one.region === region);
          expect(await checkChain(log.entries(region))).toMatchObject({ entries: own.length, broken: null });
          expect((await entriesOf(region)).map(({ at }) => at)).toEqual(own.map(({ at }) => at));
        }
      }),
      seed,
    );
  });

  it('records nothing when there is nothing to record', async () => {
    await log.record([]);
    expect(await log.regions()).toEqual([]);
    expect(await entriesOf('zhz')).toEqual([]);
  });

  it('gives every entry an id of its own, also when two are equal otherwise', async () => {
    await log.record([logInDraft(), logInDraft()]);
    const [one, other] = await entriesOf(INSTALLATION);
    expect(one?.id).not.toBe(other?.id);
    expect(other?.previous).toBe(one?.hash);
  });

  it('shows a reader the entries that are recorded while it reads', async () => {
    await log.record([draft(), draft()]);
    const seen: number[] = [];
    for await (const { position } of log.entries('zhz')) {
      seen.push(position);
      if (position === 1) await log.record([draft()]);
    }
    expect(seen).toEqual([1, 2, 3]);
  });
});

describe('a selection of entries', () => {
  it('holds those for which every part of the filter holds, in order', async () => {
    await fc.assert(
      fc.asyncProperty(drafts, filters, async (given, filter) => {
        log = new MemoryAuditLog();
        await log.record(given);
        const selected = await entriesOf('zhz', filter);
        const parts = Object.entries(filter).map(([name, value]) => ({ [name]: value }));
        const expected = (await entriesOf('zhz')).filter((entry) => parts.every((part) => isSelected(entry, part)));
        expect(selected).toEqual(expected);
      }),
      seed,
    );
  });

  it('leaves out nothing that pages leave out: those after a position and those up to it are all', async () => {
    await fc.assert(
      fc.asyncProperty(drafts, filters, fc.nat({ max: 20 }), async (given, filter, at) => {
        log = new MemoryAuditLog();
        await log.record(given);
        const { after: _, ...rest } = filter;
        const all = await entriesOf('zhz', rest);
        const upTo = all.filter(({ position }) => position <= at);
        expect([...upTo, ...(await entriesOf('zhz', { ...rest, after: at }))]).toEqual(all);
      }),
      seed,
    );
  });

  it('by youth includes entries about more youths than they name, because it may be among them', async () => {
    await log.record([draft({ youths: [] }), draft({ youths: [], youthCount: 10_001, youthDigest: 'ab'.repeat(32) })]);
    expect((await entriesOf('zhz', { youth: youth(1) })).map(({ position }) => position)).toEqual([2]);
  });

  it('by day counts the whole first and last day, and nothing when they are the wrong way round', async () => {
    await log.record([...days, '2026-03-04'].map((day) => draft({ at: `${day}T23:59:59.999Z` })));
    const found = async (filter: AuditFilter) => (await entriesOf('zhz', filter)).map(({ at }) => at.slice(0, 10));
    expect(await found({ from: '2026-03-01', to: '2026-03-02' })).toEqual(['2026-03-01', '2026-03-02']);
    expect(await found({ to: '2026-02-28' })).toEqual(['2026-02-28']);
    expect(await found({ from: '2026-03-02', to: '2026-03-01' })).toEqual([]);
  });
});
