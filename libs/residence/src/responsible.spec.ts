import { describe, expect, it } from '@jest/globals';
import { toDay } from '@regieboek/kernel';
import { defaultParameters } from './facts/parameters.js';
import { responsibleOn } from './responsible.js';
import { answers } from '../test/answers.js';
import { cared, lives, span, youth } from '../test/youth.js';

describe('a decision', () => {
  const facts = youth('2011-09-09', {
    registrations: [lives('2011-09-09..open', '0677')],
    care: [cared('2022-07-01..2024-06-30', 'verblijf')],
  });
  const decision = { id: 'advice', ...span('2022-07-01..2023-06-30'), municipality: '0715' };

  it('wins for its own period only (O1)', () => {
    expect(answers({ ...facts, decisions: [decision] })).toEqual([
      '2022-07-01..2023-06-30 0715 WPB-O1',
      '2023-07-01..2024-06-30 0677 WPB-2022-V2 since 2022-07-01',
    ]);
  });

  it('that was recorded last overrides the others, and needs review', () => {
    const other = { ...decision, ...span('2022-09-01..2022-09-30'), municipality: '0748', recordedAt: 19_000 };
    const decisions = [{ ...decision, recordedAt: 19_100 }, other];
    expect(answers({ ...facts, decisions })[0]).toBe('2022-07-01..2023-06-30 0715 WPB-O1 decisions-overlap');
  });

  it('passes to the successor of a municipality that ended, and needs review (WPB-M1)', () => {
    expect(answers({ ...facts, decisions: [{ ...decision, municipality: '0611' }] })[0]).toBe(
      '2022-07-01..2023-06-30 1963 WPB-O1 decided-code-ended',
    );
  });

  it('is undetermined for a municipality that was split: a person decides its successor', () => {
    expect(answers({ ...facts, decisions: [{ ...decision, municipality: '0788' }] })[0]).toBe(
      '2022-07-01..2023-06-30 - WPB-2022-U1 undetermined split-municipality decided-code-ended',
    );
  });
});

describe('the answer for one day', () => {
  const facts = youth('2010-01-01', {
    registrations: [lives('2010-01-01..open', '0748')],
    care: [cared('2023-01-01..2023-01-31', 'verblijf'), cared('2023-02-03..2023-02-28', 'verblijf')],
  });
  const on = (text: string, gapToleranceDays = 0) =>
    responsibleOn(facts, { ...defaultParameters, gapToleranceDays }, toDay(text));

  it('needs no care, and counts a bridged gap as part of the chain', () => {
    expect(on('2023-06-01').rule).toBe('WPB-2022-V1');
    expect(on('2023-02-01')).toMatchObject({ rule: 'WPB-2022-V1', review: ['short-gap'] });
    expect(on('2023-02-01', 2)).toMatchObject({ rule: 'WPB-2022-V2', chainStart: toDay('2023-01-01') });
  });

  it('is undetermined before the Jeugdwet', () => {
    expect(on('2014-12-31')).toMatchObject({ municipality: null, rule: 'WPB-2015-U1', review: ['undetermined'] });
  });

  it('uses only facts that were recorded by then and not withdrawn', () => {
    const dated = youth('2010-01-01', {
      registrations: [
        { ...lives('2010-01-01..open', '0748'), withdrawnAt: toDay('2023-05-01') },
        { ...lives('2010-01-01..open', '0758'), recordedAt: toDay('2023-05-01') },
      ],
    });
    const knownOn = (text?: string) =>
      responsibleOn(dated, defaultParameters, toDay('2023-03-03'), text ? toDay(text) : undefined).municipality;
    expect([knownOn('2023-04-30'), knownOn('2023-05-01'), knownOn()]).toEqual(['0748', '0758', '0758']);
  });
});
