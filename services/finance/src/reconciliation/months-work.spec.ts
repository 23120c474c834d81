import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { successorsOf } from '@regieboek/billing';
import { Journal, linesWork, type JournalOptions, type Progress } from '@regieboek/journal/segments';
import { Story, StoryLog, youthId, newFolders } from '@regieboek/journal/testing';
import { nextMonth, type Month } from '@regieboek/kernel';
import { february } from '../../test/story-region.js';
import { declaredLines } from '../../test/oracle/declared-lines.js';
import { expectedLines } from '../../test/oracle/expected-lines.js';
import { figuresOf } from '../../test/oracle/figures.js';
import { reconcile } from '../../test/oracle/reconcile.js';
import { declaredClasses, expectedClasses } from '../domain/reconciliation/reconcile.js';
import { figuresWork } from './figures.js';

const YOUTHS = 120;
const range = { from: february, to: february };
const request = { region: 'zhz', ...range };

const { folder, remove } = newFolders('months-work');
afterAll(remove);

function placed(story: Story, youth: number): void {
  const key = { municipality: '0505', provider: '99990001', category: '44', code: '44A09' };
  const terms = { volume: null, unit: null, frequency: null, budgetCents: null, reason: null };
  const decided = { ...key, ...terms, number: youth, decidedAt: '2025-01-01T10:00:00', from: '2025-01-01', to: null };
  story.about(youth, 'assignment-decided', decided);
  story.start('2025-01-10', { ...key, youth, assignment: youth });
}

/** What is declared of a youth: mostly what is expected, otherwise by the last digit of its number. */
function linesOf(youth: number): object[] {
  const line = {
    ...{ reference: `P${youth}`, previous: null, youth: youthId(youth), assignment: youth, category: '44' },
    ...{ code: '44A09', from: '2025-02-01', to: '2025-02-28', volume: 28, unit: '14', tariffCents: 10_000 },
    ...{ cents: 280_000, codes: new Array<string>() },
  };
  const other = youthId(YOUTHS + 1 - youth);
  switch (youth % 10) {
    case 1:
      return [];
    case 2:
      return [{ ...line, volume: 27, cents: 270_000 }];
    case 3:
      return [line, { ...line, youth: other, volume: 1 }];
    case 4:
      return [line, { ...line, reference: `N${youth}`, previous: line.reference, youth: other, cents: -280_000 }];
    case 5:
      return [{ ...line, codes: ['9322'] }];
    case 6:
      return [line, { ...line, reference: `N${youth}`, youth: null }];
    case 7:
      return [line, { ...line, reference: `N${youth}`, from: '2025-01-10', to: '2025-01-31', cents: 2 ** 40 }];
    case 8:
      return [line, { ...line, reference: `N${youth}`, from: '2025-01-10', cents: 1 }];
    case 0:
      return [line, { ...line, reference: `N${youth}`, previous: `X${youth}`, cents: -1 }];
    default:
      return [line];
  }
}

/** Tells a declaration with every line in an event of its own. */
function declare(story: Story, period: Month, lines: readonly object[]): void {
  const stream = `zhz.declaration-${period}`;
  const message = { messageId: 'D1', messageDate: '2025-04-05', number: 'N1', declarationDate: '2025-04-05' };
  const head = { provider: '99990001', municipality: '0505', period, ...message, message: 'ab'.repeat(32) };
  story.add(stream, 'finance.declaration-received.v1', { ...head, submittedCents: 0, lineCount: lines.length });
  for (const [place, line] of lines.entries())
    story.add(stream, 'finance.declaration-lines-decided.v1', { part: place, lines: [{ place, ...line }] });
  const answer = { approvedCents: 0, approvedLines: 0, rejectedLines: 0, answerId: 'A1', answerDate: '2025-04-06' };
  const codes = { headerCodes: ['0200'], declarationCodes: [], clientCodes: {} };
  story.add(stream, 'finance.declaration-decided.v1', { ...codes, ...answer });
}

/** A region in which every class of lines has some, of youths all over it; some are declared a month later. */
function told(): Story {
  const story = new Story().region().contract({ products: [Story.product('44A09', 'verblijf')] });
  const youths = Array.from({ length: YOUTHS }, (_, index) => YOUTHS - index);
  for (const youth of youths.toReversed()) placed(story, youth);
  const isLate = (youth: number) => youth % 10 === 9;
  declare(story, february, youths.filter((youth) => !isLate(youth)).flatMap(linesOf));
  declare(story, nextMonth(february), youths.filter(isLate).flatMap(linesOf));
  return story;
}

const byColumns = linesWork(range, figuresWork);
const story = told();
const journalWith = (options: Partial<JournalOptions>): Journal =>
  new Journal({ successorsOf, dataDir: folder(), log: new StoryLog(story.events), segmentEvents: 60, ...options });

describe('a reconciliation in workers', () => {
  const { history } = story;
  const wanted = figuresOf(reconcile(declaredLines(history, range), expectedLines(history, range), range));

  it.each([1, 2, 4])(
    'gives with %i threads the same result as the reconciliation over objects, byte for byte (R22)',
    async (workers) => {
      const figures = await journalWith({ workers }).months(request, byColumns);
      expect(figures).toEqual(wanted);
      expect(JSON.stringify(figures) === JSON.stringify(wanted)).toBe(true);
    },
  );

  it('gives the same for segments that do not stay in memory', async () => {
    expect(await journalWith({ workers: 1, keptBytesMax: 0 }).months(request, byColumns)).toEqual(wanted);
  });

  it('is tested on lines of every class', () => {
    const { declared, expected } = wanted.totals;
    expect(declaredClasses.filter((name) => declared[name].lines === 0)).toEqual([]);
    expect(expectedClasses.filter((name) => expected[name].lines === 0)).toEqual([]);
    expect(wanted.items.some(({ outcome }) => outcome === 'refused')).toBe(true);
  });

  it('reports progress, share by share', async () => {
    const seen: Progress[] = [];
    const onProgress = (progress: Progress) => void seen.push(progress);
    await journalWith({ workers: 4 }).months(request, byColumns, { onProgress });
    const told = seen.filter(({ step }) => step === 'reconciling').map(({ done, total }) => [done, total]);
    expect(told).toEqual([0, 1, 2, 3, 4].map((done) => [done, 4]));
  });

  it('stops between two shares on request, and can be repeated', async () => {
    const journal = journalWith({ workers: 2 });
    const stop = new AbortController();
    const onProgress = ({ step, done }: Progress) => {
      if (step === 'reconciling' && done === 1) stop.abort(new Error('enough'));
    };
    await expect(journal.months(request, byColumns, { signal: stop.signal, onProgress })).rejects.toThrow('enough');
    expect(await journal.months(request, byColumns)).toEqual(wanted);
  });

  it('rejects with the error of a failed worker, and can be repeated', async () => {
    const journal = journalWith({ workers: 2 });
    const worker = new URL('data:text/javascript,throw new Error("out of order")');
    await expect(journal.months(request, linesWork(range, { ...figuresWork, worker }))).rejects.toThrow('out of order');
    expect(await journal.months(request, byColumns)).toEqual(wanted);
  });

  it.each(['care.arrow', 'assignment-texts.arrow'])('rebuilds a segment whose %s was changed', async (name) => {
    const dataDir = folder();
    const options = { dataDir, workers: 2, keptBytesMax: 0, segmentEvents: 200 };
    await journalWith(options).months(request, byColumns);
    const segments = join(dataDir, 'journal', 'zhz');
    const [first = ''] = readdirSync(segments).filter((each) => each.startsWith('segment-'));
    const file = join(segments, first, name);
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(file, bytes);
    expect(await journalWith(options).months(request, byColumns)).toEqual(wanted);
  });
});
