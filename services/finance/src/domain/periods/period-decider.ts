import {
  holdsBsn,
  lastDayOf,
  monthFault,
  nextMonth,
  reject,
  toDay,
  unreachable,
  type Decider,
} from '@regieboek/kernel';
import { periodReopened, periodSealed, type PeriodEvent, type PeriodSeal, type Waiver } from '@regieboek/events';
import type { PeriodState, PeriodCommand, PeriodRefusal } from './period.js';

/** Maximum bytes of the waivers in a seal, which is one event: the log accepts at most 1 MiB. */
const WAIVER_BYTES_MAX = 786_432;

type Seal = Extract<PeriodCommand, { kind: 'seal' }>;

const NAMED_MAX = 20;

/** Items in a sentence: the first twenty, and how many more there are. */
const listed = (items: readonly string[]): string =>
  items.slice(0, NAMED_MAX).join(', ') + (items.length > NAMED_MAX ? ` and ${items.length - NAMED_MAX} more` : '');

const sensitive = (texts: readonly string[]) =>
  texts.some(holdsBsn)
    ? reject(
        'sensitive-text',
        'a reason or a name contains a citizen service number: the ledger would keep it for ever, remove it',
      )
    : undefined;

/** The period that may be sealed next is the one after the last; the first may not pass over months with declarations. */
function outOfOrder({ content, books: { lastSealed, firstDeclared } }: Seal) {
  const next = lastSealed === null ? firstDeclared : nextMonth(lastSealed);
  if (next === null || content.period === next || (lastSealed === null && content.period < next)) return undefined;
  return content.period < next
    ? reject(
        'later-period-sealed',
        `months up to ${lastSealed} are sealed, and ${content.period} precedes the first of them: reopen them all first, in reverse order`,
      )
    : reject('earlier-period-open', `${next} is still open: seal months in order, and this one later`);
}

function unsettled({ open, waivers }: Seal) {
  const items = new Set(open.map(({ item }) => item));
  const waived = new Set(waivers.map(({ item }) => item));
  // Named by place, never by the value: a caller may have put anything there.
  const unknown = waivers.flatMap(({ item }, at) => (items.has(item) ? [] : [`waiver ${at + 1}`]));
  if (unknown.length > 0) return reject('unknown-item', `no open item ${listed(unknown)}: waive only open items`);
  if (waived.size < waivers.length) return reject('waived-twice', 'an item is waived twice: give one reason per item');
  const bytes = new TextEncoder().encode(JSON.stringify(waivers)).length;
  if (bytes > WAIVER_BYTES_MAX)
    return reject(
      'too-many-waivers',
      `${waivers.length} waivers take ${bytes} bytes, and the maximum of a seal is ${WAIVER_BYTES_MAX}: settle more items first, or give shorter reasons`,
    );
  const left = open
    .filter(({ item }) => !waived.has(item))
    .map(({ item, reasons }) => `${item} (${reasons.join(' ')})`);
  if (left.length === 0) return undefined;
  return reject('open-items', `settle these, or waive them one by one with a reason: ${listed(left)}`);
}

/** The same or an equivalent request again: a caller that lost the answer gets it, regardless of later events. */
const isRepeat = ({ content, by, waivers }: Seal, seal: PeriodSeal): boolean =>
  (seal.digest === content.digest && seal.ruleSet === content.ruleSet) ||
  (seal.sealedBy === by && isEqual(seal.waivers, waivers));

const isEqual = (some: readonly Waiver[], others: readonly Waiver[]): boolean =>
  some.length === others.length &&
  some.every(({ item, reason }, at) => item === others[at]?.item && reason === others[at]?.reason);

function decideSeal(command: Seal, state: PeriodState) {
  const { content, waivers, by, fourEyes, today } = command;
  if (state.status === 'sealed') {
    return isRepeat(command, state.seal)
      ? []
      : reject('already-sealed', 'it is sealed, and later facts are corrections now');
  }
  const fault = monthFault(content.period, today);
  if (fault !== undefined) return reject('period-out-of-range', `${content.period} cannot be sealed: enter ${fault}`);
  if (toDay(today) <= lastDayOf(content.period))
    return reject('period-not-over', `${content.period} is not over: seal it after its last day`);
  const refused = outOfOrder(command) ?? sensitive([by, ...waivers.map(({ reason }) => reason)]) ?? unsettled(command);
  const data: PeriodSeal = {
    ...{ ...content, waivers: [...waivers], sealedBy: by, sealedOn: today },
    ...(fourEyes ? { fourEyes } : {}),
  };
  return refused ?? [{ type: periodSealed.type, data }];
}

function decideReopen(command: Extract<PeriodCommand, { kind: 'reopen' }>, state: PeriodState) {
  const { period, lastSealed, reason, by, today } = command;
  if (state.status === 'open') {
    const isRepeat = state.reopened?.reason === reason && state.reopened.reopenedBy === by;
    return isRepeat ? [] : reject('not-sealed', `${period} is not sealed`);
  }
  if (lastSealed !== null && lastSealed > period)
    return reject('later-period-sealed', `${lastSealed} was sealed later: reopen it first`);
  const data = { period, reason, reopenedBy: by, reopenedOn: today };
  return sensitive([reason, by]) ?? [{ type: periodReopened.type, data }];
}

/** Decides on sealing and reopening a period. */
export const periodDecider: Decider<PeriodState, PeriodCommand, PeriodEvent, PeriodRefusal> = {
  category: 'period',
  initial: { status: 'open', reopened: null },

  decide: (command, state) => (command.kind === 'seal' ? decideSeal(command, state) : decideReopen(command, state)),

  evolve(_state, event) {
    switch (event.type) {
      case 'finance.period-sealed.v1':
        return { status: 'sealed', seal: event.data };
      case 'finance.period-reopened.v1':
        return { status: 'open', reopened: event.data };
      default:
        return unreachable(event);
    }
  },
};
