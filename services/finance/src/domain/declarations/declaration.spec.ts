import { describe, expect, it } from '@jest/globals';
import {
  declarationDecided,
  declarationLinesDecided,
  declarationReceived,
  type DecidedLine,
  type DeclarationHead,
  type DeclarationOutcome,
} from '@regieboek/events';
import { fold, fromDay, monthOf, toDay } from '@regieboek/kernel';
import { given } from '@regieboek/kernel/testing';
import { declarationDecider } from './declaration.js';

const day = fromDay(toDay('2026-03-05'));
const head: DeclarationHead = {
  provider: '99990001',
  municipality: '0505',
  messageId: 'D1',
  messageDate: day,
  number: 'N1',
  period: monthOf(toDay('2026-02-01')),
  declarationDate: day,
  submittedCents: 300,
  lineCount: 3,
  message: 'f2'.repeat(32),
};
const line = (place: number, cents: number, codes: string[] = []): DecidedLine => ({
  place,
  reference: `L${place}`,
  previous: null,
  youth: null,
  assignment: 7,
  category: '45',
  code: '45A04',
  from: day,
  to: day,
  volume: 1,
  unit: '04',
  tariffCents: cents,
  cents,
  codes,
});
const outcome = (approvedCents: number, approvedLines: number, rejectedLines: number): DeclarationOutcome => ({
  headerCodes: ['0200'],
  declarationCodes: ['8001'],
  clientCodes: {},
  approvedCents,
  approvedLines,
  rejectedLines,
  answerId: 'A1',
  answerDate: day,
});
const received = { type: declarationReceived.type, data: head };
const part = (number: number, ...lines: DecidedLine[]) => ({
  type: declarationLinesDecided.type,
  data: { part: number, lines },
});
const decided = (data: DeclarationOutcome) => ({ type: declarationDecided.type, data });
const parts = [received, part(0, line(0, 100), line(1, 50, ['0611'])), part(1, line(2, -30))];
const good = outcome(70, 2, 1);

describe('a declaration', () => {
  it('is received once', () => {
    given(declarationDecider).when({ kind: 'receive', head }).then(received);
    given(declarationDecider, ...parts)
      .when({ kind: 'receive', head })
      .thenNothing();
  });

  it('is not decided before it was received', () => {
    given(declarationDecider)
      .when({ kind: 'decide-lines', part: 0, lines: [line(0, 100)] })
      .thenRejected('not-received');
    given(declarationDecider).when({ kind: 'conclude', outcome: good }).thenRejected('not-received');
  });

  it('is decided part by part, each once and in order', () => {
    const decide = (number: number, place: number) =>
      given(declarationDecider, ...parts).when({ kind: 'decide-lines', part: number, lines: [line(place, 1)] });
    decide(2, 3).then(part(2, line(3, 1)));
    decide(1, 3).thenNothing();
    decide(3, 3).thenRejected('part-out-of-order');
    decide(2, 1).thenRejected('line-decided-twice');
  });

  it('is concluded when cents, approved and rejected lines add up, credits included', () => {
    given(declarationDecider, ...parts)
      .when({ kind: 'conclude', outcome: good })
      .then(decided(good));
  });

  it.each([
    ['a cent too much', outcome(71, 2, 1)],
    ['the cents of a rejected line', outcome(120, 2, 1)],
    ['an approved line too many', outcome(70, 3, 1)],
    ['a rejected line too few', outcome(70, 2, 0)],
  ])('is not concluded with %s', (_, wrong) => {
    given(declarationDecider, ...parts)
      .when({ kind: 'conclude', outcome: wrong })
      .thenRejected('does-not-add-up');
  });

  it('without lines, refused as a whole, is concluded with zero amounts', () => {
    const nothing = outcome(0, 0, 0);
    given(declarationDecider, received).when({ kind: 'conclude', outcome: nothing }).then(decided(nothing));
  });

  it('once decided does not change', () => {
    const all = [...parts, decided(good)];
    given(declarationDecider, ...all)
      .when({ kind: 'conclude', outcome: outcome(0, 0, 0) })
      .thenNothing();
    given(declarationDecider, ...all)
      .when({ kind: 'decide-lines', part: 2, lines: [line(9, 1)] })
      .thenNothing();
    const state = fold(declarationDecider, [...all, part(2, line(9, 1)), decided(outcome(1, 1, 1))]);
    expect(state).toMatchObject({ status: 'decided', outcome: good, parts: 2 });
    expect(state.status === 'decided' && state.lines.map(({ place }) => place)).toEqual([0, 1, 2]);
  });
});
