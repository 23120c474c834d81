import {
  checkLevelTwo,
  readMessage,
  type Finding,
  type JW301,
  type JW305,
  type JW307,
  type SourceLines,
} from '@regieboek/ijw';
import { holdsThisBsn, passesElevenTest } from '@regieboek/kernel';
import { Refused } from '@regieboek/intake';
import type { Fault } from '@regieboek/platform';

/** A message that placements accepts, without faults of level 1. */
export type PlacementsMessage =
  | { readonly type: 'JW301'; readonly value: JW301 }
  | { readonly type: 'JW305'; readonly value: JW305 }
  | { readonly type: 'JW307'; readonly value: JW307 };

/** A message as read, with the lines of the file and its faults of level 2. */
export interface IncomingMessage {
  readonly message: PlacementsMessage;
  readonly lines: SourceLines;
  readonly levelTwo: readonly Finding[];
}

/** A finding in API form: its place, the rule with its retour code, and the remedy. */
export const faultOf = ({ path, line, rule, code, text }: Finding): Fault => ({
  place: `line ${line} ${path}`,
  text: `${rule}${code === null ? '' : ` (${code})`}: ${text}`,
});

/** Numbers of the standard that the log or the answer keeps, with their places. */
function numbersIn({ type, value }: PlacementsMessage): [place: string, number: string][] {
  const head: [string, string] = [
    '/Bericht/Header/BerichtIdentificatie/Identificatie',
    value.header.berichtIdentificatie.identificatie,
  ];
  const at = (path: string, products: readonly { readonly toewijzingNummer?: number | undefined }[]) =>
    products.map(({ toewijzingNummer = 0 }, i): [string, string] => [
      `/Bericht/Client/${path}[${i + 1}]/ToewijzingNummer`,
      String(toewijzingNummer),
    ]);
  if (type === 'JW301') {
    const products = value.client.toegewezenProducten;
    const amounts = products.flatMap(({ omvang, budget }, i): [string, string][] => [
      [`/Bericht/Client/ToegewezenProducten/ToegewezenProduct[${i + 1}]/Omvang/Volume`, String(omvang?.volume ?? 0)],
      [`/Bericht/Client/ToegewezenProducten/ToegewezenProduct[${i + 1}]/Budget`, String(budget ?? 0)],
    ]);
    return [head, ...at('ToegewezenProducten/ToegewezenProduct', products), ...amounts];
  }
  if (type === 'JW305') return [head, ...at('StartProducten/StartProduct', value.client.startProducten)];
  return [head, ...at('StopProducten/StopProduct', value.client.stopProducten)];
}

/** Throws Refused when a number of the message is or contains the citizen service number of its client: the log would store it in clear text. */
function mustNotNameClient(message: PlacementsMessage): void {
  const { bsn } = message.value.client;
  const faults = numbersIn(message).flatMap(([place, number]) =>
    holdsThisBsn(number, bsn)
      ? [{ place, text: 'contains the citizen service number of the client: its sender must use another number' }]
      : [],
  );
  if (faults.length > 0) throw new Refused(faults);
}

/** Numbers that its sender chose and that can be citizen service numbers, each with its place. */
export const numbersLikeBsns = (message: PlacementsMessage): ReadonlyMap<string, string> =>
  new Map(
    numbersIn(message).flatMap(([place, number]) =>
      /^[0-9]{9}$/.test(number) && passesElevenTest(number) && !/Volume|Budget/.test(place)
        ? [[number, place] as const]
        : [],
    ),
  );

/** A message that can be read, or every fault of level 1: those get no retour. */
export type ReadIncoming = { readonly incoming: IncomingMessage } | { readonly faults: readonly Fault[] };

/** The same as readIncoming, with faults as a result: an error loses its fields on the way out of a thread. */
export function tryReadIncoming(body: Uint8Array): ReadIncoming {
  try {
    return { incoming: readIncoming(body) };
  } catch (error) {
    if (error instanceof Refused) return { faults: error.faults };
    throw error;
  }
}

/** Reads a message and checks it on levels 1 and 2. Throws Refused with every fault of level 1. */
function readIncoming(body: Uint8Array): IncomingMessage {
  const read = readMessage(body);
  if (!read.ok) throw new Refused(read.findings.map(faultOf));
  const { message, lines } = read;
  if (message.type !== 'JW301' && message.type !== 'JW305' && message.type !== 'JW307') {
    throw new Refused([
      {
        place: '/Bericht',
        text: `${message.type} is not supported: send JW301, JW305 and JW307 as messages, and JW323 as a declaration`,
      },
    ]);
  }
  mustNotNameClient(message);
  return { message, lines, levelTwo: checkLevelTwo(message, lines) };
}
