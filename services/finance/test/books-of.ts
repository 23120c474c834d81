/** Closing on a log in memory, for tests. */
import { fromDay, toDay } from '@regieboek/kernel';
import type { Parameters } from '@regieboek/residence';
import type { EventLog } from '@regieboek/eventing';
import { Books } from '../src/books/books.js';
import { Closing } from '../src/closing/closing.js';
import { Ledger } from '../src/ledger/ledger.js';
import { bookEventsInLog } from './oracle/book-events.js';
import { openItems } from '../src/closing/open-items.js';
import { historyAt, runAt, type InMonth } from '../src/runs/runs.js';
import { ruleSets, RuleSets, type RuleSet } from '@regieboek/billing';
import { replaysOf } from './replays-of.js';

export const by = 'controller-3';

/** Everything of closing on a log. */
export function closingOn(log: EventLog, rules: RuleSets = ruleSets) {
  const replays = replaysOf(log);
  const books = new Books(replays.source, bookEventsInLog(log), rules);
  const closing = new Closing(replays, books, () => fromDay(toDay('2025-05-01')));
  /** Seals a month and waives whatever is open. */
  const sealAll = async (month: InMonth) => {
    const position = await log.head(month.region);
    const { region, period } = month;
    const { run } = await runAt(replays, month, { position, ruleSet: rules.inForce(period) });
    const declared = await historyAt(replays, region, { periods: [period], position });
    const waivers = openItems(run, declared).map(({ item }) => ({ item, reason: 'known, follows later' }));
    return closing.seal(month, { by, waivers });
  };
  return { log, replays, books, closing, ledger: new Ledger(replays, books), sealAll, rules };
}

const usual = ruleSets.named('2025.1');
const gapsOfTwoWeeks = (parameters: Parameters): Parameters => ({ ...parameters, gapToleranceDays: 14 });

/** A version from February 2025 on by which care after a gap of two weeks is the same stay; over facts only. */
export const tolerant: RuleSet = {
  ...usual,
  version: 'tolerant',
  from: toDay('2025-02-01'),
  description: 'stays at most 14 days apart are one chain',
  residence: {
    intervals: (facts, parameters) => usual.residence.intervals(facts, gapsOfTwoWeeks(parameters)),
    within: (facts, parameters, window) => usual.residence.within(facts, gapsOfTwoWeeks(parameters), window),
  },
  columns: null,
};

/** Two versions of the rules: those of the product, and the tolerant ones. */
export const twoRuleSets = new RuleSets([...ruleSets.all, tolerant]);
