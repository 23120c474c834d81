/** Returns: youths who went home and are away from home again within half a year or a year. */
import type { Day } from '@regieboek/kernel';
import type { Observed } from '../../survival.js';
import { endedIn, stayMetric, type Seen } from '../window.js';
import type { Metric } from '../metric.js';
import type { Stay } from '../region-facts.js';
import { shareFigure } from './cohorts.js';
import { endOf } from './end-kinds.js';
import { example, whole } from './example.js';

/** First day of the next chain of each youth, by the chain before it. */
function nextStarts(stays: readonly Stay[]): ReadonlyMap<Stay, Day> {
  const starts = new Map<Stay, Day>();
  for (const own of Map.groupBy(stays, ({ youth }) => youth).values())
    for (const [at, stay] of own.entries()) {
      const next = own[at + 1];
      if (next) starts.set(stay, next.from);
    }
  return starts;
}

/** Chains that ended in the window with the youth going home. */
const wentHome = (seen: Seen): Stay[] => endedIn(seen.facts.stays, seen).filter((stay) => endOf(stay) === 'home');

/** Days at home: to the next chain, or to the last day that is seen. */
function daysAtHome(stays: readonly Stay[], { facts, seen }: Seen): Observed[] {
  const starts = nextStarts(facts.stays);
  return stays.map((stay) => {
    const next = starts.get(stay);
    return { entry: 0, days: (next ?? seen) - stay.to, ended: next !== undefined };
  });
}

const returned = (months: number, days: number, expected: number | null): Metric =>
  stayMetric(
    {
      key: `stays-return-within-${months}-months`,
      name: { nl: `Terugkeer binnen ${months} maanden`, en: `Return within ${months} months` },
      definition: {
        nl: `Aandeel van de jeugdigen die in de periode naar huis gingen en binnen ${days} dagen opnieuw van huis waren.`,
        en: `Share of the youths who went home in the period and were away from home again within ${days} days.`,
      },
      unit: 'share',
      grain: 'chain that ended with the youth going home',
      formula: `1 - S(${days}) of the days at home (Kaplan-Meier)`,
      source: 'UC Berkeley CCWIP, re-entry; Kaplan-Meier for those at home less long',
      vector: { given: { ...example, seen: '2026-06-30' }, expected: whole(expected) },
    },
    wentHome,
    (stays, seen) => {
      const { value, interval, ...figure } = shareFigure(daysAtHome(stays, seen), days);
      return {
        ...figure,
        value: value === null ? null : 1 - value,
        ...(interval ? { interval: [1 - interval[1], 1 - interval[0]] as const } : {}),
      };
    },
  );

const [half, year] = [182, 365];

/** Figures of returns. */
export const returnMetrics: readonly Metric[] = [returned(6, half, 0.5), returned(12, year, 0.5)];
