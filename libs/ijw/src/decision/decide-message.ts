import type { CalendarDate } from '@regieboek/kernel';
import type { Finding } from '../finding.js';
import type { MessageValues, RetourCode } from '../generated/messages.js';
import type { SourceLines } from '../read/read-message.js';
import { findingOf } from '../rules/rule.js';
import { settingsWith, type Settings } from '../settings.js';
import { answerLedgerRules } from './answer-rules.js';
import { assignmentLedgerRules } from './assignment-rules.js';
import { deliveryLedgerRules } from './delivery-rules.js';
import { messageHeaderRules } from './header-rules.js';
import type { DecidedMessage, Judgement, LedgerRule } from './ledger-rule.js';
import type { LedgerOf } from './ledgers.js';
import { productListRules } from './product-list-rules.js';
import { replyLedgerRules } from './reply-rules.js';
import { requestLedgerRules } from './request-rules.js';

/** Answer of a receiver to a message that is decided as a whole: one fault refuses all of it (OP286, IV032). */
export interface MessageDecision {
  readonly accepted: boolean;
  /** Codes of the header of the retour; none when accepted, or when a JW325 breaks rules without code; 0200 for faults below. */
  readonly header: readonly RetourCode[];
  /** Codes of the classes at fault, by path (`/Bericht/Client/StartProducten/StartProduct[2]`). Below such a class nothing was checked. */
  readonly classes: ReadonlyMap<string, readonly RetourCode[]>;
  readonly findings: readonly Finding[];
}

/**
 * Inputs of a decision from outside: the receiver's day, settings that differ from the defaults, and the line numbers of the
 * message.
 */
export interface MessageFacts {
  readonly today: CalendarDate;
  readonly settings?: Partial<Settings>;
  /** Lines of the file, as returned by `readMessage`; without them findings have line 0. */
  readonly lines?: SourceLines;
}

/** A message of one type, as returned by `readMessage`. */
export interface MessageOf<T extends keyof LedgerOf> {
  readonly type: T;
  readonly value: MessageValues[T];
}

/** Rules of levels 3 and 4 on each message; on a JW323 `headerRules`, `declaratieRules`, `clientRule` and `lineRules`. */
export const ledgerRules: { readonly [T in keyof LedgerOf]: readonly LedgerRule<LedgerOf[T]>[] } = {
  JW301: [...messageHeaderRules, ...assignmentLedgerRules, ...productListRules],
  JW305: [...messageHeaderRules, ...deliveryLedgerRules, ...productListRules],
  JW307: [...messageHeaderRules, ...deliveryLedgerRules, ...productListRules],
  JW315: [...messageHeaderRules, ...requestLedgerRules, ...productListRules],
  JW317: [...messageHeaderRules, ...requestLedgerRules, ...productListRules],
  JW319: [...messageHeaderRules, ...replyLedgerRules],
  JW325: [...messageHeaderRules, ...answerLedgerRules],
};

interface Fault {
  /** Path of the class. */
  readonly place: string;
  readonly code: RetourCode | null;
  readonly finding: Finding;
}

const isOnHeader = ({ place }: Fault): boolean => place === '/Bericht/Header';

function faultsOf<L>(rules: readonly LedgerRule<L>[], judgement: Judgement<L>, lines?: SourceLines): Fault[] {
  return rules
    .filter(({ messages }) => messages.includes(judgement.message.type))
    .flatMap((rule) =>
      rule.breaches(judgement).map(({ path, value }) => ({
        place: path,
        code: rule.code,
        finding: findingOf(rule, rule.element ? `${path}/${rule.element}` : path, lines?.get(value) ?? 0),
      })),
    );
}

/** True when a class that contains this one is among `places`. */
function isBelow(place: string, places: ReadonlySet<string>): boolean {
  for (let end = place.lastIndexOf('/'); end > 0; end = place.lastIndexOf('/', end - 1))
    if (places.has(place.slice(0, end))) return true;
  return false;
}

const codesOf = (faults: readonly Fault[]): RetourCode[] => [
  ...new Set(faults.flatMap(({ code }) => (code === null ? [] : [code]))),
];

function byPlace(faults: readonly Fault[]): ReadonlyMap<string, readonly RetourCode[]> {
  const found = new Map<string, Fault[]>();
  for (const fault of faults) {
    const known = found.get(fault.place);
    if (known) known.push(fault);
    else found.set(fault.place, [fault]);
  }
  return new Map([...found].map(([place, each]) => [place, codesOf(each)]));
}

const findingsOf = (faults: readonly Fault[]): Finding[] => faults.map(({ finding }) => finding);

function decisionOn(faults: readonly Fault[]): MessageDecision {
  const onHeader = faults.filter(isOnHeader);
  if (onHeader.length > 0)
    return { accepted: false, header: codesOf(onHeader), classes: new Map(), findings: findingsOf(onHeader) };
  const places = new Set(faults.map(({ place }) => place));
  const checked = faults.filter(({ place }) => !isBelow(place, places));
  const accepted = checked.length === 0;
  return {
    accepted,
    header: accepted ? [] : ['0200'],
    classes: byPlace(checked),
    findings: findingsOf(checked),
  };
}

/**
 * Decides a message that is valid at levels 1 and 2 against a ledger: the header, then the other classes from the outside
 * inwards. A fault on the header stops the check; nothing inside a faulty class is checked (§5.2, §8).
 */
export function decideMessage<T extends keyof LedgerOf>(
  message: MessageOf<T>,
  ledger: LedgerOf[T],
  { today, settings, lines }: MessageFacts,
): MessageDecision {
  // A matching pair of type and value is a message of the union; TypeScript cannot infer that for a generic type.
  const judged = message as DecidedMessage;
  const judgement = { message: judged, ledger, today, settings: settingsWith(settings) };
  return decisionOn(faultsOf(ledgerRules[message.type], judgement, lines));
}

/** The decision on a message that breaks a rule of level 2: refused with 0001 on its header and no other codes. */
export const refuseMessage = (findings: readonly Finding[]): MessageDecision => ({
  accepted: false,
  header: ['0001'],
  classes: new Map(),
  findings,
});
