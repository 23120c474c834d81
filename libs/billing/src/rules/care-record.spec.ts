import { describe, expect, it } from '@jest/globals';
import { OPEN } from '@regieboek/kernel';
import { careRecords, type CareMessage } from './care-record.js';

const key = { provider: '99990001', assignment: 7, category: '44', code: '44A09' };
const start = (begin: number): CareMessage => ({ ...key, kind: 'started', begin });
const stop = (begin: number, end: number, reason = '31'): CareMessage => ({
  ...key,
  kind: 'stopped',
  begin,
  end,
  reason,
});
const spans = (...messages: CareMessage[]) =>
  careRecords(messages).map(({ from, to, leaves }) => ({ from, to, leaves }));

describe('records of care from start and stop messages', () => {
  it('run from start to stop, or on when there is no stop', () => {
    expect(spans(start(10), stop(10, 20))).toEqual([{ from: 10, to: 20, leaves: [] }]);
    expect(spans(start(10))).toEqual([{ from: 10, to: OPEN, leaves: [] }]);
  });

  it('continue after a temporary stop on the same assignment, with leave in between', () => {
    expect(spans(start(10), stop(10, 20, '20'), start(26), stop(26, 40))).toEqual([
      { from: 10, to: 40, leaves: [{ from: 21, to: 25 }] },
    ]);
  });

  it('end at a temporary stop without a restart, and at a definitive stop after it', () => {
    expect(spans(start(10), stop(10, 20, '20'))).toEqual([{ from: 10, to: 20, leaves: [] }]);
    expect(spans(start(10), stop(10, 20, '20'), stop(10, 22))).toEqual([
      { from: 10, to: 22, leaves: [{ from: 21, to: 22 }] },
    ]);
  });

  it('include only days with the youth present: up to a temporary stop, even when a definitive stop follows (OP377, A6)', () => {
    const spells = (...messages: CareMessage[]) => careRecords(messages).map((one) => one.spells);
    expect(spells(start(10), stop(10, 20, '20'), stop(10, 32))).toEqual([[{ from: 10, to: 20 }]]);
    expect(spells(start(10), stop(10, 20, '20'), stop(10, 25, '20'), start(25))).toEqual([
      [
        { from: 10, to: 25 },
        { from: 25, to: OPEN },
      ],
    ]);
    expect(spells(start(10), stop(10, 20, '20'), start(26), stop(26, 30, '20'), stop(26, 40))).toEqual([
      [
        { from: 10, to: 20 },
        { from: 26, to: 30 },
      ],
    ]);
  });

  it('start again after a definitive stop', () => {
    expect(spans(start(10), stop(10, 20), start(30))).toEqual([
      { from: 10, to: 20, leaves: [] },
      { from: 30, to: OPEN, leaves: [] },
    ]);
  });

  it('disappear with a removed start and reopen with a removed stop', () => {
    expect(spans(start(10), { ...key, kind: 'start-withdrawn', begin: 10 })).toEqual([]);
    expect(
      spans(start(10), stop(10, 20), { ...key, kind: 'stop-withdrawn', begin: 10, end: 20, reason: '31' }),
    ).toEqual([{ from: 10, to: OPEN, leaves: [] }]);
  });

  it('are the same when a message arrives twice', () => {
    expect(spans(start(10), start(10), stop(10, 20), stop(10, 20))).toEqual([{ from: 10, to: 20, leaves: [] }]);
  });

  it('are separate per assignment', () => {
    const other: CareMessage = { ...key, assignment: 8, kind: 'started', begin: 12 };
    expect(careRecords([start(10), other]).map(({ assignment }) => assignment)).toEqual([7, 8]);
  });
});
