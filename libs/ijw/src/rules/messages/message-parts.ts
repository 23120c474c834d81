import type {
  Geboortedatum,
  JW301Contact,
  JW301Relatie,
  JW301ToegewezenProduct,
  JW305StartProduct,
  JW307StopProduct,
  JW315AangevraagdProduct,
  JW317NieuwProduct,
  JW317OngewijzigdProduct,
  JW317TeWijzigenProduct,
  JW317Verzoek,
  JW319Antwoord,
  JW325Client,
  JW325DeclaratieAntwoord,
  JW325Prestatie,
  VolledigeNaam,
} from '../../generated/messages.js';
import type { JudgedMessage, Located } from './message-rule.js';

const clientPath = '/Bericht/Client';

const numbered = <T>(path: string, values: readonly T[] | undefined): Located<T>[] =>
  (values ?? []).map((value, index) => ({ path: `${path}[${index + 1}]`, value }));

/** The clients: none in a JW319, any number in a JW325, otherwise one. */
export function client(message: JudgedMessage): Located<{ readonly bsn: string }>[] {
  if (message.type === 'JW319') return [];
  if (message.type === 'JW325') return answeredClients(message);
  return [{ path: clientPath, value: message.value.client }];
}

/** The client of an assignment, where its contacts and name are. */
export const assignedClient = (
  message: JudgedMessage,
): Located<(JudgedMessage & { type: 'JW301' })['value']['client']>[] =>
  message.type === 'JW301' ? [{ path: clientPath, value: message.value.client }] : [];

/** Relations of the client of an assignment. */
export const relations = (message: JudgedMessage): Located<JW301Relatie>[] =>
  message.type === 'JW301' ? numbered(`${clientPath}/Relaties/Relatie`, message.value.client.relaties) : [];

const clientBirth = (message: JudgedMessage): Located<Geboortedatum>[] =>
  message.type === 'JW317' || message.type === 'JW319' || message.type === 'JW325'
    ? []
    : [{ path: `${clientPath}/Geboortedatum`, value: message.value.client.geboortedatum }];

/** Birth dates of the client and of relations. */
export const births = (message: JudgedMessage): Located<Geboortedatum>[] => [
  ...clientBirth(message),
  ...relations(message).flatMap(({ path, value }) =>
    value.geboortedatum ? [{ path: `${path}/Geboortedatum`, value: value.geboortedatum }] : [],
  ),
];

/** Full names of the client and of relations. */
export const names = (message: JudgedMessage): Located<VolledigeNaam>[] => [
  ...assignedClient(message).map(({ path, value }) => ({ path: `${path}/Naam`, value: value.naam })),
  ...relations(message).map(({ path, value }) => ({ path: `${path}/Naam`, value: value.naam })),
];

/** Contacts of the client itself. */
export const clientContacts = (message: JudgedMessage): Located<JW301Contact>[] =>
  assignedClient(message).flatMap(({ path, value }) =>
    numbered(`${path}/Contactgegevens/Contact`, value.contactgegevens),
  );

/** Contacts of the client and of relations. */
export const contacts = (message: JudgedMessage): Located<JW301Contact>[] => [
  ...clientContacts(message),
  ...relations(message).map(({ path, value }) => ({ path: `${path}/Contact`, value: value.contact })),
];

/** Assigned products (toegewezen producten) of a JW301. */
export const assignedProducts = (message: JudgedMessage): Located<JW301ToegewezenProduct>[] =>
  message.type === 'JW301'
    ? numbered(`${clientPath}/ToegewezenProducten/ToegewezenProduct`, message.value.client.toegewezenProducten)
    : [];

/** Started products of a JW305. */
export const startedProducts = (message: JudgedMessage): Located<JW305StartProduct>[] =>
  message.type === 'JW305'
    ? numbered(`${clientPath}/StartProducten/StartProduct`, message.value.client.startProducten)
    : [];

/** Stopped products of a JW307. */
export const stoppedProducts = (message: JudgedMessage): Located<JW307StopProduct>[] =>
  message.type === 'JW307'
    ? numbered(`${clientPath}/StopProducten/StopProduct`, message.value.client.stopProducten)
    : [];

/** Requested products (aangevraagde producten) of a JW315. */
export const requestedProducts = (message: JudgedMessage): Located<JW315AangevraagdProduct>[] =>
  message.type === 'JW315'
    ? numbered(`${clientPath}/AangevraagdeProducten/AangevraagdProduct`, message.value.client.aangevraagdeProducten)
    : [];

const requestPath = `${clientPath}/Verzoek`;

/** The request (verzoek) of a JW317. */
export const changeRequests = (message: JudgedMessage): Located<JW317Verzoek>[] =>
  message.type === 'JW317' ? [{ path: requestPath, value: message.value.client.verzoek }] : [];

/** Products of a JW317 that remain unchanged. */
export const unchangedProducts = (message: JudgedMessage): Located<JW317OngewijzigdProduct>[] =>
  changeRequests(message).flatMap(({ path, value }) =>
    numbered(`${path}/OngewijzigdeProducten/OngewijzigdProduct`, value.ongewijzigdeProducten),
  );

/** Products of a JW317 that are to be changed. */
export const changingProducts = (message: JudgedMessage): Located<JW317TeWijzigenProduct>[] =>
  changeRequests(message).flatMap(({ path, value }) =>
    numbered(`${path}/TeWijzigenProducten/TeWijzigenProduct`, value.teWijzigenProducten),
  );

/** New products of a JW317. */
export const newProducts = (message: JudgedMessage): Located<JW317NieuwProduct>[] =>
  changeRequests(message).flatMap(({ path, value }) =>
    numbered(`${path}/NieuweProducten/NieuwProduct`, value.nieuweProducten),
  );

/** The answer (antwoord) of a JW319. */
export const replies = (message: JudgedMessage): Located<JW319Antwoord>[] =>
  message.type === 'JW319' ? [{ path: '/Bericht/Antwoord', value: message.value.antwoord }] : [];

const answerPath = '/Bericht/DeclaratieAntwoord';

/** The answer (declaratieantwoord) of a JW325, absent when the message as a whole was refused. */
export const answers = (message: JudgedMessage): Located<JW325DeclaratieAntwoord>[] =>
  message.type === 'JW325' && message.value.declaratieAntwoord
    ? [{ path: answerPath, value: message.value.declaratieAntwoord }]
    : [];

/** Clients with refused lines in a JW325. */
export const answeredClients = (message: JudgedMessage): Located<JW325Client>[] =>
  answers(message).flatMap(({ path, value }) => numbered(`${path}/Clienten/Client`, value.clienten));

/** Refused lines of a JW325. */
export const answeredLines = (message: JudgedMessage): Located<JW325Prestatie>[] =>
  answeredClients(message).flatMap(({ path, value }) => numbered(`${path}/Prestaties/Prestatie`, value.prestaties));

/** Refused lines of a JW325, per client. */
export const linesPerClient = (message: JudgedMessage): (readonly JW325Prestatie[])[] =>
  answeredClients(message).map(({ value }) => value.prestaties);
