import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { toDay } from '@regieboek/kernel';
import { approvedByYouth } from '../objects/approved-lines.js';
import { careOf } from '../objects/care.js';
import { daysOfUse } from '../objects/days-of-use.js';
import { evidenceOf } from '../objects/evidence.js';
import { RegionHistory, replay } from '@regieboek/journal';
import { monthFrom, regions, Story, StoryLog, youthId } from '@regieboek/journal/testing';
import { residenceParameters, successorsOf } from '../objects/youth-facts.js';
import { version2025 as rules } from '../rule-sets/version-2025.js';
import { runMonth } from './billing-work.js';
import { Journal, RegionUndefined } from '@regieboek/journal/segments';
import fc from 'fast-check';
import { sized } from '@regieboek/kernel/testing';

const periods = ['2024-02', '2025-03'].map(monthFrom);

let root = '';
let folders = 0;
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'regieboek-excerpt-'));
});
afterAll(() => rmSync(root, { recursive: true, force: true }));
const journalOf = (log: StoryLog, segmentEvents = 12): Journal =>
  new Journal({ successorsOf, dataDir: join(root, String((folders += 1))), log, segmentEvents });

/** A history with some youths and their lines only. */
function only(history: RegionHistory, youths: readonly string[]): RegionHistory {
  const scope = new RegionHistory();
  scope.definition = history.definition;
  scope.position = history.position;
  for (const [provider, contract] of history.contracts) scope.contracts.set(provider, contract);
  for (const [id, youth] of history.youths) if (youths.includes(id)) scope.youths.set(id, youth);
  for (const [stream, one] of history.declarations)
    scope.declarations.set(stream, {
      ...one,
      lines: one.lines.filter(({ youth }) => youth !== null && youths.includes(youth)),
    });
  return scope;
}

/** A history without lines of months that were not asked for. */
const wanted = ({ elsewhere: _, ...history }: RegionHistory) => ({ ...history });

/** Care known by a line, and days of use in a month, of every youth: what lines of any month have to be known for. */
function saidByLines(history: RegionHistory, youths: readonly string[]) {
  if (!history.definition) return [];
  const { contracts } = history;
  const parameters = residenceParameters(history.definition);
  const lines = approvedByYouth(history);
  return youths.map((id) => {
    const youth = history.youths.get(id);
    if (!youth) return null;
    const care = careOf(youth, contracts);
    const own = lines.get(id) ?? [];
    const evidence = evidenceOf({ lines: own, care, youth, contracts, mergers: parameters.mergers });
    const window = { from: toDay('2025-03-01'), to: toDay('2025-03-31') };
    return { evidence, use: daysOfUse(youth, { contracts, parameters, window, rules, lines: own }) };
  });
}

describe('part of a history', () => {
  it('includes evidence of care from lines of all months, even when no month was requested', async () => {
    let evidence = 0;
    await fc.assert(
      fc.asyncProperty(regions, fc.subarray(periods), fc.nat(15), async (story, months, back) => {
        const log = new StoryLog(story.events);
        const position = Math.max(1, log.events.length - back);
        const whole = await replay(log, 'zhz', { upTo: position });
        const youths = [1, 2, 3, 4].map(youthId);
        const part = await journalOf(log, 40).excerpt({
          region: 'zhz',
          periods: months,
          knownAt: { position },
          youths,
        });
        const said = saidByLines(whole, youths);
        expect(saidByLines(part, youths)).toEqual(said);
        evidence += said.reduce((sum, one) => sum + (one?.evidence.length ?? 0), 0);
      }),
      { seed: 20251130, numRuns: sized(20, 50) },
    );
    expect(evidence).toBeGreaterThan(sized(5, 15));
  });

  it('equals the whole history for some months, and for some youths with their lines', async () => {
    const chosen = fc.subarray([1, 2, 3, 4, 9].map(youthId));
    let lines = 0;
    await fc.assert(
      fc.asyncProperty(regions, fc.subarray(periods), chosen, fc.nat(15), async (story, months, youths, back) => {
        const log = new StoryLog(story.events);
        const position = Math.max(1, log.events.length - back);
        const wants = (head: { period: string }) => months.some((one) => one === head.period);
        const whole = await replay(log, 'zhz', { upTo: position, wants });
        const journal = journalOf(log);
        const asked = { region: 'zhz', periods: months, knownAt: { position } };
        expect(wanted(await journal.excerpt(asked))).toEqual(wanted(whole));
        const part = await journal.excerpt({ ...asked, youths });
        expect(wanted(part)).toEqual(wanted(only(whole, youths)));
        lines += [...part.declarations.values()].reduce((sum, one) => sum + one.lines.length, 0);
      }),
      { seed: 20251122, numRuns: sized(15, 40) },
    );
    expect(lines).toBeGreaterThan(sized(5, 20));
  });

  it('omits declarations that were not selected, and lists the declared months', async () => {
    const log = new StoryLog(new Story().region().contract().events);
    const received = { provider: '99990001', municipality: '0505', messageId: 'D', messageDate: '2025-04-01' };
    const rest = {
      number: 'N',
      declarationDate: '2025-04-01',
      submittedCents: 1,
      lineCount: 1,
      message: 'ab'.repeat(32),
    };
    for (const [index, period] of ['2025-03', '2024-02', '2025-03'].entries()) {
      const provider = `9999000${index}`;
      const data = { ...received, ...rest, provider, period };
      const type = 'finance.declaration-received.v1';
      log.events.push({ stream: `zhz.declaration-${index}`, position: 3 + index, type, data });
    }
    const journal = journalOf(log);
    expect(await journal.declaredMonths({ region: 'zhz' })).toEqual(periods);
    expect(await journal.declaredMonths({ region: 'zhz', knownAt: { position: 3 } })).toEqual([monthFrom('2025-03')]);
    expect(await journal.declaredMonths({ region: 'zhz', knownAt: { position: 2 } })).toEqual([]);
    const wants = (head: { provider: string }) => head.provider === '99990002';
    const part = await journal.excerpt({ region: 'zhz', periods, wants });
    expect([...part.declarations.keys()]).toEqual(['zhz.declaration-2']);
  });
});

describe('a log that grows by a few events between questions', () => {
  it('seldom rebuilds its large segments, and keeps few segments', async () => {
    const story = new Story().region();
    for (let number = 1; number <= 400; number += 1) story.youth(number);
    const later = story.events.slice(200, 200 + sized(80, 201));
    const log = new StoryLog(story.events.slice(0, 200), { batchSize: 1 });
    const dataDir = join(root, 'grows');
    const journal = new Journal({ successorsOf, dataDir, log, segmentEvents: 1_000 });
    await journal.catchUp('zhz');
    const before = log.batches;
    let most = 0;
    for (const event of later) {
      log.events.push(event);
      expect(await journal.catchUp('zhz')).toBe(log.events.length);
      const segments = readdirSync(join(dataDir, 'journal', 'zhz')).filter((name) => name.startsWith('segment-'));
      most = Math.max(most, segments.length);
    }
    // Two events to compare at each question; beyond that, each event is read a few times: some 40 times if all were made one again.
    expect((log.batches - before) / later.length - 2).toBeLessThan(10);
    expect(most).toBeLessThan(14);
    expect(await journal.excerpt({ region: 'zhz', periods })).toEqual(await replay(log, 'zhz', { wants: () => false }));
  });
});

describe('a question with a watcher', () => {
  const told = () => new StoryLog([...new Story().region().youth(1).youth(2).youth(3).events], { batchSize: 1 });

  it('reports what it read and billed', async () => {
    const seen: string[] = [];
    const onProgress = ({ step, done, total }: { step: string; done: number; total: number }) =>
      void seen.push(`${step} ${done}/${total}`);
    const journal = journalOf(told());
    await runMonth(journal, { region: 'zhz', period: monthFrom('2025-03') }, rules, { onProgress });
    await runMonth(journal, { region: 'zhz', period: monthFrom('2025-03') }, rules, { onProgress });
    const billing = ['billing 0/1', 'billing 1/1'];
    const reading = [1, 2, 3, 4].map((position) => `reading ${position}/4`);
    expect(seen).toEqual([...reading, ...billing, ...billing]);
  });

  it('stops when the signal is aborted, and the next question continues from the finished segments', async () => {
    const log = told();
    const journal = journalOf(log, 2);
    const stop = new AbortController();
    const onProgress = ({ done }: { done: number }) => done === 3 && stop.abort(new Error('enough'));
    await expect(journal.catchUp('zhz', { signal: stop.signal, onProgress })).rejects.toThrow('enough');
    const before = log.batches;
    expect(await journal.catchUp('zhz')).toBe(4);
    // The first event and the last one of the segment to compare, and the two that had no segment yet.
    expect(log.batches - before).toBe(4);
    await expect(journal.catchUp('zhz', { signal: stop.signal })).rejects.toThrow('enough');
  });

  it('is refused about a region that was not defined then', async () => {
    const request = { region: 'zhz', period: monthFrom('2025-03'), knownAt: { position: 0 } };
    await expect(runMonth(journalOf(told()), request, rules)).rejects.toThrow(RegionUndefined);
  });

  it('is answered before the journal closes; later questions are refused', async () => {
    const journal = journalOf(told(), 2);
    let upTo = 0;
    const asked = journal.catchUp('zhz').then((reached) => (upTo = reached));
    await journal.close();
    expect([upTo, await asked]).toEqual([4, 4]);
    expect(() => journal.catchUp('zhz')).toThrow('closed');
  });

  it('about a run in workers ends the workers', async () => {
    const log = new StoryLog(
      fc.sample(regions, { seed: 8, numRuns: 80 }).reduce((a, b) => (a.events.length > b.events.length ? a : b)).events,
    );
    const journal = new Journal({ successorsOf, dataDir: join(root, 'workers'), log, workers: 2 });
    const stop = new AbortController();
    const seen: number[] = [];
    const onProgress = ({ step, done }: { step: string; done: number }) => {
      if (step === 'billing') seen.push(done);
      if (step === 'billing' && done === 1) stop.abort(new Error('enough'));
    };
    const request = { region: 'zhz', period: monthFrom('2025-03') };
    await expect(runMonth(journal, request, rules, { signal: stop.signal, onProgress })).rejects.toThrow('enough');
    expect(seen).toContain(1);
    expect((await runMonth(journal, request, rules)).order.rows).toBeGreaterThan(4);
    const alone = new Journal({ successorsOf, dataDir: join(root, 'workers'), log, workers: 2, aloneLinesMax: 1_000 });
    const shares: number[] = [];
    await runMonth(alone, request, rules, {
      onProgress: ({ step, total }) => step === 'billing' && shares.push(total),
    });
    expect(shares).toEqual([1, 1]);
  });
});
