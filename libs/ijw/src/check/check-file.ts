import type { CalendarDate } from '@regieboek/kernel';
import type { ControlLevel, Finding } from '../finding.js';
import type { MessageType } from '../generated/elements.js';
import { readDeclaration, type DeclarationHead } from '../read/declaration-reader.js';
import { messageTypeOf } from '../read/message-type.js';
import { readMessage } from '../read/read-message.js';
import { DeclarationChecker } from '../rules/declaration/checker.js';
import { checkLevelTwo } from '../rules/level-two.js';
import type { Settings } from '../settings.js';
import { findingOf, type RuleDescription } from '../rules/rule.js';
import { ownLineRules, brokenBy } from './own-line-rules.js';

/** Type of a file and its faults. */
export interface FileReport {
  /** The message type by namespace; null when the file is not a message of iJw 3.2. */
  readonly message: MessageType | null;
  readonly xsdValid: boolean;
  /** Control level of the first fault, at which checking stopped; null without faults. */
  readonly level: ControlLevel | null;
  readonly findings: readonly Finding[];
}

/**
 * The only header rule that needs no ledger. TR378 and TR381 need one: codes of former municipalities stay valid and
 * a municipality may use its own product list, so the lists of this library cannot refuse a code.
 */
const notInFuture: RuleDescription = {
  rule: 'TR135',
  level: 4,
  code: '8848',
  messages: ['JW301', 'JW305', 'JW307', 'JW315', 'JW317', 'JW319', 'JW323', 'JW325'],
  on: 'Header/BerichtIdentificatie/Dagtekening',
  sentence: 'De dagtekening ligt in de toekomst; verzend op of na die dag.',
};

const FINDINGS_MAX = 1000;

interface Levels {
  readonly one: readonly Finding[];
  readonly two: readonly Finding[];
  readonly later: readonly Finding[];
  /** Days that may not lie in the future (TR135), with their paths. */
  readonly signed: readonly (readonly [path: string, day: CalendarDate])[];
}

const signedPath = '/Bericht/Header/BerichtIdentificatie/Dagtekening';

const signedOn = ({ header }: Pick<DeclarationHead, 'header'>): Levels['signed'] => [
  [signedPath, header.berichtIdentificatie.dagtekening],
];

function checkDeclaration(file: string | Uint8Array, settings: Partial<Settings>): Levels {
  const checker = new DeclarationChecker(FINDINGS_MAX, settings);
  const rules = ownLineRules();
  const later: Finding[] = [];
  let head: DeclarationHead | undefined;
  const one = readDeclaration([file], {
    head: (given) => {
      head = given;
      checker.head(given);
    },
    client: (client) => checker.client(client),
    line: (line) => {
      checker.line(line);
      if (head && later.length < FINDINGS_MAX) later.push(...brokenBy(rules, line, head));
    },
  });
  later.sort((a, b) => a.level - b.level);
  return { one, two: checker.end(), later, signed: head ? signedOn(head) : [] };
}

function checkMessage(file: string | Uint8Array): Levels {
  const result = readMessage(file);
  if (!result.ok) return { one: result.findings, two: [], later: [], signed: [] };
  const { message, lines } = result;
  const signed = notInFuture.messages.includes(message.type) ? [...signedOn(message.value)] : [];
  if (message.type === 'JW325')
    signed.push([
      '/Bericht/Header/DeclaratieIdentificatie/Dagtekening',
      message.value.header.declaratieIdentificatie.dagtekening,
    ]);
  return { one: [], two: checkLevelTwo(message, lines), later: [], signed };
}

const report = (message: MessageType | undefined, findings: readonly Finding[]): FileReport => ({
  message: message ?? null,
  xsdValid: findings.every(({ level }) => level !== 1),
  level: findings[0]?.level ?? null,
  findings,
});

/**
 * Checks a file on its own: level 1, then level 2, then the header against `today` (TR135), then the line rules of a
 * declaration that need no ledger (TR314, TR319, TR346). Stops where the standard does (§5.2): after a fault of level 1, of
 * level 2, or in the header.
 */
export function checkFile(
  file: string | Uint8Array,
  { today, settings = {} }: { readonly today: CalendarDate; readonly settings?: Partial<Settings> },
): FileReport {
  const message = messageTypeOf(file);
  const { one, two, later, signed } = message === 'JW323' ? checkDeclaration(file, settings) : checkMessage(file);
  if (one.length > 0) return report(message, one);
  if (two.length > 0) return report(message, two);
  const late = signed.filter(([, signedDay]) => signedDay > today);
  if (late.length > 0)
    return report(
      message,
      late.map(([path]) => findingOf(notInFuture, path, 0)),
    );
  return report(message, later);
}
