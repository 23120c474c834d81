import type { MessageType } from '../../generated/elements.js';

/** Places of the lines of a message, as paths of fields. */
export interface LinePlaces {
  /** Parents that apply to all lines, from the root (Declaratie, DeclaratieAntwoord, Verzoek). */
  readonly body?: readonly string[];
  /** The client or list of clients, from the root; without client, the lines are below the root. */
  readonly clients: readonly string[];
  /** Lists of lines, below a client, each with the name of its class. */
  readonly lists: readonly { readonly name: string; readonly path: readonly string[] }[];
}

const ofClient = (list: string, name: string): LinePlaces => ({
  clients: ['client'],
  lists: [{ name, path: [list] }],
});

const declared = (body: string): LinePlaces => ({
  body: [body],
  clients: [body, 'clienten'],
  lists: [{ name: 'Prestatie', path: ['prestaties'] }],
});

const assigned = ofClient('toegewezenProducten', 'ToegewezenProduct');
const started = ofClient('startProducten', 'StartProduct');
const stopped = ofClient('stopProducten', 'StopProduct');
const requested = ofClient('aangevraagdeProducten', 'AangevraagdProduct');
const change: LinePlaces = {
  body: ['client', 'verzoek'],
  clients: ['client'],
  lists: [
    { name: 'OngewijzigdProduct', path: ['verzoek', 'ongewijzigdeProducten'] },
    { name: 'TeWijzigenProduct', path: ['verzoek', 'teWijzigenProducten'] },
    { name: 'NieuwProduct', path: ['verzoek', 'nieuweProducten'] },
  ],
};
const reply: LinePlaces = { clients: [], lists: [{ name: 'Antwoord', path: ['antwoord'] }] };

/** The lines of each of the fourteen messages: declared lines, products, or the answer to a request. */
export const linePlaces: Readonly<Record<MessageType, LinePlaces>> = {
  JW301: assigned,
  JW302: assigned,
  JW305: started,
  JW306: started,
  JW307: stopped,
  JW308: stopped,
  JW315: requested,
  JW316: requested,
  JW317: change,
  JW318: change,
  JW319: reply,
  JW320: reply,
  JW323: declared('declaratie'),
  JW325: declared('declaratieAntwoord'),
};
