import type { CalendarDate } from '@regieboek/kernel';
import { decode } from '../read/decode.js';
import type { ControlLevel, Finding } from '../finding.js';
import type { MessageType } from '../generated/elements.js';
import { readDeclaration, type DeclarationHead } from '../read/declaration-reader.js';
import { messageTypeOf } from '../read/message-type.js';
import { readMessage } from '../read/read-message.js';
import { DeclarationChecker } from '../rules/declaration-checker.js';
import { checkLevelTwo } from '../rules/level-two.js';
import { findingOf, type RuleDescription } from '../rules/rule.js';

/** What a file is and what is wrong with it. */
export interface FileReport {
  /** The message by its namespace; null when the file is no message of iJw 3.2. */
  readonly message: MessageType | null;
  readonly xsdValid: boolean;
  /** Control level of the first fault, at which checking stopped; null without faults. */
  readonly level: ControlLevel | null;
  readonly findings: readonly Finding[];
}

/**
 * The one rule of level 4 that needs no ledger. TR378 and TR381 do: municipalities of earlier years stay valid and a
 * municipality may use its own product list, so the lists of this library cannot refuse a code.
 */
const notInFuture: RuleDescription = {
  rule: 'TR135',
  level: 4,
  code: '8848',
  messages: ['JW301', 'JW305', 'JW307', 'JW315', 'JW317', 'JW319', 'JW323', 'JW325'],
  on: 'Header/BerichtIdentificatie/Dagtekening',
  sentence: 'De dagtekening ligt in de toekomst; verzend op of na die dag.',
};

interface Levels {
  readonly one: readonly Finding[];
  readonly two: readonly Finding[];
  readonly signedOn: CalendarDate | undefined;
}

function checkDeclaration(text: string): Levels {
  const checker = new DeclarationChecker();
  let head: DeclarationHead | undefined;
  const one = readDeclaration([text], {
    head: (given) => {
      head = given;
      checker.head(given);
    },
    client: (client) => checker.client(client),
    line: (line) => checker.line(line),
  });
  return { one, two: checker.end(), signedOn: head?.header.berichtIdentificatie.dagtekening };
}

function checkMessage(text: string): Levels {
  const result = readMessage(text);
  if (!result.ok) return { one: result.findings, two: [], signedOn: undefined };
  const { message, lines } = result;
  const signedOn = message.value.header.berichtIdentificatie.dagtekening;
  return { one: [], two: checkLevelTwo(message, lines), signedOn };
}

const report = (message: MessageType | undefined, findings: readonly Finding[]): FileReport => ({
  message: message ?? null,
  xsdValid: findings.every(({ level }) => level !== 1),
  level: findings[0]?.level ?? null,
  findings,
});

/**
 * Checks a file on its own: level 1, then level 2 (JW301, JW305, JW307, JW323), then TR135 against `today`; the first
 * level with a fault is the last (§5.2).
 */
export function checkFile(file: string | Uint8Array, { today }: { readonly today: CalendarDate }): FileReport {
  const decoded = typeof file === 'string' ? { text: file } : decode(file);
  if ('finding' in decoded) return report(undefined, [decoded.finding]);
  const { text } = decoded;
  const message = messageTypeOf(text);
  const { one, two, signedOn } = message === 'JW323' ? checkDeclaration(text) : checkMessage(text);
  if (one.length > 0) return report(message, one);
  if (two.length > 0) return report(message, two);
  const isLate = message && notInFuture.messages.includes(message) && signedOn !== undefined && signedOn > today;
  return report(message, isLate ? [findingOf(notInFuture, `/Bericht/${notInFuture.on}`, 0)] : []);
}
