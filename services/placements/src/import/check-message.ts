import { checkLevelTwo, readMessage, type Finding, type JW301, type JW305, type JW307 } from '@regieboek/ijw';
import { Refused } from '@regieboek/platform';

/** A message that placements takes in, without faults of level 1 and 2. */
export type CheckedMessage =
  | { readonly type: 'JW301'; readonly value: JW301 }
  | { readonly type: 'JW305'; readonly value: JW305 }
  | { readonly type: 'JW307'; readonly value: JW307 };

const refuse = (findings: readonly Finding[]): Refused =>
  new Refused(
    findings.map(({ path, line, rule, text }) => ({ place: `line ${line} ${path}`, text: `${rule}: ${text}` })),
  );

/** Reads and checks a message on levels 1 and 2. Throws Refused with every fault and its place. */
export function checkMessage(body: Uint8Array): CheckedMessage {
  const read = readMessage(body);
  if (!read.ok) throw refuse(read.findings);
  const { message, lines } = read;
  if (message.type !== 'JW301' && message.type !== 'JW305' && message.type !== 'JW307') {
    throw new Refused([
      {
        place: '/Bericht',
        text: `${message.type} is not taken in: send JW301, JW305 and JW307 as messages, and JW323 as a declaration`,
      },
    ]);
  }
  const findings = checkLevelTwo(message, lines);
  if (findings.length > 0) throw refuse(findings);
  return message;
}
