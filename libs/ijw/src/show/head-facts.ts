import type { MessageType } from '../generated/elements.js';
import { messageCodes } from '../generated/elements.js';
import { fieldOf, partsAt, type Fields } from './fields.js';
import { initialOf, maskBsn } from './mask.js';
import type { OpenedMessage } from './message-lines.js';
import { codeInWords, codesAt, euro, numberAt, partyInWords, periodInWords, textAt } from './wording.js';

/** A fact with its Dutch label; one text per value. */
export interface Fact {
  readonly label: string;
  readonly values: readonly string[];
}

const messageNames: Readonly<Record<MessageType, string>> = {
  JW301: 'toewijzing',
  JW302: 'retour op een toewijzing',
  JW305: 'start jeugdhulp',
  JW306: 'retour op een start jeugdhulp',
  JW307: 'stop jeugdhulp',
  JW308: 'retour op een stop jeugdhulp',
  JW315: 'verzoek om toewijzing',
  JW316: 'retour op een verzoek om toewijzing',
  JW317: 'verzoek om wijziging',
  JW318: 'retour op een verzoek om wijziging',
  JW319: 'antwoord op een verzoek',
  JW320: 'retour op een antwoord',
  JW323: 'declaratie',
  JW325: 'declaratie-antwoord',
};

const fact = (label: string, ...values: readonly string[]): Fact => ({
  label,
  values: values.filter((value) => value !== ''),
});

const returnCodes = (label: string, part: Fields): Fact =>
  fact(label, ...codesAt(part, ['retourCodes']).map((code) => codeInWords('WJ001', code)));

const identification = (label: string, header: Fields, field: string): Fact => {
  const id = textAt(header, [field, 'identificatie']);
  return fact(label, id && `${id} van ${textAt(header, [field, 'dagtekening'])}`);
};

const headerFacts = (type: MessageType, header: Fields): Fact[] => [
  fact('Bericht', `${type} (${messageCodes[type]}), ${messageNames[type]}`),
  fact('Afzender', partyInWords(textAt(header, ['afzender']))),
  fact('Ontvanger', partyInWords(textAt(header, ['ontvanger']))),
  identification('Identificatie', header, 'berichtIdentificatie'),
  fact('Retour', retourOf(header)),
  identification('Op declaratie', header, 'declaratieIdentificatie'),
  returnCodes('Codes van de header', header),
];

function retourOf(header: Fields): string {
  const id = textAt(header, ['identificatieRetour']);
  return id && `${id} van ${textAt(header, ['dagtekeningRetour'])}`;
}

function amountOf(body: Fields, field: string): string {
  const cents = numberAt(body, [field, 'totaalBedrag']);
  if (cents === undefined) return '';
  return euro(cents > 0 && textAt(body, [field, 'debetCredit']) === 'C' ? -cents : cents);
}

const bodyFacts = (body: Fields): Fact[] => [
  fact('Declaratienummer', textAt(body, ['declaratieNummer'])),
  fact(
    'Declaratieperiode',
    periodInWords(textAt(body, ['declaratiePeriode', 'begindatum']), textAt(body, ['declaratiePeriode', 'einddatum'])),
  ),
  fact('Declaratie van', textAt(body, ['declaratieDagtekening'])),
  fact('Totaal ingediend', amountOf(body, 'totaalIngediendBedrag')),
  fact('Totaal toegekend', amountOf(body, 'totaalToegekendBedrag')),
  fact('Referentie', textAt(body, ['referentieAanbieder'])),
  fact('Reden', codeInWords('WJ758', textAt(body, ['redenVerzoek']))),
  returnCodes('Codes van de declaratie', 'declaratieNummer' in body ? body : {}),
  returnCodes('Codes van het verzoek', 'redenVerzoek' in body ? body : {}),
];

/** Name of a person by initials: first names and family name, never in full. */
function initials(client: Fields): string {
  const letters = textAt(client, ['naam', 'voorletters']) || textAt(client, ['naam', 'voornamen']);
  return `${initialOf(letters)} ${initialOf(textAt(client, ['naam', 'geslachtsnaam', 'achternaam']))}`.trim();
}

const count = (client: Fields, path: readonly string[]): string => {
  const found = partsAt(client, path).length;
  return found === 0 ? '' : String(found);
};

const clientFacts = (client: Fields): Fact[] => [
  fact('Client', `BSN ${maskBsn(textAt(client, ['bsn']))}`),
  fact('Naam', initials(client)),
  fact('Geboortejaar', textAt(client, ['geboortedatum', 'datum']).slice(0, 4)),
  fact('Geslacht', codeInWords('COD046', textAt(client, ['geslacht']))),
  fact('Relaties', count(client, ['relaties'])),
  fact('Contactgegevens', count(client, ['contactgegevens'])),
  returnCodes('Codes van de client', client),
];

const isPresent = ({ values }: Fact): boolean => values.length > 0;

/**
 * Header data of a message for people: header, declaration or request, and client. Shows the last three digits of a BSN, the
 * initials of a name and the year of a birth date; addresses, relations and comments are only counted.
 */
export function headFacts({ type, header, body, client }: OpenedMessage): readonly Fact[] {
  const isAnonymous = client === undefined || fieldOf(client, 'bsn') === undefined;
  return [...headerFacts(type, header), ...bodyFacts(body), ...(isAnonymous ? [] : clientFacts(client))].filter(
    isPresent,
  );
}
