import { createHash } from 'node:crypto';
import type { CalendarDate, Language } from '@regieboek/kernel';
import { ijwTexts } from './texts.js';
import {
  buildJw325,
  buildRetour,
  checkFile,
  declarationHeadOf,
  readMessage,
  refuseMessage,
  refuseTechnically,
  retourTypes,
  writeMessage,
  type DeclarationHead,
  type FileReport,
  type Message,
  type MessageDecision,
  type MessageOf,
  type MessageType,
  type RetourFacts,
  type RetourOf,
} from '@regieboek/ijw';

/** An answer that needs no ledger. */
export interface Answer {
  readonly type: MessageType;
  readonly xml: string;
  /** Identification of the answer. */
  readonly identification: string;
  /** Sender (Afzender) and identification (BerichtIdentificatie) of the message that is answered. */
  readonly sender: string;
  readonly answered: string;
}

/** Answer to a file, or the reason why there is none, with the findings in both cases. */
export type Answered =
  | { readonly report: FileReport; readonly answer: Answer; readonly note: string }
  | {
      readonly report: FileReport;
      readonly answer: undefined;
      readonly why: string;
      /** Whether its sender waits for an answer: not after a sound retour or JW325. */
      readonly isOwed: boolean;
    };

type Answerable = Extract<Message, { readonly type: keyof RetourOf }>;

const isAnswerable = (message: Message): message is Answerable => message.type in retourTypes;

const accepted: MessageDecision = { accepted: true, header: [], classes: new Map(), findings: [] };

/** Content of an answer besides the message: the findings, the day, and the language of notes about it. */
interface Answering {
  readonly report: FileReport;
  readonly dagtekening: CalendarDate;
  readonly language: Language;
}

interface Header {
  readonly afzender: string;
  readonly ontvanger: string;
  readonly berichtIdentificatie: { readonly identificatie: string; readonly dagtekening: string };
}

const HASH_DIGITS = 15;
const IDENTIFICATION_LENGTH = 12;

/**
 * Identification of an answer, from the header of the message and the findings: the same file always gets the same one. It
 * contains nothing of a client, because there is no key here to hide it. Twelve of the 32 characters 0-9 and A-V.
 */
function identificationOf({ afzender, ontvanger, berichtIdentificatie }: Header, report: FileReport): string {
  const { identificatie, dagtekening } = berichtIdentificatie;
  const found = report.findings.map(({ rule, path, code }) => [rule, path, code]);
  const content = JSON.stringify([report.message, afzender, ontvanger, identificatie, dagtekening, found]);
  const digits = createHash('sha256').update(content).digest('hex').slice(0, HASH_DIGITS);
  return BigInt(`0x${digits}`).toString(32).toUpperCase().padStart(IDENTIFICATION_LENGTH, '0');
}

function retour<T extends keyof RetourOf>(
  message: MessageOf<T>,
  decision: MessageDecision,
  { report, dagtekening }: Answering,
): Answer {
  const { header } = message.value;
  const type = retourTypes[message.type];
  const identification = identificationOf(header, report);
  const facts: RetourFacts = { identificatie: identification, dagtekening };
  const xml = writeMessage(type, buildRetour(message, decision, facts));
  return { type, xml, identification, sender: header.afzender, answered: header.berichtIdentificatie.identificatie };
}

/** The JW325 on a breach of level 2 holds nothing of the lines, so they are not read. */
function technicalRefusal(head: DeclarationHead, { report, dagtekening }: Answering): Answer {
  const { header } = head;
  const declaration = { head, lines: [] };
  const identification = identificationOf(header, report);
  const facts: RetourFacts = { identificatie: identification, dagtekening };
  const xml = writeMessage('JW325', buildJw325(declaration, refuseTechnically(declaration), facts));
  const { afzender: sender, berichtIdentificatie } = header;
  return { type: 'JW325', xml, identification, sender, answered: berichtIdentificatie.identificatie };
}

function answerDeclaration(file: Uint8Array, answering: Answering): Answered {
  const { report, language } = answering;
  const { needsLedger, refused } = ijwTexts[language];
  if (report.level !== 2) return { report, answer: undefined, why: needsLedger, isOwed: true };
  return { report, answer: technicalRefusal(declarationHeadOf(file), answering), note: refused };
}

/** A retour and a JW325 are answers themselves; the standard has none to them. */
function withoutAnswer({ report, language }: Answering, type: MessageType): Answered {
  const { noAnswerTo, informSender } = ijwTexts[language];
  const isOwed = report.level !== null;
  return { report, answer: undefined, why: `${noAnswerTo(type)}${isOwed ? informSender : ''}`, isOwed };
}

function answerMessage(message: Message, answering: Answering): Answered {
  const { report, language } = answering;
  const texts = ijwTexts[language];
  if (!isAnswerable(message)) return withoutAnswer(answering, message.type);
  if (report.level === null) return { report, answer: retour(message, accepted, answering), note: texts.accepted };
  if (report.level === 2)
    return { report, answer: retour(message, refuseMessage(report.findings), answering), note: texts.refused };
  return { report, answer: undefined, why: texts.needsLedger, isOwed: true };
}

/**
 * The answer to a message as far as it follows from the message alone (iJw 3.2, §5.1 and §8): refused with 0001 after a
 * breach of level 2; a retour without codes when levels 1 and 2 find nothing. There is none after a breach of level 1
 * (the standard has no message for it), to a retour or a JW325, to a declaration without breach of level 2, and after a
 * fault in the day of the header (TR135): those answers say more, and only a ledger knows it.
 */
export function answerTo(file: Uint8Array, dagtekening: CalendarDate, language: Language): Answered {
  const report = checkFile(file, { today: dagtekening });
  if (report.level === 1)
    return {
      report,
      answer: undefined,
      why: ijwTexts[language].levelOne,
      isOwed: true,
    };
  if (report.message === 'JW323') return answerDeclaration(file, { report, dagtekening, language });
  const result = readMessage(file);
  if (!result.ok) throw new RangeError('a message without faults of level 1 cannot be read');
  return answerMessage(result.message, { report, dagtekening, language });
}
