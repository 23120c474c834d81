import type { Day } from '@regieboek/kernel';
import { chainOn, type Chain, isInShortGap, isPartTime, isUncertainWlz, jjiChainBefore } from '../facts/chains.js';
import { ABROAD, type CareRecord, type Known, type Registration } from '../facts/facts.js';
import { conclude, type Finding, type Ground, isDutch } from './finding.js';
import { chainsAt, type History, stayAtRequest } from '../facts/history.js';
import { registrationOn } from '../facts/in-force.js';
import { movedJustBefore } from './recent-move.js';
import { review, type RuleId } from './rules.js';

/** Inputs of the rules of 2022 for one day. */
interface Position {
  readonly chain: Chain | undefined;
  /** Earlier JJI chain that is linked to care on the day. */
  readonly jjiChain: Chain | undefined;
  readonly referenceDay: Day;
  readonly address: Registration | undefined;
  readonly reasons: number;
  readonly facts: (Known | undefined)[];
}

/**
 * Responsible municipality on a day from 2022 (Jeugdwet art. 1.1, Stb. 2020, 78): the home address on the reference day
 * (V1 the day itself, V2 the day before the chain, V2b the day before the JJI chain), abroad the actual stay at the
 * request (V4), else the mother's municipality at birth (V3a), else the actual stay at the request (V3b), else U1.
 * Within a chain every service follows the chain (V2c), so the answer is one per youth and day.
 */
export function findingUnderNewLaw(history: History, day: Day): Finding {
  const position = positionOn(history, day);
  const { rule, code, reasons, facts } = groundOf(history, position, day);
  const governing = position.chain ?? position.jjiChain;
  const placed: Ground = {
    rule,
    code,
    chainStart: governing?.start,
    referenceDay: governing && position.referenceDay,
    reasons: reasons | position.reasons,
    facts,
  };
  return conclude(history, day, placed, 'WPB-2022-U1');
}

function groundOf(history: History, { chain, jjiChain, address, facts }: Position, day: Day): Ground {
  if (address && (address.kind === 'buitenland' || address.municipality === ABROAD)) {
    return byStay(history, day, { rule: 'WPB-2022-V4', facts, reasons: review.abroad });
  }
  if (address && isDutch(address.municipality) && isHomeAddress(address)) {
    const rule: RuleId = chain ? 'WPB-2022-V2' : jjiChain ? 'WPB-2022-V2b' : 'WPB-2022-V1';
    return { rule, code: address.municipality, reasons: 0, facts };
  }
  if (history.mother && isDutch(history.mother.municipality)) {
    const { municipality } = history.mother;
    const reasons = review['mother-at-birth'];
    return { rule: 'WPB-2022-V3a', code: municipality, reasons, facts: [...facts, history.mother] };
  }
  const ground = byStay(history, day, { rule: 'WPB-2022-V3b', facts, reasons: 0 });
  return isDutch(ground.code) ? { ...ground, reasons: review['actual-stay'] } : ground;
}

type Fallback = Omit<Ground, 'code'>;

function byStay(history: History, day: Day, { rule, reasons, facts }: Fallback): Ground {
  const { stay, facts: used } = stayAtRequest(history, day);
  return { rule, code: stay?.municipality, reasons, facts: [...facts, ...used] };
}

/** True when a registration is certainly a home address (woonadres); secrecy and an institution do not matter. */
const isHomeAddress = ({ kind }: Registration): boolean =>
  kind === 'woonadres' || kind === 'woonadres-geheim' || kind === 'woonadres-instelling';

function positionOn(history: History, day: Day): Position {
  const chains = chainsAt(history, day);
  const chain = chainOn(chains, day);
  const linked = chain ? undefined : jjiLinkedOn(history.care, day);
  const jjiChain = linked && jjiChainBefore(chains, day);
  const governing = chain ?? jjiChain;
  const referenceDay = governing ? governing.start - 1 : day;
  const address = referenceDay < history.birth ? undefined : registrationOn(history.registrations, referenceDay);
  const jjiReason = linked && (jjiChain ? review['jji-linked'] : review['jji-stay-unknown']);
  return {
    chain,
    jjiChain,
    referenceDay,
    address,
    reasons: reasonsOfCare(history, day, chain) | reasonsOfReference(history, governing, address) | (jjiReason ?? 0),
    facts: governing ? withStays([address, linked], governing, day) : [address],
  };
}

const jjiLinkedOn = (care: readonly CareRecord[], day: Day): CareRecord | undefined => {
  for (const each of care) if (each.jjiLinked === true && each.from <= day && day <= each.to) return each;
  return undefined;
};

/** Later stays of the chain do not matter for the day, so its facts omit them. */
function withStays(facts: (Known | undefined)[], { stays }: Chain, day: Day): (Known | undefined)[] {
  for (const stay of stays) if (stay.from <= day) facts.push(stay);
  return facts;
}

function reasonsOfCare(history: History, day: Day, chain: Chain | undefined): number {
  const { care, params } = history;
  let reasons = 0;
  if (chain) {
    if (day >= chain.shortGapFrom) reasons |= review['short-gap'];
    if (day >= chain.partTimeFrom) reasons |= review['part-time-stay'];
    if (day >= chain.wlzFrom) reasons |= review['wlz-stay'];
  } else if (isInShortGap(chainsAt(history, day), day)) reasons |= review['short-gap'];
  for (const each of care) {
    if (each.from > day || day > each.to) continue;
    if (isPartTime(each)) reasons |= review['part-time-stay'];
    if (isUncertainWlz(each, params)) reasons |= review['wlz-stay'];
  }
  return reasons;
}

function reasonsOfReference(history: History, governing: Chain | undefined, address: Registration | undefined): number {
  let reasons = 0;
  if (address?.kind === 'woonadres-instelling') reasons |= review['institution-address'];
  if (address?.kind === 'bijzondere-opvang') reasons |= review['special-reception'];
  if (governing) {
    if (governing.start <= history.birth) reasons |= review['born-into-stay'];
    if (movedJustBefore(history, governing.start)) reasons |= review['move-before-stay'];
  }
  return reasons;
}
