import type { Day } from '@regieboek/kernel';
import type { Registration } from '../facts/facts.js';
import { conclude, type Finding, type Ground, isDutch } from './finding.js';
import { type History, stayAtRequest } from '../facts/history.js';
import { registrationOn } from '../facts/in-force.js';
import { derivedResidence, residenceAfterAuthority } from './derived-residence.js';
import { review } from './rules.js';

/**
 * Responsible municipality on a day before 2022 (Jeugdwet 2017 art. 1.1; BW 1:10, 1:12): V4 from eighteen the youth's
 * own registered residence; V2 the place where the GI's ward stays; V5 the last derived residence when nobody holds
 * authority any more; V1, V1b the residence of the holder; V3 otherwise the actual stay at the request for help.
 */
export function findingUnderOldLaw(history: History, day: Day): Finding {
  const ground =
    day >= history.adultFrom
      ? adultResidence(history, day)
      : (derivedResidence(history, day) ?? residenceAfterAuthority(history, day));
  return conclude(history, day, ground ?? unknownResidence(history, day), 'WPB-2015-U1');
}

/**
 * V4. A briefadres or an address abroad is not a residence; an address under investigation still is one in the old
 * text.
 */
function adultResidence(history: History, day: Day): Ground | undefined {
  const registration = registrationOn(history.registrations, day);
  if (!registration || !isDutch(registration.municipality) || isNoResidence(registration)) return undefined;
  const reasons = isDoubtful(registration) ? review['doubtful-address'] : 0;
  return { rule: 'WPB-2015-V4', code: registration.municipality, reasons, facts: [registration] };
}

const isNoResidence = ({ kind }: Registration): boolean => kind === 'briefadres' || kind === 'buitenland';

const isDoubtful = ({ kind }: Registration): boolean =>
  kind === 'woonadres-in-onderzoek' || kind === 'bijzondere-opvang';

/** V3: residence unknown or abroad. */
function unknownResidence(history: History, day: Day): Ground {
  const { stay, facts } = stayAtRequest(history, day);
  return { rule: 'WPB-2015-V3', code: stay?.municipality, reasons: 0, facts };
}
