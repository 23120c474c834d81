import { describe, expect, it } from '@jest/globals';
import { addMonths, intersect, OPEN, toDay, type CalendarDate } from '@regieboek/kernel';
import { Biography } from '../youths/biography.js';
import { demoDefaults, windowOf } from '../demo-options.js';
import { Random } from '../random.js';
import { demoRegions } from '../region/region-facts.js';
import { settingOf } from '../region/setting.js';
import type { CarePlan, Fact, Youth } from '../youths/youth.js';
import { stories } from './index.js';

const windows = [
  demoDefaults,
  { ...demoDefaults, months: 1 },
  { ...demoDefaults, months: 12, until: '2026-06-30' as CalendarDate },
].map(windowOf);

/** Every story in every region over several windows, a few times with other draws. */
const youths = (): Youth[] =>
  windows.flatMap((window) =>
    demoRegions.flatMap((region) =>
      stories.flatMap((story, i) =>
        [1, 2, 3, 4, 5].map((seed) => {
          const setting = settingOf(region, window);
          const biography = new Biography({ setting, serial: 1, bsn: '999900006', random: new Random(seed, `${i}`) });
          story(biography);
          return biography.youth();
        }),
      ),
    ),
  );

const told = youths();
const plans: readonly CarePlan[] = told.flatMap((youth) => youth.plans);
const facts: readonly Fact[] = told.flatMap((youth) => [...youth.facts, ...youth.lateFacts]);

const longest = ({ detail, from }: Fact): number => {
  if (detail === 'spoedmachtiging') return (from ?? 0) + 27;
  return addMonths(from ?? 0, detail === 'voorwaardelijke-machtiging' ? 6 : 12) - 1;
};

describe('stories', () => {
  it('have facts that end no earlier than they begin, about youths who were born', () => {
    expect(facts.filter(({ from, to }) => to !== null && to < (from ?? to))).toEqual([]);
    for (const { birth, facts: own } of told)
      for (const { from } of own) expect(from ?? birth).toBeGreaterThanOrEqual(birth);
  });

  it('register every youth from birth, or give the reason why this is unknown', () => {
    for (const { birth, facts: own } of told)
      expect(own.some(({ kind, from }) => kind === 'registration' && from === birth)).toBe(true);
  });

  it('register a youth in one place at a time, except for withdrawn facts', () => {
    for (const { facts: own, lateFacts } of told) {
      const spans = own
        .filter(({ kind, id }) => kind === 'registration' && lateFacts.every((late) => late.id !== id))
        .map(({ from, to }) => ({ from: from ?? 0, to: to ?? OPEN }));
      spans.forEach((a, i) => spans.slice(i + 1).forEach((b) => expect(intersect(a, b)).toBeUndefined()));
    }
  });

  it('have authorisations no longer than the law allows (Jeugdwet 6.1.12)', () => {
    const authorisations = facts.filter(({ kind }) => kind === 'authorisation');
    expect(authorisations.length).toBeGreaterThan(100);
    for (const one of authorisations) expect(one.to ?? OPEN).toBeLessThanOrEqual(longest(one));
  });

  it('give care within its assignment, in or before the declared months', () => {
    for (const { care, assigned, offer } of plans) {
      expect(care.to).toBeGreaterThanOrEqual(care.from);
      expect(assigned.from).toBeLessThanOrEqual(care.from);
      if (care.to !== OPEN) expect(assigned.to).toBeGreaterThanOrEqual(care.to);
      if (offer.provider.trade.from) expect(care.from).toBeGreaterThanOrEqual(toDay(offer.provider.trade.from));
    }
  });

  it('have absences and temporary stops only inside a stay', () => {
    for (const { care, absences, pause } of plans)
      for (const { from, to } of [...absences, ...(pause ? [pause] : [])]) {
        expect(from).toBeGreaterThan(care.from);
        expect(to).toBeGreaterThanOrEqual(from);
        expect(to).toBeLessThan(care.to);
      }
  });

  it('number assignments once per youth', () => {
    for (const { plans: own } of told) expect(new Set(own.map(({ number }) => number)).size).toBe(own.length);
  });
});
