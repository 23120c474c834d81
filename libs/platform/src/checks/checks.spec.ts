import { describe, expect, it } from '@jest/globals';
import { eventId, GapInLog, MemoryEventLog, type EventLog } from '@regieboek/eventing';
import { MemoryAuditLog } from '../audit/index.js';
import { auditCheck } from './audit-check.js';
import { LedgerChecks, sound, unsound, type CheckOptions, type CheckResult, type LedgerCheck } from './checks.js';
import { logCheck } from './log-check.js';

const deep: CheckOptions = { isDeep: true, regions: ['zhz'], isWhole: false };
const atOnce: CheckOptions = { ...deep, isDeep: false };

async function results(check: LedgerCheck, options: CheckOptions): Promise<CheckResult[]> {
  const found: CheckResult[] = [];
  for await (const result of check(options)) found.push(result);
  return found;
}

async function logOf(count: number): Promise<MemoryEventLog> {
  const log = new MemoryEventLog({ now: () => '2026-01-01T00:00:00.000Z' });
  for (let index = 0; index < count; index += 1)
    await log.append(`zhz.note-${index}`, 'none', [
      { id: eventId('note', index), type: 'a.noted.v1', data: { index } },
    ]);
  return log;
}

/** The log, which has lost an event at a position. */
const without = (log: EventLog, position: number): EventLog =>
  Object.create(log, {
    head: { value: (region: string) => log.head(region) },
    digests: {
      async *value(region: string, spans: readonly { readonly after: number; readonly upTo: number }[]) {
        for await (const digest of log.digests(region, spans)) {
          if (digest.after < position && position <= digest.upTo)
            throw new GapInLog('Region zhz', position, position + 1);
          yield digest;
        }
      },
    },
  }) as EventLog;

describe('checks', () => {
  it('are made in the order of their names, whichever service adds them first', async () => {
    const checks = new LedgerChecks();
    for (const name of ['books', 'log', 'messages', 'log'] as const)
      checks.add(name, async function* () {
        yield sound(name, 'zhz', 1);
      });
    const found = await Promise.all(checks.inOrder().map((check) => results(check, deep)));
    expect(found.flat().map(({ check }) => check)).toEqual(['log', 'log', 'messages', 'books']);
  });

  it('have a fault with a code and a text, or none', () => {
    expect(sound('log', 'zhz', 3).faults).toEqual([]);
    expect(unsound({ check: 'log', subject: 'zhz' }, 'gap-in-log', 'restore it')).toEqual({
      ...{ check: 'log', subject: 'zhz', count: 0, mark: null },
      faults: [{ code: 'gap-in-log', text: 'restore it' }],
    });
  });
});

describe('the check of the log', () => {
  it('gives the same mark for the same events, and another for one event more', async () => {
    const marks = [];
    for (const count of [1_500, 1_500, 1_501]) marks.push((await results(logCheck(await logOf(count)), deep))[0]?.mark);
    expect(marks[0]).toMatch(/^[0-9a-f]{64}$/);
    expect(marks[1]).toBe(marks[0]);
    expect(marks[2]).not.toBe(marks[0]);
  });

  it('finds a gap anywhere when deep, and at once only one near the end', async () => {
    const log = await logOf(1_500);
    const found = async (position: number, options: CheckOptions) =>
      (await results(logCheck(without(log, position)), options)).flatMap(({ faults }) =>
        faults.map(({ code }) => code),
      );
    expect(await found(10, deep)).toEqual(['gap-in-log']);
    expect(await found(10, atOnce)).toEqual([]);
    expect(await found(1_400, atOnce)).toEqual(['gap-in-log']);
  });

  it('leaves out a region without events, and throws every other error', async () => {
    const log = await logOf(0);
    expect(await results(logCheck(log), deep)).toEqual([]);
    await log.close();
    await expect(results(logCheck(log), deep)).rejects.toThrow('closed');
  });

  it('ends when the request does', async () => {
    const log = await logOf(1_100);
    const signal = AbortSignal.abort();
    await expect(results(logCheck(log), { ...deep, signal })).rejects.toThrow('abort');
  });
});

describe('the check of the audit log', () => {
  const draft = { at: '2026-01-01T00:00:00.000Z' };

  it('is made when deep only, of the regions asked or of the whole installation', async () => {
    const audit = new MemoryAuditLog();
    await audit.record([
      { ...draft, region: 'zhz' },
      { ...draft, region: 'wbw' },
    ] as unknown as Parameters<MemoryAuditLog['record']>[0]);
    const subjects = async (options: CheckOptions) =>
      (await results(auditCheck(audit), options)).map(({ subject }) => subject);
    expect(await subjects(atOnce)).toEqual([]);
    expect(await subjects(deep)).toEqual(['zhz']);
    expect(await subjects({ ...deep, isWhole: true })).toEqual(['wbw', 'zhz']);
  });
});
