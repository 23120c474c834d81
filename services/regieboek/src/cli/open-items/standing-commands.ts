import {
  ListStandingDecisions,
  TakeStandingDecision,
  WithdrawStandingDecision,
  type StandingDecisionOnRecord,
} from '@regieboek/finance';
import type { Language } from '@regieboek/kernel';
import { isAsked } from '@regieboek/platform';
import type { Settings } from '../../process/settings.js';
import { printAsked } from '../approvals/approval-commands.js';
import type { MonthsOfOption } from '../arguments.js';
import { inRegion, print } from '../in-region.js';
import { table, type Output } from '../output.js';
import { openItemsTexts } from './texts.js';

/** Options of `standing list`. */
export interface StandingOptions {
  readonly region: string;
  readonly json?: boolean;
}

/** Options of `standing take`. */
export interface TakeOptions extends StandingOptions {
  readonly youth: string;
  readonly waives: string;
  readonly period: MonthsOfOption;
  readonly reason: string;
  readonly by: string;
}

/** Options of `standing withdraw`. */
export interface StandingWithdrawOptions extends StandingOptions {
  readonly decision: string;
  readonly reason: string;
  readonly by: string;
}

/** Lines for people about standing decisions. */
function decisionLines(decisions: readonly StandingDecisionOnRecord[], language: Language): string[] {
  const { noDecisions, decisionColumns } = openItemsTexts[language];
  if (decisions.length === 0) return [noDecisions];
  const rows = decisions.map((one) => [
    ...[one.id, one.youth, one.waives, one.from, one.to, one.takenBy, one.takenOn, one.reason],
    one.withdrawn === null ? '' : `${one.withdrawn.on} ${one.withdrawn.by}: ${one.withdrawn.reason}`,
  ]);
  return table(decisionColumns, rows, []);
}

/** `regieboek standing list`: standing decisions, withdrawn ones included. */
export async function listStandingCommand(settings: Settings, options: StandingOptions, output: Output): Promise<void> {
  const decisions = await inRegion(settings, options, output, (regieboek) =>
    regieboek.ask(new ListStandingDecisions(options.region)),
  );
  print(decisions, options, output, decisionLines);
}

/** `regieboek standing take`: waives a reason of a youth for a range of months. */
export async function takeStandingCommand(settings: Settings, options: TakeOptions, output: Output): Promise<void> {
  const { region, youth, waives, period, reason, by } = options;
  const taken = await inRegion(settings, options, output, (regieboek) =>
    regieboek.execute(new TakeStandingDecision(region, { youth, waives, ...period, reason, by })),
  );
  if (!isAsked(taken)) print([taken], options, output, decisionLines);
  else if (options.json) output.json(taken);
  else printAsked(taken.approval, output);
}

/** `regieboek standing withdraw`: withdraws a standing decision. */
export async function withdrawStandingCommand(
  settings: Settings,
  options: StandingWithdrawOptions,
  output: Output,
): Promise<void> {
  const { region, decision: id, reason, by } = options;
  const withdrawn = await inRegion(settings, options, output, (regieboek) =>
    regieboek.execute(new WithdrawStandingDecision(region, { id, reason, by })),
  );
  print([withdrawn], options, output, decisionLines);
}
