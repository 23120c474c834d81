import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { GrowingRows } from '../tables/growing-rows.js';
import { ReportedCare, type AssignmentKey } from './reported-care.js';
import { assignmentColumns, careColumns, careKinds } from './segment.js';

const key = fc.record({
  youth: fc.oneof(fc.nat(3), fc.constantFrom(1_500, 5_000)),
  municipality: fc.nat(1),
  provider: fc.nat(1),
  assignment: fc.integer({ min: 1, max: 3 }),
});
const message = fc.record({ key, kind: fc.nat(careKinds.length - 1), isWithout: fc.constantFrom(false, false, true) });
const assigned = fc.record({ key, isByCategory: fc.boolean() });
type Message = typeof message extends fc.Arbitrary<infer One> ? One : never;
type Assigned = typeof assigned extends fc.Arbitrary<infer One> ? One : never;

interface Part {
  readonly messages: readonly Message[];
  readonly assignments: readonly Assigned[];
}

const careTable = (messages: readonly Message[], from: number) => {
  const table = new GrowingRows(careColumns);
  for (const [index, { key: own, kind, isWithout }] of messages.entries()) {
    const assignment = isWithout ? -1 : own.assignment;
    table.push([own.youth, from + index, kind, own.municipality, own.provider, assignment, -1, -1, 0, 0, -1], '');
  }
  return table.sortedBy('youth');
};

const assignmentTable = (assignments: readonly Assigned[]) => {
  const table = new GrowingRows(assignmentColumns);
  for (const { key: own, isByCategory } of assignments)
    table.push([own.youth, 0, own.municipality, own.provider, own.assignment, 5, isByCategory ? -1 : 7, 0, 0], '');
  return table.sortedBy('youth');
};

const isSame = (a: AssignmentKey, b: AssignmentKey): boolean =>
  a.youth === b.youth &&
  a.municipality === b.municipality &&
  a.provider === b.provider &&
  a.assignment === b.assignment;

/** The rule of `mayBeEvidence` in words: before any start, after a withdrawal, or on an assignment by category. */
function mayBe(parts: readonly Part[], asked: AssignmentKey, position: number): boolean {
  const messages = parts
    .flatMap((one) => one.messages)
    .map((one, index) => ({ ...one, position: index + 1 }))
    .filter((one) => !one.isWithout && isSame(one.key, asked));
  const startedBefore = messages.some((one) => careKinds[one.kind] === 'care-started' && one.position <= position);
  const withdrawnBefore = messages.some(
    (one) => careKinds[one.kind] === 'care-start-withdrawn' && one.position < position,
  );
  const byCategory = parts.some((one) => one.assignments.some((own) => own.isByCategory && isSame(own.key, asked)));
  return !startedBefore || withdrawnBefore || byCategory;
}

const part = fc.record({
  messages: fc.array(message, { maxLength: 8 }),
  assignments: fc.array(assigned, { maxLength: 4 }),
});

describe('lines that may be the only evidence of care', () => {
  it('are those before any start, after a withdrawal, and on an assignment by category, over any segments', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), key, fc.nat(40), (parts, asked, position) => {
        const reported = new ReportedCare();
        let next = 1;
        for (const { messages, assignments } of parts) {
          reported.add(careTable(messages, next), assignmentTable(assignments));
          next += messages.length;
        }
        expect(reported.mayBeEvidence(asked, position)).toBe(mayBe(parts, asked, position));
      }),
      { seed: 141, numRuns: 800 },
    );
  });

  it('are all, as long as nothing was reported', () => {
    const reported = new ReportedCare();
    expect(reported.mayBeEvidence({ youth: 0, municipality: 0, provider: 0, assignment: 1 }, 1)).toBe(true);
  });

  it('are told apart by every part of the assignment, for thousands of them', () => {
    const reported = new ReportedCare();
    const keys = Array.from({ length: 4_000 }, (_, n) => ({
      youth: n % 50,
      municipality: n % 3,
      provider: n % 7,
      assignment: n,
    }));
    const started = careKinds.indexOf('care-started');
    const messages = keys.filter((_, n) => n % 2 === 0).map((own) => ({ key: own, kind: started, isWithout: false }));
    reported.add(careTable(messages, 1), assignmentTable([]));
    expect(keys.map((own) => reported.mayBeEvidence(own, 9_999))).toEqual(keys.map((_, n) => n % 2 === 1));
  });
});
