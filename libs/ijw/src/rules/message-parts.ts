import type {
  Geboortedatum,
  JW301Contact,
  JW301Relatie,
  JW301ToegewezenProduct,
  JW305StartProduct,
  JW307StopProduct,
  VolledigeNaam,
} from '../generated/messages.js';
import type { ClientMessage, Located } from './message-rule.js';

const clientPath = '/Bericht/Client';

const numbered = <T>(path: string, values: readonly T[] | undefined): Located<T>[] =>
  (values ?? []).map((value, index) => ({ path: `${path}[${index + 1}]`, value }));

/** The client, in all three messages. */
export const client = (message: ClientMessage): Located<{ readonly bsn: string }>[] => [
  { path: clientPath, value: message.value.client },
];

/** The client of an assignment, where its contacts and name are. */
export const assignedClient = (
  message: ClientMessage,
): Located<(ClientMessage & { type: 'JW301' })['value']['client']>[] =>
  message.type === 'JW301' ? [{ path: clientPath, value: message.value.client }] : [];

/** Relations of the client of an assignment. */
export const relations = (message: ClientMessage): Located<JW301Relatie>[] =>
  message.type === 'JW301' ? numbered(`${clientPath}/Relaties/Relatie`, message.value.client.relaties) : [];

/** Birth dates of the client and of relations. */
export const births = (message: ClientMessage): Located<Geboortedatum>[] => [
  { path: `${clientPath}/Geboortedatum`, value: message.value.client.geboortedatum },
  ...relations(message).flatMap(({ path, value }) =>
    value.geboortedatum ? [{ path: `${path}/Geboortedatum`, value: value.geboortedatum }] : [],
  ),
];

/** Full names of the client and of relations. */
export const names = (message: ClientMessage): Located<VolledigeNaam>[] => [
  ...assignedClient(message).map(({ path, value }) => ({ path: `${path}/Naam`, value: value.naam })),
  ...relations(message).map(({ path, value }) => ({ path: `${path}/Naam`, value: value.naam })),
];

/** Contacts of the client itself. */
export const clientContacts = (message: ClientMessage): Located<JW301Contact>[] =>
  assignedClient(message).flatMap(({ path, value }) =>
    numbered(`${path}/Contactgegevens/Contact`, value.contactgegevens),
  );

/** Contacts of the client and of relations. */
export const contacts = (message: ClientMessage): Located<JW301Contact>[] => [
  ...clientContacts(message),
  ...relations(message).map(({ path, value }) => ({ path: `${path}/Contact`, value: value.contact })),
];

/** Assigned products (toegewezen producten) of a JW301. */
export const assignedProducts = (message: ClientMessage): Located<JW301ToegewezenProduct>[] =>
  message.type === 'JW301'
    ? numbered(`${clientPath}/ToegewezenProducten/ToegewezenProduct`, message.value.client.toegewezenProducten)
    : [];

/** Started products of a JW305. */
export const startedProducts = (message: ClientMessage): Located<JW305StartProduct>[] =>
  message.type === 'JW305'
    ? numbered(`${clientPath}/StartProducten/StartProduct`, message.value.client.startProducten)
    : [];

/** Stopped products of a JW307. */
export const stoppedProducts = (message: ClientMessage): Located<JW307StopProduct>[] =>
  message.type === 'JW307'
    ? numbered(`${clientPath}/StopProducten/StopProduct`, message.value.client.stopProducten)
    : [];
