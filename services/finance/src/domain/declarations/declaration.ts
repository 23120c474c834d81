/**
 * A declaration (JW323) of a provider and its decisions. Lines are decided in parts, because a declaration may have 30,000 lines
 * and an append at most 1 MiB; they count only when the whole is concluded. After a crash the decider knows which lines are still
 * to be decided, so that earlier decisions stay. iJw 3.2 JW323/JW325.
 */
import { reject, unreachable, type Decider } from '@regieboek/kernel';
import {
  declarationDecided,
  declarationLinesDecided,
  declarationReceived,
  type DecidedLine,
  type DeclarationHead,
  type DeclarationOutcome,
  type FinanceEvent,
} from '@regieboek/events';

export type DeclarationState =
  | { readonly status: 'unknown' }
  | {
      readonly status: 'received';
      readonly head: DeclarationHead;
      readonly lines: readonly DecidedLine[];
      readonly parts: number;
    }
  | {
      readonly status: 'decided';
      readonly head: DeclarationHead;
      readonly lines: readonly DecidedLine[];
      readonly parts: number;
      readonly outcome: DeclarationOutcome;
    };

export type DeclarationCommand =
  | { readonly kind: 'receive'; readonly head: DeclarationHead }
  | { readonly kind: 'decide-lines'; readonly part: number; readonly lines: readonly DecidedLine[] }
  | { readonly kind: 'conclude'; readonly outcome: DeclarationOutcome };

export type DeclarationRefusal = 'not-received' | 'part-out-of-order' | 'line-decided-twice' | 'does-not-add-up';

const signed = (lines: readonly DecidedLine[]): number => lines.reduce((sum, { cents }) => sum + cents, 0);

/** The lines must add up to the outcome, to the cent. */
function addsUp(lines: readonly DecidedLine[], outcome: DeclarationOutcome): boolean {
  const approved = lines.filter(({ codes }) => codes.length === 0);
  return (
    signed(approved) === outcome.approvedCents &&
    approved.length === outcome.approvedLines &&
    lines.length - approved.length === outcome.rejectedLines
  );
}

export const declarationDecider: Decider<DeclarationState, DeclarationCommand, FinanceEvent, DeclarationRefusal> = {
  category: 'declaration',
  initial: { status: 'unknown' },
  decide(command, state) {
    if (command.kind === 'receive') {
      return state.status === 'unknown' ? [{ type: declarationReceived.type, data: command.head }] : [];
    }
    if (state.status === 'unknown')
      return reject('not-received', 'the declaration was not received: import the message first');
    if (state.status === 'decided') return [];
    if (command.kind === 'decide-lines') {
      const { part, lines } = command;
      if (part < state.parts) return [];
      if (part > state.parts)
        return reject('part-out-of-order', `part ${part} came before part ${state.parts}: decide it first`);
      const known = new Set(state.lines.map(({ place }) => place));
      if (lines.some(({ place }) => known.has(place)))
        return reject('line-decided-twice', 'a line of this part was already decided');
      return [{ type: declarationLinesDecided.type, data: { part, lines: [...lines] } }];
    }
    if (!addsUp(state.lines, command.outcome))
      return reject('does-not-add-up', 'the outcome does not equal the sum of its lines');
    return [{ type: declarationDecided.type, data: command.outcome }];
  },
  evolve(state, event) {
    switch (event.type) {
      case 'finance.declaration-received.v1':
        return { status: 'received', head: event.data, lines: [], parts: 0 };
      case 'finance.declaration-lines-decided.v1':
        return state.status === 'received'
          ? { ...state, lines: [...state.lines, ...event.data.lines], parts: state.parts + 1 }
          : state;
      case 'finance.declaration-decided.v1':
        return state.status === 'received' ? { ...state, status: 'decided', outcome: event.data } : state;
      default:
        return unreachable(event);
    }
  },
};
