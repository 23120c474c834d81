import { describe, expect, it } from '@jest/globals';
import { fromDay, toDay } from '@regieboek/kernel';
import type { PayerEvent, YouthFacts } from './facts/facts.js';
import { defaultParameters } from './facts/parameters.js';
import { payerIntervals } from './payer.js';
import { cared, lives, youth } from '../test/youth.js';

const event = (on: string, municipality: string, recordedAt?: string): PayerEvent => ({
  id: `${on} ${municipality}`,
  type: 'known-to-provider',
  on: toDay(on),
  municipality,
  ...(recordedAt ? { recordedAt: toDay(recordedAt) } : {}),
});

const facts = youth('2012-08-28', {
  registrations: [lives('2012-08-28..2023-04-30', '0777'), lives('2023-05-01..open', '0758')],
  care: [cared('2023-03-01..2023-08-31', 'ambulant')],
});

const payers = (known: YouthFacts, knownAt?: string) =>
  payerIntervals(known, defaultParameters, knownAt ? toDay(knownAt) : undefined).map(
    ({ from, municipality, rule, claimOn }) => [fromDay(from), municipality, rule, claimOn].join(' ').trim(),
  );

describe('the payer', () => {
  it('is the municipality the provider knows until it is informed of another, with a claim on the responsible one', () => {
    const payerEvents = [event('2023-03-01', '0748'), event('2023-06-01', '0758')];
    expect(payers({ ...facts, payerEvents })).toEqual([
      '2023-03-01 0748 WPB-P1 0777',
      '2023-05-01 0748 WPB-P1 0758',
      '2023-06-01 0758 WPB-2022-V1',
    ]);
  });

  it('is the responsible municipality while the provider knows no other', () => {
    expect(payers(facts)).toEqual(['2023-03-01 0777 WPB-2022-V1', '2023-05-01 0758 WPB-2022-V1']);
    expect(payers({ ...facts, payerEvents: [event('2023-04-01', '0777')] })).toEqual([
      '2023-03-01 0777 WPB-2022-V1',
      '2023-05-01 0777 WPB-P1 0758',
    ]);
  });

  it('pays also while the responsible municipality is undetermined', () => {
    const unknown = youth('2012-08-28', { care: facts.care, payerEvents: [event('2023-03-01', '0748')] });
    expect(payers(unknown)).toEqual(['2023-03-01 0748 WPB-P1']);
    expect(payerIntervals(unknown, defaultParameters)[0]?.claimOn).toBeNull();
  });

  it('follows the last recorded event of a day, and only known events', () => {
    const payerEvents = [event('2023-03-01', '0748', '2023-03-09'), event('2023-03-01', '0505')];
    expect(payers({ ...facts, payerEvents })[0]).toBe('2023-03-01 0748 WPB-P1 0777');
    expect(payers({ ...facts, payerEvents }, '2023-03-08')[0]).toBe('2023-03-01 0505 WPB-P1 0777');
  });

  it('has its code of the day; a split municipality does not pay any more', () => {
    const long = youth('2010-01-01', {
      registrations: [lives('2010-01-01..open', '0505')],
      care: [cared('2022-06-01..2022-06-30', 'ambulant')],
    });
    expect(payers({ ...long, payerEvents: [event('2015-01-01', '0611')] })).toEqual(['2022-06-01 1963 WPB-P1 0505']);
    expect(payers({ ...long, payerEvents: [event('2015-01-01', '0788')] })).toEqual(['2022-06-01 0505 WPB-2022-V1']);
  });
});
