import type { Day } from '@regieboek/kernel';
import { ABROAD, type Custody } from '../facts/facts.js';
import { type Ground, isDutch } from './finding.js';
import type { History } from '../facts/history.js';
import { actualStayOn } from '../facts/in-force.js';
import { codeOn } from '../facts/mergers.js';
import { residenceOfLastParent, type Residence } from './stayed-with.js';

/** True when a custody record states that somebody holds authority, known or unknown. */
const isHeld = ({ holder }: Custody): boolean =>
  holder !== 'overleden' && holder !== 'gezag-verloren' && holder !== 'geen';

function heldOn(custody: readonly Custody[], day: Day): Custody[] {
  const held: Custody[] = [];
  for (const each of custody) if (each.from <= day && day <= each.to && isHeld(each)) held.push(each);
  return held;
}

function institutionAmong(holders: readonly Custody[]): Custody | undefined {
  for (const each of holders) if (each.holder === 'GI') return each;
  return undefined;
}

/**
 * Derived residence (afgeleide woonplaats, BW 1:12) of a minor while somebody holds authority: V2, V1 or V1b. Undefined
 * when nobody holds it or the holder's residence is unknown or abroad. A GI, or parents when it is unclear with whom
 * the child stays, gives a ground without a code: then a person decides.
 */
export function derivedResidence(history: History, day: Day): Ground | undefined {
  const holders = heldOn(history.custody, day);
  if (holders.length === 0) return undefined;
  const institution = institutionAmong(holders);
  if (institution) {
    const stay = actualStayOn(history.actualStay, day);
    return { rule: 'WPB-2015-V2', code: stay?.municipality, reasons: 0, facts: [institution, stay] };
  }
  const residences = distinctResidences(history, holders, day);
  if (residences.length > 1) return residenceOfOne(history, residences, day);
  const [only] = residences;
  if (!only || only.code === ABROAD) return undefined;
  return { rule: 'WPB-2015-V1', code: only.code, reasons: 0, facts: [only.custody] };
}

/** Distinct municipalities of residence; abroad counts as one, an unknown residence as none. */
function distinctResidences(history: History, holders: readonly Custody[], day: Day): Residence[] {
  const found: Residence[] = [];
  for (const custody of holders) {
    if (custody.municipality === null) continue;
    const codeOnDay = codeOn(history.params.mergers, custody.municipality, day) ?? custody.municipality;
    if (!found.some((each) => each.codeOnDay === codeOnDay)) {
      found.push({ code: custody.municipality, codeOnDay, custody });
    }
  }
  return found;
}

/** V1b: parents who live apart; when the child stays with a parent abroad, its residence is abroad. */
function residenceOfOne(history: History, residences: readonly Residence[], day: Day): Ground | undefined {
  const stayed = residenceOfLastParent(history, residences, day);
  const facts = residences.map(({ custody }) => custody);
  if (!stayed) return { rule: 'WPB-2015-V1b', code: undefined, reasons: 0, facts };
  if (stayed.residence.code === ABROAD) return undefined;
  const { residence, fact, reasons } = stayed;
  return { rule: 'WPB-2015-V1b', code: residence.code, reasons, facts: [...facts, fact] };
}

/**
 * V5: nobody holds authority on the day, because the last holder died or lost it (an explicit record states so, or the
 * records end): the last derived residence continues. Undefined when there was none.
 */
export function residenceAfterAuthority(history: History, day: Day): Ground | undefined {
  const custody = history.custody.filter((each) => each.from <= day);
  if (custody.some((each) => isHeld(each) && day <= each.to)) return undefined;
  const ended = custody.find((each) => !isHeld(each) && day <= each.to);
  if (ended && isDutch(ended.municipality)) {
    return { rule: 'WPB-2015-V5', code: ended.municipality, reasons: 0, facts: [ended] };
  }
  const lastDay = Math.max(...custody.filter(isHeld).map(({ to }) => to));
  const last = lastDay === -Infinity ? undefined : derivedResidence(history, lastDay);
  if (!last || !isDutch(last.code)) return undefined;
  return { ...last, rule: 'WPB-2015-V5', facts: [...last.facts, ended] };
}
