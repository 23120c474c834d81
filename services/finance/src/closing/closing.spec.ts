import { beforeEach, describe, expect, it } from '@jest/globals';
import { by, closingOn, twoRuleSets } from '../../test/books-of.js';
import { keepReplays, replaysOf } from '../../test/replays-of.js';
import { all, append, february, january, logOf, march, months, StoryRegion } from '../../test/story-region.js';
import { digestOf } from '../runs/digest.js';
import { balancesOf } from '../domain/ledger/posting.js';
import type { Sealed } from './closing.js';
import { PeriodRefused } from './period-refused.js';
import { correctionsIn } from '../differences/corrections.js';
import { runAt } from '../runs/runs.js';
import { verify } from '../proof/verify.js';

keepReplays();

const region = 'zhz';
const inMonth = (period: typeof january) => ({ region, period });
const line = { youth: 1, code: '45A04', careMonth: 0, cents: 3_100 };
const inFebruary = { ...line, careMonth: 1, cents: 2_800 };

const refusal = async (work: Promise<unknown>): Promise<[string, string]> => {
  const error = await work.catch((one: unknown) => one);
  if (!(error instanceof PeriodRefused)) throw new Error(`not refused: ${String(error)}`);
  return [error.code, error.message];
};
const sealOf = ({ sealed }: { readonly sealed: Sealed | null }): Sealed => {
  if (!sealed) throw new Error('not sealed');
  return sealed;
};

describe('closing the months of a region', () => {
  let told: StoryRegion;
  let at: ReturnType<typeof closingOn>;

  /** Tells more, and takes it into the log that is there already. */
  async function then(more: () => void): Promise<void> {
    const before = told.events.length;
    more();
    await append(at.log, told.events.slice(before));
  }
  const corrections = async (period: typeof january, position?: number) => {
    const known = position ?? (await at.log.head(region));
    const periods = await at.books.periods(region, known);
    return correctionsIn(replaysOf(at.log), inMonth(period), { periods, rules: at.rules, position: known });
  };
  const cents = async (period: typeof january) =>
    (await corrections(period)).map((one) => [one.period, one.municipality, one.cents]);

  beforeEach(async () => {
    told = new StoryRegion().start('2024-06-01', { category: '45', code: '45A04' });
    told.declares([line], january);
    told.declares([inFebruary], february);
    at = closingOn(await logOf(told));
  });

  it('stores position, digest, rule set, actor, time and hash chain; the append names the actor', async () => {
    const head = await at.log.head(region);
    const now = await at.closing.seal(inMonth(january), { by, waivers: [] });
    const { run } = await runAt(replaysOf(at.log), inMonth(january), {
      position: head,
      ruleSet: at.rules.inForce(january),
    });
    expect(now).toMatchObject({
      period: january,
      revision: 0,
      sealed: {
        mark: expect.stringMatching(/^[0-9a-f]{64}$/),
        sealedAtPosition: head + 1,
        previous: null,
        seal: {
          period: january,
          position: head,
          digest: digestOf(run),
          ruleSet: '2025.1',
          billedCents: 4_100,
          unresolvedCents: 0,
          correctionCents: 0,
          chain: { blockEvents: 1024, heads: [expect.any(String)] },
          waivers: [],
          sealedBy: by,
          sealedOn: '2025-05-01',
        },
      },
    });
    const [recorded] = await all(at.log.read('zhz.period-2025-01'));
    expect(recorded?.meta).toEqual({ actor: by });
  });

  it('changes nothing the second time, and refuses to seal other facts over a seal', async () => {
    const first = await at.closing.seal(inMonth(january), { by, waivers: [] });
    expect(await at.closing.seal(inMonth(january), { by, waivers: [] })).toEqual(first);
    await then(() => told.moves(1, '0512', '2025-01-11'));
    expect(await at.closing.seal(inMonth(january), { by, waivers: [] })).toEqual(first);
    const other = at.closing.seal(inMonth(january), { by: 'controller-4', waivers: [] });
    expect(await refusal(other)).toMatchObject(['already-sealed', /corrections now/]);
  });

  it('seals one at a time: two concurrent requests get one seal', async () => {
    const both = await Promise.all([1, 2].map(() => at.closing.seal(inMonth(january), { by, waivers: [] })));
    expect(both[0]).toEqual(both[1]);
    expect(await all(at.log.read('zhz.period-2025-01'))).toHaveLength(1);
  });

  it('lists open items: undecided declarations and lines for review; each can be waived with a reason', async () => {
    await then(() => {
      told.declares([{ ...line, youth: 3 }], january);
      told.declares([line], january, { concludes: false });
      told.declares([line], february, { concludes: false });
    });
    const [code, message] = await refusal(at.closing.seal(inMonth(january), { by, waivers: [] }));
    expect(code).toBe('open-items');
    expect(message).toContain('line:99990001.R3x0.1 (');
    expect(message).toMatch(/declaration:615673df-570b-522a-ab28-000000000004 \(undecided\)/);
    expect(message).not.toContain('000000000005');
    const { sealed } = await at.sealAll(inMonth(january));
    expect(sealed?.seal.waivers.map(({ item }) => item)).toEqual([
      'declaration:615673df-570b-522a-ab28-000000000004',
      'line:99990001.R3x0.1',
    ]);
  });

  it('goes in order, and is undone in reverse order', async () => {
    expect(await refusal(at.closing.seal(inMonth(february), { by, waivers: [] }))).toMatchObject([
      'earlier-period-open',
      /2025-01/,
    ]);
    await at.sealAll(inMonth(january));
    await at.sealAll(inMonth(february));
    const reason = 'declaration was forgotten';
    expect(await refusal(at.closing.reopen(inMonth(january), { by, reason }))).toMatchObject([
      'later-period-sealed',
      /2025-02/,
    ]);
    expect((await at.closing.reopen(inMonth(february), { by, reason })).sealed).toBeNull();
    expect((await at.closing.reopen(inMonth(january), { by, reason })).sealed).toBeNull();
    expect(await refusal(at.closing.reopen(inMonth(march), { by, reason }))).toMatchObject(['not-sealed', /./]);
  });

  it('corrects later events in the open month, never in the sealed one, and every cent once', async () => {
    const first = sealOf(await at.sealAll(inMonth(january))).seal;
    await then(() => told.moves(1, '0512', '2025-01-11'));
    expect(await cents(february)).toEqual([
      [january, '0505', -2_100],
      [january, '0512', 2_100],
    ]);
    expect(await cents(march)).toEqual([]);
    const second = sealOf(await at.sealAll(inMonth(february))).seal;
    expect(second.correctionCents).toBe(0);
    expect(await cents(march)).toEqual([]);
    await then(() => told.declares([{ ...line, cents: 310 }], january));
    expect(await cents(march)).toEqual([
      [january, '0505', 100],
      [january, '0512', 210],
    ]);
    // What was sealed is what it was, on both months, after all of this.
    expect((await at.closing.period(inMonth(january))).sealed?.seal).toEqual(first);
    expect(await cents(february)).toEqual([
      [january, '0505', -2_100],
      [january, '0512', 2_100],
    ]);
    expect(await verify(replaysOf(at.log), region, { rules: at.rules })).toMatchObject({
      faults: [],
      periods: [{ holds: true }, { holds: true }],
    });
  });

  it('seals a month again after it was opened: later facts are in the month itself then', async () => {
    const before = sealOf(await at.sealAll(inMonth(january)));
    await then(() => told.moves(1, '0512', '2025-01-11'));
    await at.closing.reopen(inMonth(january), { by, reason: 'the move was known in time' });
    expect(await cents(february)).toEqual([]);
    const after = sealOf(await at.sealAll(inMonth(january)));
    expect(after.seal.digest).not.toBe(before.seal.digest);
    expect(after.mark).not.toBe(before.mark);
    expect(await cents(february)).toEqual([]);
  });

  it('keeps the order when one user seals while another opens', async () => {
    await at.sealAll(inMonth(january));
    const both = await Promise.allSettled([
      at.closing.seal(inMonth(february), { by, waivers: [] }),
      at.closing.reopen(inMonth(january), { by, reason: 'at the same time' }),
    ]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect((await at.books.periods(region)).faults).toEqual([]);
  });

  it('refuses at another revision than the sender read', async () => {
    await at.sealAll(inMonth(january));
    await expect(at.closing.reopen(inMonth(january), { by, reason: 'no good', expected: 4 })).rejects.toThrow(
      expect.objectContaining({ name: 'WrongRevision' }),
    );
  });
});

describe('rule sets of sealed months', () => {
  /** A stay with a gap of a week, which only the tolerant rules bridge, and a move in that gap. */
  async function gap() {
    const told = new StoryRegion();
    const stay = { youth: 1, category: '44', code: '44A09' };
    told.stay('2024-12-01', '2025-01-10', { ...stay, assignment: 8 });
    told.moves(1, '0512', '2025-01-12');
    told.start('2025-01-15', stay);
    for (const period of [january, february])
      told.declares([{ ...line, code: '44A09', careMonth: months.indexOf(period) }], period);
    return { told, log: await logOf(told) };
  }

  it('do not change when newer rules come; a new version bills its own months, and others on request, marked as such', async () => {
    const { log } = await gap();
    const old = closingOn(log);
    const sealed = sealOf(await old.sealAll(inMonth(january))).seal;
    const now = closingOn(log, twoRuleSets);
    const standing = await now.books.standing(region, january);
    expect([standing.ruleSet.version, standing.whatIf, standing.position]).toEqual(['2025.1', false, sealed.position]);
    expect(digestOf((await runAt(replaysOf(log), inMonth(january), standing)).run)).toBe(sealed.digest);
    expect((await now.books.standing(region, february)).ruleSet.version).toBe('tolerant');
    const whatIf = await now.books.standing(region, january, { ruleSet: 'tolerant' });
    expect(whatIf.whatIf).toBe(true);
    const other = digestOf((await runAt(replaysOf(log), inMonth(january), whatIf)).run);
    expect(other).not.toBe(sealed.digest);
    expect(await verify(replaysOf(log), region, { rules: twoRuleSets })).toMatchObject({
      faults: [],
      periods: [{ ruleSet: '2025.1', holds: true }],
    });
    expect(await now.log.head(region)).toBe(sealed.position + 1);
  });

  it('apply to the books as well', async () => {
    const { log } = await gap();
    const old = closingOn(log);
    await old.sealAll(inMonth(january));
    await old.sealAll(inMonth(february));
    const now = closingOn(log, twoRuleSets);
    const sealed = await now.ledger.postings(inMonth(february));
    expect(sealed.ruleSet).toBe('2025.1');
    expect(sealed).toEqual(await old.ledger.postings(inMonth(february)));
    const posted = [];
    for (const period of months) posted.push(...(await now.ledger.postings(inMonth(period))).postings);
    const { balances } = await now.ledger.balances(region);
    expect(balances).toEqual(balancesOf(posted.flatMap(({ entries }) => entries)));
    await now.closing.reopen(inMonth(february), { by, reason: 'other rules from now on' });
    const open = await now.ledger.postings(inMonth(february));
    expect(open.ruleSet).toBe('tolerant');
    expect(open.postings).not.toEqual(sealed.postings);
  });

  it('are named when they are missing, not skipped', async () => {
    const { log } = await gap();
    const now = closingOn(log, twoRuleSets);
    await now.sealAll(inMonth(january));
    await now.sealAll(inMonth(february));
    await expect(closingOn(log).books.standing(region, february)).rejects.toThrow(/rule set tolerant is unknown/);
    expect(await verify(replaysOf(log), region, { rules: closingOn(log).rules })).toMatchObject({
      faults: [{ place: 'period 2025-02', text: expect.stringContaining('tolerant') }],
      periods: [{ holds: true }, { holds: false }],
    });
  });
});
