import { describe, expect, it } from '@jest/globals';
import { Story } from '@regieboek/journal/testing';
import type { Language } from '@regieboek/kernel';
import { billed, lumpSumOf, runOf } from '../../test/billed.js';
import type { BilledLine } from '../domain/runs/billing-run.js';
import { explainLine } from './explain-line.js';

const nameOf = (code: string) => ({ '0505': 'Dordrecht', '0512': 'Gorinchem' })[code] ?? code;
const lumpSum = {
  id: 'crisis',
  name: 'Crisisplaatsen',
  from: '2025-01-01',
  to: '2025-12-31',
  yearlyCents: 120_000_000,
  forms: ['crisisverblijf'],
  key: { model: 'use', fallback: { '0505': 1 } },
};
const availability = {
  id: 'plaatsen',
  name: 'Beschikbaarheid crisis',
  from: '2025-01-01',
  to: '2025-12-31',
  places: 2,
  dailyCentsPerPlace: 15_000,
  forms: ['crisisverblijf'],
  key: { model: 'fixed', shares: { '0512': 1 } },
};
const { history } = new Story()
  .region()
  .contract({
    products: [Story.product('45A04', 'ambulant', { unit: '04', name: 'Behandeling' })],
    lumpSums: [lumpSum],
    availability: [availability],
  })
  .youth(1)
  .fact(1, { id: 'F1', kind: 'request', on: '2025-01-03' }, '2025-01-04');

const explained = (language: Language, line: BilledLine, ...others: BilledLine[]) =>
  explainLine(line, { run: runOf([line, ...others]), history, nameOf, language });

describe('the explanation of a line', () => {
  it('states in Dutch what was declared, which part this is and which rule decides', () => {
    const { sentences, line } = explained('nl', billed());
    expect(line.id).toBe('99990001.P1.1');
    expect(sentences.slice(0, 2)).toEqual([
      'Voorbeeld (99990001) declareerde 28 uur × € 10,00 = € 280,00 voor product 45A04 (Behandeling), periode 2025-02-01 tot en met 2025-02-28, onder nummer P1.',
      'Gemeente Dordrecht (0505) draagt 28 van de 28 dagen waarop de hulp liep (2025-02-01 tot en met 2025-02-28): € 280,00.',
    ]);
    expect(sentences[2]).toMatch(/Dordrecht.*\[WPB-2022-V1\]$/);
    expect(sentences.length).toBe(3);
  });

  it('states the same in English', () => {
    const { sentences } = explained('en', billed({ ground: 'stay-days', unit: '14' }));
    expect(sentences.slice(0, 2)).toEqual([
      'Voorbeeld (99990001) declared 28 periods of 24 hours × € 10,00 = € 280,00 for product 45A04 (Behandeling), period 2025-02-01 up to and including 2025-02-28, under number P1.',
      'Municipality Dordrecht (0505) bears 28 of the 28 counted days of stay (2025-02-01 up to and including 2025-02-28): € 280,00.',
    ]);
    expect(sentences[2]).toMatch(/\[WPB-2022-V1\]$/);
  });

  it('of a part shows the whole line beside it', () => {
    const part = billed({ id: '99990001.P1.2', days: 10, volume: 10, cents: 10_000, to: '2025-02-10' });
    const rest = billed({ days: 18, volume: 18, cents: 18_000, municipality: '0512' });
    const other = billed({ reference: 'P2', cents: 999_999 });
    const { sentences } = explained('nl', part, rest, other);
    expect(sentences[0]).toContain('28 uur × € 10,00 = € 280,00');
    expect(sentences[1]).toContain('draagt 10 van de 28 dagen');
    expect(sentences[1]).toContain('€ 100,00');
  });

  it('of a credit states that it was credited', () => {
    const credit = billed({ cents: -28_000 });
    expect(explained('nl', credit).sentences[0]).toContain('crediteerde 28 uur × € 10,00 = € -280,00');
    expect(explained('en', credit).sentences[0]).toContain('credited 28 hours');
  });

  it('without a tariff, a known unit or a contract is still a sentence', () => {
    const [sentence] = explained('nl', billed({ tariffCents: null, unit: '99', provider: '99990009' })).sentences;
    expect(sentence).toMatch(/^\(99990009\) declareerde 28 eenheden = € 280,00 voor product 45A04, periode/);
  });

  it('of days without a responsible municipality states that, and claims nothing', () => {
    const open = billed({ municipality: null, rule: 'WPB-2022-U1', referenceDay: null });
    const dutch = explained('nl', open).sentences;
    expect(dutch[1]).toMatch(/^Nog niemand draagt 28 van de 28/);
    expect(dutch.length).toBe(3);
    expect(explained('en', open).sentences[1]).toMatch(/^Nobody yet bears/);
  });

  it('of a line paid by another municipality ends with its claim', () => {
    const claim = billed({ municipality: '0512' });
    expect(explained('nl', claim).sentences[3]).toBe(
      'De declaratie kwam bij gemeente Dordrecht (0505), die de aanbieder betaalt (WPB-P1); zij heeft € 280,00 te vorderen van Gorinchem (0512).',
    );
    expect(explained('en', claim).sentences[3]).toBe(
      'The declaration went to municipality Dordrecht (0505), which pays the provider (WPB-P1); it has a claim of € 280,00 on Gorinchem (0512).',
    );
  });

  it('names facts with the day they became known, and messages by their id', () => {
    expect(explained('nl', billed({ facts: ['F1', 'care:99990001#7'] })).facts).toEqual([
      { id: 'F1', fact: { id: 'F1', kind: 'request', on: '2025-01-03' }, recordedOn: '2025-01-04' },
      { id: 'care:99990001#7', fact: null, recordedOn: null },
    ]);
  });
});

describe('the explanation of a lump sum', () => {
  const inLanguage = (language: Language) =>
    explainLine(lumpSumOf('0512', 250_000), { run: runOf([]), history, nameOf, language });

  it("is one sentence with the key, the part and the municipality's use", () => {
    expect(inLanguage('nl')).toMatchObject({
      facts: [],
      sentences: [
        'Van de lumpsum Crisisplaatsen (€ 1.200.000,00 per jaar, per maand een twaalfde) draagt gemeente Gorinchem (0512) in 2025-02 € 2.500,00, verdeeld naar gebruik; eigen gebruik 12 dagen.',
      ],
    });
    expect(inLanguage('en').sentences).toEqual([
      'Of the lump sum Crisisplaatsen (€ 1.200.000,00 a year, a twelfth each month) municipality Gorinchem (0512) bears € 2.500,00 in 2025-02, divided by use; own use 12 days.',
    ]);
  });

  it('by a fixed key does not mention use', () => {
    const fixed = { ...lumpSumOf('0512', 250_000), model: 'fixed' as const, useDays: 0 };
    const [sentence] = explainLine(fixed, { run: runOf([]), history, nameOf, language: 'en' }).sentences;
    expect(sentence).toMatch(/bears € 2\.500,00 in 2025-02, divided by a fixed key\.$/);
  });
});

describe('the explanation of availability per place', () => {
  const part = {
    ...lumpSumOf('0512', 840_000),
    lumpSum: 'plaatsen',
    model: 'fixed' as const,
    places: 2,
    placeDays: 56,
    usedDays: 40,
  };
  const [dutch, english] = (['nl', 'en'] as const).map((language) =>
    explainLine(part, { run: runOf([]), history, nameOf, language }),
  );

  it('states the price of the places and the number of days in use', () => {
    expect(dutch?.sentences).toEqual([
      'Van de beschikbaarheid Beschikbaarheid crisis (2 plaatsen, € 150,00 per plaats en dag, gebruikt of niet) draagt gemeente Gorinchem (0512) in 2025-02 € 8.400,00, verdeeld naar een vaste sleutel; bezet waren 40 van 56 plaatsdagen.',
    ]);
    expect(english?.sentences).toEqual([
      'Of the availability Beschikbaarheid crisis (2 places, € 150,00 a place and day, used or not) municipality Gorinchem (0512) bears € 8.400,00 in 2025-02, divided by a fixed key; 40 of 56 days of places were used.',
    ]);
  });
});
