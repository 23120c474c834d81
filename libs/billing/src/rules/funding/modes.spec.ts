import { describe, expect, it } from '@jest/globals';
import { Story } from '@regieboek/journal/testing';
import type { Contract } from '@regieboek/events';
import { monthOf, toDay } from '@regieboek/kernel';
import { fundingModeOf, fundingModes } from './modes.js';

const year = { from: '2025-01-01', to: '2025-12-31' };
const key = { model: 'fixed', shares: { '0505': 1 } };
const place = { id: 'p', name: 'Places', ...year, places: 2, dailyCentsPerPlace: 10_000, key };
const contractOf = (more: object): Contract => {
  const [contract] = new Story().region().contract(more).history.contracts.values();
  if (!contract) throw new Error('the story has no contract');
  return contract;
};

/** Agreements of each mode with the product that it pays, and the amount of February 2025; null: lines are declared. */
const table = [
  ['effort', {}, { form: 'ambulant', variant: 'effort' }, null],
  ['output', {}, { form: 'ambulant', variant: 'output' }, null],
  [
    'lump-sum',
    { lumpSums: [{ id: 'l', name: 'Lump sum', ...year, yearlyCents: 1_200, forms: ['pleegzorg'], key }] },
    { form: 'pleegzorg', variant: 'effort' },
    100,
  ],
  [
    'availability',
    { availability: [{ ...place, forms: ['crisisverblijf'] }] },
    { form: 'crisisverblijf', variant: 'output' },
    560_000,
  ],
] as const;

describe('funding modes', () => {
  it.each(table)('%s pays for its own care, and owes its monthly amount', (name, agreed, product, cents) => {
    const contract = contractOf(agreed);
    const month = monthOf(toDay('2025-02-01'));
    const mode = fundingModeOf(contract, product, month);
    expect([mode.name, mode.isDeclared]).toEqual([name, cents === null]);
    const amounts = fundingModes.flatMap((one) => one.amountsIn(contract, month)).map((one) => one.cents);
    expect(amounts).toEqual(cents === null ? [] : [cents]);
    // Outside the period of the agreement lines are declared again.
    expect(fundingModeOf(contract, product, monthOf(toDay('2026-01-01'))).name).toBe(product.variant);
  });

  it('are all in the table', () => {
    expect(fundingModes.map(({ name }) => name).sort()).toEqual(table.map(([name]) => name).sort());
  });
});
