import { describe, expect, it } from '@jest/globals';
import { fromDay, OPEN, type Interval } from '@regieboek/kernel';
import { careOf, formOf, productOf } from './care.js';
import { Story, youthId } from '@regieboek/journal/testing';

const careIn = (story: Story, youth = 1) => {
  const { youths, contracts } = story.history;
  const known = youths.get(youthId(youth));
  return known ? careOf(known, contracts) : [];
};
const text = ({ from, to }: Interval): string => `${fromDay(from)}..${to === OPEN ? '' : fromDay(to)}`;

const assigned = (number: number, over: object) => ({
  municipality: '0505',
  provider: '99990001',
  number,
  decidedAt: '2025-01-02T10:00:00',
  category: null,
  code: null,
  from: '2025-01-03',
  to: null,
  volume: null,
  unit: null,
  frequency: null,
  budgetCents: null,
  reason: null,
  ...over,
});

/** A provider with a small home, two products of category 45, and closed care. */
const told = () =>
  new Story()
    .region()
    .contract({
      products: [
        Story.product('44A09', 'kleinschalig'),
        Story.product('45A04', 'ambulant'),
        Story.product('45A05', 'jeugdbescherming'),
        Story.product('43B01', 'jeugdzorgplus'),
      ],
    })
    .youth();

describe('the product of care', () => {
  const contract = told().history.contracts.get('99990001');

  it('is the one with the code; none when the contract does not name the code', () => {
    expect(productOf(contract, '45', '45A05')?.code).toBe('45A05');
    expect(productOf(contract, '44', '44Z99')).toBeNull();
  });

  it('without a code is the only one of its category; none when there are two or no contract', () => {
    expect(productOf(contract, '44', null)?.code).toBe('44A09');
    expect(productOf(contract, '45', null)).toBeNull();
    expect(productOf(contract, null, null)).toBeNull();
    expect(productOf(undefined, '44', '44A09')).toBeNull();
  });

  it.each([
    ['43', 'verblijf'],
    ['44', 'verblijf'],
    ['45', 'ambulant'],
    ['46', 'crisisverblijf'],
    ['47', 'jeugdreclassering'],
    ['48', 'jeugdbescherming'],
    [null, 'ambulant'],
  ])('of category %s that no contract names is %s', (category, form) => {
    expect(formOf(null, category)).toBe(form);
  });
});

describe('care of a youth', () => {
  it('has the form that the contract assigns to the product of the message', () => {
    const [care] = careIn(told().stay('2025-01-03', '2025-02-01', { category: '44', code: '44A09' }));
    expect(care).toMatchObject({ form: 'kleinschalig', product: { code: '44A09' } });
    expect(care && text(care)).toBe('2025-01-03..2025-02-01');
  });

  it('has the form of the product of its assignment when the message names none', () => {
    const story = told().about(1, 'assignment-decided', assigned(1, { category: '43', code: '43B01' }));
    expect(careIn(story.start('2025-01-03'))[0]).toMatchObject({ form: 'jeugdzorgplus', category: '43' });
  });

  it('has the form of its category when the contract does not know the product or there is no contract', () => {
    const unknown = told().start('2025-01-03', { category: '43', code: '43Z99' });
    expect(careIn(unknown)[0]).toMatchObject({ form: 'verblijf', product: null });
    const elsewhere = told().start('2025-01-03', { provider: '99990009', category: '48', code: '48A03' });
    expect(careIn(elsewhere)[0]).toMatchObject({ form: 'jeugdbescherming', product: null });
  });

  it('is one record with leave when it stopped temporarily and started again', () => {
    const story = told()
      .start('2025-01-03')
      .stop('2025-01-03', '2025-01-20', {}, '20')
      .start('2025-02-01')
      .stop('2025-02-01', '2025-03-01');
    const care = careIn(story);
    expect(care.map(text)).toEqual(['2025-01-03..2025-03-01']);
    expect(care[0]?.leaves.map(text)).toEqual(['2025-01-21..2025-01-31']);
  });

  it('is two records when it stopped for good in between, and none when its start was removed', () => {
    const twice = told().stay('2025-01-03', '2025-01-20').start('2025-02-01');
    expect(careIn(twice).map(text)).toEqual(['2025-01-03..2025-01-20', '2025-02-01..']);
    const removed = told().start('2025-01-03').care('care-start-withdrawn', {}, { begin: '2025-01-03' });
    expect(careIn(removed)).toEqual([]);
  });

  it('continues when its stop was removed', () => {
    const story = told()
      .stay('2025-01-03', '2025-01-20')
      .care('care-stop-withdrawn', {}, { begin: '2025-01-03', end: '2025-01-20', reason: '31' });
    expect(careIn(story).map(text)).toEqual(['2025-01-03..']);
  });

  it('includes the absences at its own provider that overlap its days', () => {
    const absence = (id: string, from: string, to: string, provider = '99990001') => ({
      id,
      provider,
      kind: 'holiday',
      from,
      to,
    });
    const story = told()
      .stay('2025-01-03', '2025-01-20')
      .about(1, 'absence-recorded', absence('last day', '2025-01-20', '2025-01-25'))
      .about(1, 'absence-recorded', absence('day after', '2025-01-21', '2025-01-25'))
      .about(1, 'absence-recorded', absence('elsewhere', '2025-01-05', '2025-01-06', '99990002'));
    expect(careIn(story)[0]?.absences).toEqual([
      expect.objectContaining({ from: expect.any(Number), kind: 'holiday' }),
    ]);
  });

  it('stays separate for assignments of two municipalities with the same number, each with its own product', () => {
    const story = told()
      .about(1, 'assignment-decided', assigned(7, { category: '43', code: '43B01' }))
      .about(1, 'assignment-decided', assigned(7, { municipality: '0512', category: '45', code: '45A04' }))
      .start('2025-01-03', { assignment: 7 })
      .start('2025-01-03', { assignment: 7, municipality: '0512' })
      .stop('2025-01-03', '2025-02-01', { assignment: 7 });
    expect(careIn(story).map((care) => [care.municipality, care.form, text(care)])).toEqual([
      ['0505', 'jeugdzorgplus', '2025-01-03..2025-02-01'],
      ['0512', 'ambulant', '2025-01-03..'],
    ]);
  });

  it('without an assignment is one record, even when its stop went to the next municipality', () => {
    const product = { assignment: null, category: '45', code: '45A04' };
    const story = told()
      .start('2025-01-03', product)
      .stop('2025-01-03', '2025-02-01', { ...product, municipality: '0512' });
    expect(careIn(story).map((care) => [care.municipality, text(care)])).toEqual([[null, '2025-01-03..2025-02-01']]);
  });
});
