import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ruleSets, successorsOf } from '@regieboek/billing';
import { sized } from '@regieboek/kernel/testing';
import { replay } from '@regieboek/journal';
import { Journal } from '@regieboek/journal/segments';
import { regions, Story, StoryLog, type StoryEvent, newFolders } from '@regieboek/journal/testing';
import { parseMonth, type Month } from '@regieboek/kernel';
import { billPeriod, NotConserved } from '../../domain/runs/billing-run.js';
import { diffRuns } from '../../domain/differences/diff.js';
import { billFromJournal, figuresFromJournal } from './run.js';
import { changesFromJournal, compareFromJournal } from './compared-runs.js';
import { digestOf } from '../digest.js';

const rules = ruleSets.named('2025.1');

const month = (text: string): Month => {
  const parsed = parseMonth(text);
  if (!parsed) throw new Error(`no month ${text}`);
  return parsed;
};
const months = ['2024-02', '2025-03'].map(month);

const { folder, remove } = newFolders('journal-run');
afterAll(remove);

const journalOf = (log: StoryLog, segmentEvents = 25): Journal =>
  new Journal({ successorsOf, dataDir: folder(), log, segmentEvents });

const lumpSum = (id: string, key: object): object => ({
  id,
  name: id,
  from: '2024-01-01',
  to: '2025-12-31',
  yearlyCents: 1_000_003,
  forms: ['ambulant', 'pleegzorg'],
  key,
});
const byUse = lumpSum('use', { model: 'use', fallback: { '0505': 1, '0512': 2 } });
const fixed = lumpSum('fixed', { model: 'fixed', shares: { '0505': 3, '0512': 4 } });

describe('a billing run from the journal', () => {
  it('equals the run over a replay of the log, with its digest, at every position', async () => {
    const keys = fc.constantFrom([], [fixed], [byUse, fixed]);
    const seen = { lines: 0, lumpSums: 0 };
    await fc.assert(
      fc.asyncProperty(
        regions,
        keys,
        fc.constantFrom(...months),
        fc.oneof(fc.constant(0), fc.nat(20)),
        async (story, lumpSums, period, back) => {
          story.contract({ provider: '99990001', products: [Story.product('45A04', 'ambulant')], lumpSums });
          const log = new StoryLog(story.events);
          const position = Math.max(1, log.events.length - back);
          const request = { region: 'zhz', period, knownAt: { position } };
          const oracle = billPeriod(await replay(log, 'zhz', { upTo: position }), period, rules);
          const journal = journalOf(log);
          const { run, digest } = await billFromJournal(journal, request, { ruleSet: rules, linesAStep: 2 });
          expect(run).toEqual(oracle);
          expect(digest).toBe(digestOf(oracle));
          const figures = { lines: run.lines.length, lumpSums: run.lumpSums.length, totals: run.totals, digest };
          expect(await figuresFromJournal(journal, request, { ruleSet: rules })).toEqual(figures);
          seen.lines += run.lines.length;
          seen.lumpSums += run.lumpSums.length;
        },
      ),
      { seed: 20250311, numRuns: sized(10, 60) },
    );
    expect(seen.lines).toBeGreaterThan(sized(20, 60));
    expect(seen.lumpSums).toBeGreaterThan(sized(5, 40));
  });

  it('stops between two shares of lines when the signal is aborted', async () => {
    const request = { region: 'zhz', period: month('2025-03') };
    const [first] = fc.sample(
      regions.filter(({ history }) => billPeriod(history, request.period, rules).lines.length > 3),
      { seed: 8, numRuns: 1 },
    );
    const stop = new AbortController();
    const onProgress = ({ step, done }: { step: string; done: number }) =>
      // One turn later than the run itself looks at the signal for the last time.
      step === 'billing' && done === 1 && setImmediate(() => setImmediate(() => stop.abort(new Error('enough'))));
    const journal = journalOf(new StoryLog(first?.events ?? []));
    const { run } = await billFromJournal(journal, request, { ruleSet: rules });
    expect(run.lines.length).toBeGreaterThan(2);
    const stopping = billFromJournal(journal, request, {
      ruleSet: rules,
      signal: stop.signal,
      onProgress,
      linesAStep: 1,
    });
    await expect(stopping).rejects.toThrow('enough');
  });

  it('stops at a line about an unknown youth, as the run over the history does', async () => {
    const story = new Story().region().contract();
    const line = { place: 0, reference: 'R1', previous: null, assignment: 1, category: '45', code: '45A04' };
    const period = { from: '2025-03-01', to: '2025-03-31', volume: 1, unit: '04', tariffCents: 1, cents: 1, codes: [] };
    const head = { provider: '99990001', municipality: '0505', messageId: 'D', messageDate: '2025-04-01', number: 'N' };
    const sums = { submittedCents: 1, lineCount: 1, message: 'ab'.repeat(32), declarationDate: '2025-04-01' };
    const youth = '8e1a4a36-6bd0-4ad0-8a05-000000000009';
    const stream = 'zhz.declaration-1';
    story.add(stream, 'finance.declaration-received.v1', { ...head, ...sums, period: '2025-03' });
    story.add(stream, 'finance.declaration-lines-decided.v1', { part: 0, lines: [{ ...line, ...period, youth }] });
    const counts = { approvedCents: 1, approvedLines: 1, rejectedLines: 0, answerId: 'A', answerDate: '2025-04-02' };
    const codes = { headerCodes: ['0200'], declarationCodes: [], clientCodes: {} };
    story.add(stream, 'finance.declaration-decided.v1', { ...codes, ...counts });
    const request = { region: 'zhz', period: month('2025-03') };
    expect(() => billPeriod(story.history, request.period, rules)).toThrow(NotConserved);
    const journal = journalOf(new StoryLog(story.events));
    await expect(billFromJournal(journal, request, { ruleSet: rules })).rejects.toThrow(NotConserved);
    await expect(figuresFromJournal(journal, request, { ruleSet: rules })).rejects.toThrow(NotConserved);
  });
});

const inPlace = (event: StoryEvent, index: number): StoryEvent => ({ ...event, position: index + 1 });

describe('the comparison of two runs of a month', () => {
  it('equals that of runs over a replay, also when it bills only touched youths (R10)', async () => {
    const sizes = fc.constantFrom({ segmentEvents: 40 }, { segmentEvents: 15, keptBytesMax: 0, shareLines: 2 });
    const seen = { differences: 0, same: 0, left: 0, contracts: 0, lumpSums: 0 };
    await fc.assert(
      fc.asyncProperty(
        regions,
        fc.record({
          lumpSums: fc.constantFrom([], [fixed], [byUse, fixed]),
          isLate: fc.nat(3),
          back: fc.nat(8),
          last: fc.nat(8),
          sizes,
        }),
        fc.constantFrom(...months),
        async (story, { lumpSums, isLate, back, last, sizes: chosen }, period) => {
          const [defined, ...others] = story.events.splice(0);
          story.contract({ provider: '99990001', products: [Story.product('45A04', 'ambulant')], lumpSums });
          const told = isLate === 0 ? [...others, ...story.events] : [...story.events, ...others];
          const log = new StoryLog([...(defined ? [defined] : []), ...told].map(inPlace));
          const to = Math.max(2, log.events.length - last);
          const from = Math.max(1, to - back);
          const runAt = async (upTo: number) => billPeriod(await replay(log, 'zhz', { upTo }), period, rules);
          const oracle = [await runAt(from), await runAt(to)] as const;
          const wanted = diffRuns(...oracle);
          const journal = new Journal({ successorsOf, dataDir: folder(), log, ...chosen });
          const asked = { region: 'zhz', period };
          const inputs = (position: number) => ({ position, ruleSet: rules });
          for (const compared of [
            await changesFromJournal(journal, asked, [from, to], { ruleSet: rules }),
            await compareFromJournal(journal, asked, [inputs(from), inputs(to)]),
          ]) {
            const [before, after] = compared;
            expect(diffRuns({ period, ...before }, { period, ...after })).toEqual(wanted);
            seen.left += oracle[1].lines.length - after.lines.length;
          }
          seen.differences += wanted.length;
          seen.same += wanted.length === 0 ? 1 : 0;
          seen.lumpSums += wanted.filter(({ kind }) => kind === 'lump-sum').length;
          seen.contracts += log.events.slice(from, to).some(({ type }) => type.startsWith('contracts.')) ? 1 : 0;
        },
      ),
      { seed: 20250417, numRuns: sized(40, 120) },
    );
    // Otherwise equality would say little.
    expect(Math.min(...Object.values(seen))).toBeGreaterThan(sized(1, 5));
  });

  it('is refused in reverse order, and before the region was defined', async () => {
    const log = new StoryLog(new Story().region().youth(1).events);
    const asked = { region: 'zhz', period: month('2025-03') };
    await expect(changesFromJournal(journalOf(log), asked, [2, 1], { ruleSet: rules })).rejects.toThrow(RangeError);
    await expect(changesFromJournal(journalOf(log), asked, [0, 1], { ruleSet: rules })).rejects.toThrow(
      /no definition at position 0/,
    );
  });
});
