/** Closing on a log in memory, for tests. */
import { fromDay, toDay } from '@regieboek/kernel';
import type { EventLog } from '@regieboek/eventing';
import { Books } from '../src/closing/books.js';
import { Closing } from '../src/closing/closing.js';
import { Ledger } from '../src/closing/ledger.js';
import { bookEventsInLog } from '../src/closing/book-events.js';
import { openItems } from '../src/closing/open-items.js';
import { historyAt, runAt, type InMonth } from '../src/closing/runs.js';
import { billPeriod } from '../src/domain/billing-run.js';
import { lumpSumsOnly } from '../src/domain/diff-scope.js';
import { ruleSets, RuleSets, type RuleSet } from '../src/domain/rule-sets.js';
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

/** Rules as they are, and a version from February 2025 on by which care after a gap of two weeks is the same stay. */
export const tolerant: RuleSet = {
  version: 'tolerant',
  from: toDay('2025-02-01'),
  description: 'stays at most 14 days apart are one chain',
  bill: (history, month) => {
    const { definition } = history;
    const scope = lumpSumsOnly(history);
    for (const [stream, declaration] of history.declarations) scope.declarations.set(stream, declaration);
    scope.definition = definition && { ...definition, parameters: { ...definition.parameters, gapToleranceDays: 14 } };
    return billPeriod(scope, month);
  },
};

/** Two versions of the rules: those of the product, and the tolerant ones. */
export const twoRuleSets = new RuleSets([...ruleSets.all, tolerant]);
