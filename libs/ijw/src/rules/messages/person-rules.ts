import { addMonths, fromDay, passesElevenTest, toDay, type CalendarDate } from '@regieboek/kernel';
import type { Geboortedatum, VolledigeNaam } from '../../generated/messages.js';
import { assignedClient, births, client, clientContacts, names, relations } from './message-parts.js';
import { messageRule, uniqueRule, type JudgedMessage, type MessageRule } from './message-rule.js';

const withClient = ['JW301', 'JW305', 'JW307', 'JW315', 'JW317', 'JW325'] as const;
const withBirth = ['JW301', 'JW305', 'JW307', 'JW315'] as const;
const assignment = ['JW301'] as const;

/** Placeholder for an unknown birth date (IV009). */
const unknownBirth = '1900-01-01';

/** Day the message was signed. */
export const signedOn = (message: JudgedMessage): CalendarDate => message.value.header.berichtIdentificatie.dagtekening;

const isTooOld = ({ datum }: Geboortedatum, message: JudgedMessage): boolean =>
  datum !== unknownBirth && datum < fromDay(addMonths(toDay(signedOn(message)), -120 * 12));

function contradictsUse({ datum, datumGebruik }: Geboortedatum): boolean {
  switch (datumGebruik) {
    case '1':
      return !datum.endsWith('-01');
    case '2':
      return !datum.endsWith('-01-01');
    case '3':
      return datum !== unknownBirth;
    case undefined:
      return false;
  }
}

const hasWrongUse = ({ partnernaam, naamGebruik }: VolledigeNaam): boolean =>
  partnernaam ? naamGebruik > '4' : naamGebruik !== '1' && naamGebruik !== '6';

/** Rules of level 2 on persons: the client of every message, names and relations in an assignment (iJw 3.2, §6.1, §7). */
export const personRules: readonly MessageRule[] = [
  messageRule(
    'CS002',
    { messages: withClient, on: 'Client', element: 'Bsn' },
    'Het BSN voldoet niet aan de elfproef; controleer het nummer.',
    [client, ({ bsn }) => !passesElevenTest(bsn)],
  ),
  messageRule(
    'TR002',
    { messages: withBirth, on: 'Geboortedatum', element: 'Datum' },
    'De geboortedatum ligt meer dan 120 jaar vóór de dagtekening; controleer hem of gebruik 1900-01-01 als hij onbekend is.',
    [births, isTooOld],
  ),
  messageRule(
    'TR134',
    { messages: withBirth, on: 'Geboortedatum', element: 'Datum' },
    'De geboortedatum ligt na de dagtekening van het bericht; controleer hem.',
    [births, ({ datum }, message) => datum > signedOn(message)],
  ),
  messageRule(
    'CS139',
    { messages: withBirth, on: 'Geboortedatum', element: 'DatumGebruik' },
    'De geboortedatum past niet bij DatumGebruik: 1 vraagt dag 01, 2 vraagt 1 januari, 3 vraagt 1900-01-01.',
    [births, contradictsUse],
  ),
  messageRule(
    'CS050',
    { messages: assignment, on: 'Naam', element: 'NaamGebruik' },
    'NaamGebruik moet 1 tot en met 4 zijn als er een partnernaam is, en anders 1 of (voor een organisatie) 6.',
    [names, hasWrongUse],
  ),
  messageRule(
    'CS318',
    { messages: assignment, on: 'Client', element: 'Naam' },
    'Een client is een natuurlijk persoon: NaamGebruik 6 mag hier niet.',
    [assignedClient, ({ naam }) => naam.naamGebruik === '6'],
  ),
  messageRule(
    'CD007',
    { messages: assignment, on: 'Client', element: 'Communicatie/Taal' },
    'Taal is verplicht bij communicatievorm 1 (tolk taal) en moet anders ontbreken.',
    [
      assignedClient,
      ({ communicatie }) =>
        communicatie !== undefined && (communicatie.vorm === '1') !== (communicatie.taal !== undefined),
    ],
  ),
  messageRule(
    'TR061',
    { messages: assignment, on: 'Client' },
    'De client heeft geen adres van soort 01 (BRP), 02 (correspondentie) of 03 (verblijf); voeg er een toe.',
    [assignedClient, ({ contactgegevens }) => contactgegevens.every(({ soort }) => soort === '04')],
  ),
  uniqueRule(
    { messages: assignment, on: 'Contact', element: 'Soort' },
    'Deze soort adres komt bij de client al eerder voor; geef elke soort één keer.',
    [clientContacts, ({ soort }) => soort],
  ),
  uniqueRule(
    { messages: assignment, on: 'Relatie', element: 'Nummer' },
    'Dit relatienummer komt al eerder voor; geef elke relatie een eigen nummer.',
    [relations, ({ nummer }) => nummer],
  ),
];
