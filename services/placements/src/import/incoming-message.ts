import {
  checkLevelTwo,
  readMessage,
  type Finding,
  type JW301,
  type JW305,
  type JW307,
  type SourceLines,
} from '@regieboek/ijw';
import { Refused, type Fault } from '@regieboek/platform';

/** A message that placements takes in, without faults of level 1. */
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

/** A finding as interfaces tell it: where, which rule with which retour code, and the remedy. */
export const faultOf = ({ path, line, rule, code, text }: Finding): Fault => ({
  place: `line ${line} ${path}`,
  text: `${rule}${code === null ? '' : ` (${code})`}: ${text}`,
});

/** Reads a message and checks it on levels 1 and 2. Throws Refused with every fault of level 1: to those there is no retour. */
export function readIncoming(body: Uint8Array): IncomingMessage {
  const read = readMessage(body);
  if (!read.ok) throw new Refused(read.findings.map(faultOf));
  const { message, lines } = read;
  if (message.type !== 'JW301' && message.type !== 'JW305' && message.type !== 'JW307') {
    throw new Refused([
      {
        place: '/Bericht',
        text: `${message.type} is not taken in: send JW301, JW305 and JW307 as messages, and JW323 as a declaration`,
      },
    ]);
  }
  return { message, lines, levelTwo: checkLevelTwo(message, lines) };
}
