import type { JW301Contact } from '../../generated/messages.js';
import { contacts } from './message-parts.js';
import { messageRule, type MessageRule } from './message-rule.js';

const dutchPostcode = /^[1-9][0-9]{3}[A-Z]{2}$/;

const contactRule = (
  rule: string,
  element: string,
  sentence: string,
  isBroken: (contact: JW301Contact) => boolean,
): MessageRule =>
  messageRule(rule, { messages: ['JW301'], on: 'Contact', ...(element ? { element } : {}) }, sentence, [
    contacts,
    isBroken,
  ]);

/** Rules of level 2 on addresses of client and relations in an assignment (iJw 3.2, §6.1). */
export const contactRules: readonly MessageRule[] = [
  contactRule(
    'TR006',
    '',
    'Een contact moet een telefoonnummer hebben, of een huisnummer met postcode; vul een van beide aan.',
    ({ telefoon, adres }) => !telefoon && !(adres?.huis && adres.postcode !== undefined),
  ),
  contactRule(
    'CS003',
    'Periode/Einddatum',
    'De einddatum van de periode ligt vóór de begindatum.',
    ({ periode }) =>
      periode?.begindatum !== undefined && periode.einddatum !== undefined && periode.einddatum < periode.begindatum,
  ),
  contactRule(
    'CS089',
    'Adres/Postcode',
    'De postcode van een Nederlands adres moet vier cijfers en twee hoofdletters zijn, zonder spatie.',
    ({ adres }) => adres?.landCode === 'NL' && adres.postcode !== undefined && !dutchPostcode.test(adres.postcode),
  ),
  contactRule(
    'CD005',
    'Adres/LandCode',
    'LandCode en Postcode horen bij elkaar: vul beide of geen van beide.',
    ({ adres }) => adres !== undefined && (adres.landCode === undefined) !== (adres.postcode === undefined),
  ),
  contactRule(
    'CD009',
    'Periode',
    'Een periode mag alleen bij een tijdelijk adres (soort 04); laat haar weg.',
    ({ soort, periode }) => periode !== undefined && soort !== '04',
  ),
  contactRule(
    'CD025',
    'Adres/Huis',
    'Een Nederlands adres moet een huisnummer hebben.',
    ({ adres }) => adres?.landCode === 'NL' && adres.huis === undefined,
  ),
  contactRule(
    'CD034',
    'Adres/Postcode',
    'De postcode is verplicht bij een BRP-adres (01) en een verblijfadres (03).',
    ({ soort, adres }) => (soort === '01' || soort === '03') && adres?.postcode === undefined,
  ),
];
