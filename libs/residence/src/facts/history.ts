import { civil, type Day, dayOf } from '@regieboek/kernel';
import { type Chain, chainOn, chainsOf } from './chains.js';
import type {
  ActualStay,
  CareRecord,
  Custody,
  Decision,
  HelpRequest,
  Known,
  MotherAtBirth,
  Registration,
  YouthFacts,
} from './facts.js';
import { actualStayOn, knownOn, lastRecorded, requestBy } from './in-force.js';
import type { Parameters } from './parameters.js';

/** One youth's facts as known on one day, with the chains derived from them. */
export interface History {
  readonly birth: Day;
  /** Day of the eighteenth birthday. */
  readonly adultFrom: Day;
  readonly registrations: readonly Registration[];
  readonly mother: MotherAtBirth | undefined;
  readonly custody: readonly Custody[];
  readonly care: readonly CareRecord[];
  readonly actualStay: readonly ActualStay[];
  readonly requests: readonly HelpRequest[];
  readonly decisions: readonly Decision[];
  /** Chains that apply to days before `wlzStayFrom`, and to later days; the same list when there are no Wlz stays. */
  readonly chainsBeforeWlz: readonly Chain[];
  readonly chainsWithWlz: readonly Chain[];
  readonly params: Parameters;
}

/** Chains that the law of a day counts. */
export const chainsAt = ({ chainsBeforeWlz, chainsWithWlz, params }: History, day: Day): readonly Chain[] =>
  day < params.wlzStayFrom ? chainsBeforeWlz : chainsWithWlz;

/** The facts known on `knownAt` and not withdrawn by then. */
export function historyOf(facts: YouthFacts, params: Parameters, knownAt: Day): History {
  const care = knownOn(facts.care, knownAt);
  const chainsWithWlz = chainsOf(care, params);
  const hasWlz = care.some(({ form }) => form === 'wlz-verblijf');
  return {
    birth: facts.birth,
    adultFrom: eighteenthBirthday(facts.birth),
    registrations: knownOn(facts.registrations, knownAt),
    mother: lastRecorded(knownOn(facts.motherAtBirth, knownAt)),
    custody: knownOn(facts.custody, knownAt),
    care,
    actualStay: knownOn(facts.actualStay, knownAt),
    requests: knownOn(facts.requests, knownAt),
    decisions: knownOn(facts.decisions, knownAt),
    chainsBeforeWlz: hasWlz ? chainsOf(care, params, params.wlzStayFrom - 1) : chainsWithWlz,
    chainsWithWlz,
    params,
  };
}

/**
 * Eighteenth birthday; 1 March for someone born on 29 February, because day arithmetic continues into the next month.
 */
function eighteenthBirthday(birth: Day): Day {
  const { year, month, dayOfMonth } = civil(birth);
  return dayOf(year + 18, month, dayOfMonth);
}

/** Actual stay at the request for help that governs a day, and the facts it follows from. */
export interface StayAtRequest {
  readonly stay: ActualStay | undefined;
  readonly facts: readonly (Known | undefined)[];
}

/**
 * Actual stay at the request for help: the last request on or before the start of the chain, or the day itself outside a
 * chain. Without such a request, the start of care counts as the request: the chain, or the longest running care of the
 * day.
 */
export function stayAtRequest(history: History, day: Day): StayAtRequest {
  const chain = chainOn(chainsAt(history, day), day);
  const request = requestBy(history.requests, chain ? chain.start : day);
  if (request) {
    const stay = actualStayOn(history.actualStay, request.on);
    return { stay, facts: [request, stay] };
  }
  const care = chain ? chain.stays[0] : firstRunning(history.care, day);
  const stay = actualStayOn(history.actualStay, chain ? chain.start : (care?.from ?? day));
  return { stay, facts: [care, stay] };
}

function firstRunning(care: readonly CareRecord[], day: Day): CareRecord | undefined {
  let first: CareRecord | undefined;
  for (const each of care) {
    if (each.from <= day && day <= each.to && (first === undefined || each.from < first.from)) first = each;
  }
  return first;
}
