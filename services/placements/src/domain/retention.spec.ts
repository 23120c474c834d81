import { describe, expect, it } from '@jest/globals';
import type { RegionDefinition } from '@regieboek/events';
import { RegionHistory, type YouthHistory } from '@regieboek/journal';
import { fromDay, toDay, type Month } from '@regieboek/kernel';
import { retentionOf, type RetentionTerms } from './retention.js';

const day = (text: string) => fromDay(toDay(text));

interface Story {
  readonly assigned?: { readonly to: string | null };
  readonly born?: string;
  readonly dispute?: { readonly to: string | null; readonly withdrawn?: boolean };
  readonly billed?: string;
  readonly terms?: RetentionTerms;
}

/** Reasons to keep a youth of a story on a day, as code and last day. */
function reasons(on: string, { assigned, born = '2012-05-21', dispute, billed, terms }: Story): unknown {
  const history = new RegionHistory();
  history.definition = { parameters: terms ? { retention: terms } : {} } as RegionDefinition;
  const youth: YouthHistory = {
    ...{ youth: 'y', birth: toDay(born), facts: [], care: [], absences: [], authorisations: [] },
    assignments: new Map(assigned ? [['0505#1', { to: assigned.to } as never]] : []),
  };
  if (dispute) {
    const fact = { kind: 'decision', ground: 'geschil', from: day('2026-01-01'), to: dispute.to } as never;
    const withdrawnOn = dispute.withdrawn ? toDay('2026-05-01') : null;
    youth.facts.push({ fact, recordedOn: toDay('2026-01-02'), withdrawnOn, position: 1 });
  }
  const kept = retentionOf(history, youth, { today: toDay(on), billed: billed as Month | undefined });
  return kept.reasons.map(({ code, until }) => `${code} ${until ?? '?'}`);
}

describe('the retention of the data of a youth', () => {
  it.each<[string, string, Story, string[]]>([
    ['nothing is known of care', '2026-06-01', {}, []],
    ['an assignment has no end', '2060-01-01', { assigned: { to: null } }, ['care-runs ?']],
    ['care ended', '2026-06-01', { assigned: { to: '2025-12-31' } }, ['claims 2032-12-31']],
    ['the term of claims ends today', '2032-12-31', { assigned: { to: '2025-12-31' } }, ['claims 2032-12-31']],
    ['the term of claims ended', '2033-01-01', { assigned: { to: '2025-12-31' } }, []],
    [
      'the age comes first',
      '2026-06-01',
      { assigned: { to: '2025-12-31' }, born: '2000-03-01' },
      ['claims 2030-03-01'],
    ],
    [
      'the age was reached in care',
      '2026-06-01',
      { assigned: { to: '2026-12-31' }, born: '1990-01-01' },
      ['claims 2026-12-31'],
    ],
    ['a month was billed', '2030-06-01', { billed: '2026-02' }, ['books 2033-12-31']],
    ['the books may go', '2034-01-01', { billed: '2026-02' }, []],
    ['a dispute is open', '2040-01-01', { dispute: { to: null } }, ['dispute ?']],
    ['a dispute ended', '2040-01-01', { dispute: { to: '2027-01-01' } }, []],
    ['a dispute was withdrawn', '2040-01-01', { dispute: { to: null, withdrawn: true } }, []],
  ])('when %s', (_, on, story, expected) => {
    expect(reasons(on, story)).toEqual(expected);
  });

  it('follows the terms of the region', () => {
    const terms = { bookYears: 10, claimYears: 2, claimAge: 40 };
    const story = { assigned: { to: '2025-12-31' }, billed: '2025-12', terms };
    expect(reasons('2026-06-01', story)).toEqual(['claims 2027-12-31', 'books 2035-12-31']);
  });
});
