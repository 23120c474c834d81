import { describe, expect, it } from '@jest/globals';
import { APPEND_BYTES_MAX } from '@regieboek/eventing';
import type { PeriodEvent, PeriodSeal } from '@regieboek/events';
import { fromDay, monthOf, toDay, type Month } from '@regieboek/kernel';
import { given } from '@regieboek/kernel/testing';
import type { OpenItem, PeriodCommand, SealContent } from './period.js';
import { periodDecider } from './period-decider.js';

const month = (text: string): Month => monthOf(toDay(`${text}-01`));
const february = month('2025-02');
const day = (text: string) => fromDay(toDay(text));

const content: SealContent = {
  period: february,
  position: 40,
  digest: '5d'.repeat(32),
  ruleSet: '2025.1',
  billedCents: 100,
  unresolvedCents: 0,
  correctionCents: 0,
  correctionDigest: 'a7'.repeat(32),
  chain: { blockEvents: 1024, heads: ['0c'.repeat(32)] },
};
type Sealing = Extract<PeriodCommand, { kind: 'seal' }>;
const sealing = (over: Partial<Sealing> = {}): Sealing => ({
  kind: 'seal',
  content,
  open: [],
  waivers: [],
  books: { lastSealed: month('2025-01'), firstDeclared: month('2025-01') },
  by: 'controller-3',
  today: day('2025-03-01'),
  ...over,
});
const seal: PeriodSeal = { ...content, waivers: [], sealedBy: 'controller-3', sealedOn: day('2025-03-01') };
const sealed: PeriodEvent = { type: 'finance.period-sealed.v1', data: seal };
const reopening = (over: Partial<Extract<PeriodCommand, { kind: 'reopen' }>> = {}) =>
  ({
    kind: 'reopen',
    period: february,
    lastSealed: february,
    reason: 'declaration of a provider was forgotten',
    by: 'controller-3',
    today: day('2025-03-05'),
    ...over,
  }) as const;
const reopened: PeriodEvent = {
  type: 'finance.period-reopened.v1',
  data: {
    period: february,
    reason: 'declaration of a provider was forgotten',
    reopenedBy: 'controller-3',
    reopenedOn: day('2025-03-05'),
  },
};
const open: readonly OpenItem[] = [
  { item: 'declaration:d1', reasons: ['undecided'], youth: null },
  { item: 'line:99990001.L1.1', reasons: ['short-gap'], youth: null },
];

describe('sealing a period', () => {
  it('records its result, its actor and its time', () => {
    given(periodDecider).when(sealing()).then(sealed);
  });

  it('twice changes nothing, also when the log has grown in between', () => {
    given(periodDecider, sealed)
      .when(sealing({ content: { ...content, position: 41 } }))
      .thenNothing();
  });

  it('by another user over other facts, or with other rules, is refused: later changes are corrections', () => {
    for (const over of [{ digest: '00'.repeat(32) }, { ruleSet: '2026.1' }]) {
      const asked = { content: { ...content, ...over } };
      given(periodDecider, sealed)
        .when(sealing({ ...asked, by: 'controller-4' }))
        .thenRejected('already-sealed');
      given(periodDecider, sealed)
        .when(sealing({ ...asked, waivers: [{ item: 'line:1', reason: 'other' }] }))
        .thenRejected('already-sealed');
    }
  });

  it('again after a lost answer returns that answer, also after new facts', () => {
    const waivers = open.map(({ item }) => ({ item, reason: 'follows' }));
    const withWaivers = { ...sealed, data: { ...seal, waivers } };
    const later = { content: { ...content, position: 90, digest: '00'.repeat(32) } };
    given(periodDecider, sealed).when(sealing(later)).thenNothing();
    given(periodDecider, withWaivers)
      .when(sealing({ ...later, open, waivers }))
      .thenNothing();
    const [first, ...others] = waivers;
    if (!first) throw new Error('no waivers');
    for (const changed of [others, [...others, first], [{ ...first, reason: 'never' }, ...others]])
      given(periodDecider, withWaivers)
        .when(sealing({ ...later, open, waivers: changed }))
        .thenRejected('already-sealed');
  });

  it('is refused up to and including its last day', () => {
    given(periodDecider)
      .when(sealing({ today: day('2025-02-28') }))
      .thenRejected('period-not-over');
  });

  it('goes in order from the first month with declarations, and skips none', () => {
    const on = (lastSealed: Month | null, firstDeclared: Month | null) =>
      given(periodDecider).when(sealing({ books: { lastSealed, firstDeclared } }));
    on(null, null).then(sealed);
    on(null, february).then(sealed);
    on(null, month('2025-03')).then(sealed);
    on(null, month('2025-01')).thenRejected('earlier-period-open');
    on(month('2024-12'), month('2024-12')).thenRejected('earlier-period-open');
    on(month('2025-03'), month('2025-01')).thenRejected('later-period-sealed');
  });

  it('is refused while items are open, and accepted once each is waived with a reason', () => {
    given(periodDecider).when(sealing({ open })).thenRejected('open-items');
    const [first, second] = open.map(({ item }) => ({ item, reason: 'follows next month' }));
    if (!first || !second) throw new Error('no items');
    given(periodDecider)
      .when(sealing({ open, waivers: [first] }))
      .thenRejected('open-items');
    given(periodDecider)
      .when(sealing({ open, waivers: [first, second] }))
      .then({ ...sealed, data: { ...seal, waivers: [first, second] } });
    given(periodDecider)
      .when(sealing({ open, waivers: [first, second, first] }))
      .thenRejected('waived-twice');
    given(periodDecider)
      .when(sealing({ waivers: [first] }))
      .thenRejected('unknown-item');
  });

  it('accepts as many waivers as fit into one event, and reports when there are more', () => {
    const items = (count: number) => Array.from({ length: count }, (_, index) => `line:${index}`.padEnd(140, '-'));
    const all = (count: number) => ({
      open: items(count).map((item) => ({ item, reasons: ['start-unknown'], youth: null })),
      waivers: items(count).map((item) => ({ item, reason: 'r'.repeat(200) })),
    });
    expect(JSON.stringify(all(2_000).waivers).length).toBeLessThan(APPEND_BYTES_MAX);
    given(periodDecider)
      .when(sealing(all(2_000)))
      .then({ ...sealed, data: { ...seal, waivers: all(2_000).waivers } });
    given(periodDecider)
      .when(sealing(all(2_200)))
      .thenRejected('too-many-waivers');
  });

  it.each(['999900006', 'about 999.900.006', 'youth 9999 00006 moved', 'x1999900006'])(
    'accepts no citizen service number in a reason or a name: %j',
    (reason) => {
      const waivers = open.map(({ item }) => ({ item, reason }));
      given(periodDecider).when(sealing({ open, waivers })).thenRejected('sensitive-text');
      given(periodDecider)
        .when(sealing({ by: reason }))
        .thenRejected('sensitive-text');
      given(periodDecider, sealed).when(reopening({ reason })).thenRejected('sensitive-text');
    },
  );

  it('accepts other numbers', () => {
    const waivers = open.map(({ item }) => ({ item, reason: 'invoice 123456789 of 2025-03-01, amount 1200' }));
    given(periodDecider)
      .when(sealing({ open, waivers }))
      .then({ ...sealed, data: { ...seal, waivers } });
  });
});

describe('opening a period again', () => {
  it('records the reason; a repeat changes nothing', () => {
    given(periodDecider, sealed).when(reopening()).then(reopened);
    given(periodDecider, sealed, reopened).when(reopening()).thenNothing();
  });

  it('is refused for an open one, and for one before another sealed one', () => {
    given(periodDecider).when(reopening()).thenRejected('not-sealed');
    given(periodDecider, sealed, reopened)
      .when(reopening({ reason: 'something else' }))
      .thenRejected('not-sealed');
    given(periodDecider, sealed)
      .when(reopening({ lastSealed: month('2025-03') }))
      .thenRejected('later-period-sealed');
  });

  it('allows another seal, over everything known by then', () => {
    const later = { ...content, position: 90, digest: '00'.repeat(32) };
    given(periodDecider, sealed, reopened)
      .when(sealing({ content: later }))
      .then({ ...sealed, data: { ...seal, ...later } });
  });
});

describe('an implausible period', () => {
  it.each(['0001-01', '0323-05', '2014-12', '2027-01', '9999-12'])('is never sealed: %s', (period) => {
    given(periodDecider)
      .when(sealing({ content: { ...content, period: month(period) }, today: day('2025-03-01') }))
      .thenRejected('period-out-of-range');
  });
});
