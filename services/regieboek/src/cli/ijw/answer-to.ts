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
  /** Sender (Afzender) and identification (BerichtIdentificatie) of the message that is answered. */
  readonly sender: string;
  readonly answered: string;
}

/** What there is to answer to a file: the answer, or why there is none; with what was found either way. */
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

/** Why a message that breaks nothing on levels 1 and 2 has no answer yet. */
const needsLedger =
  'its answer also says what levels 3 and 4 find, which needs the ledger: regieboek import <file> --answers <folder>';

function retour<T extends keyof RetourOf>(
  message: MessageOf<T>,
  decision: MessageDecision,
  facts: RetourFacts,
): Answer {
  const { afzender, berichtIdentificatie } = message.value.header;
  const type = retourTypes[message.type];
  const xml = writeMessage(type, buildRetour(message, decision, facts));
  return { type, xml, sender: afzender, answered: berichtIdentificatie.identificatie };
}

/** The JW325 on a breach of level 2 holds nothing of the lines, so they are not read. */
function technicalRefusal(head: DeclarationHead, facts: RetourFacts): Answer {
  const { afzender, berichtIdentificatie } = head.header;
  const declaration = { head, lines: [] };
  const xml = writeMessage('JW325', buildJw325(declaration, refuseTechnically(declaration), facts));
  return { type: 'JW325', xml, sender: afzender, answered: berichtIdentificatie.identificatie };
}

const refusedNote = 'refused with code 0001';
const acceptedNote = 'accepted on levels 1 and 2; levels 3 and 4 need the ledger and were not looked at';

function answerDeclaration(file: Uint8Array, report: FileReport, facts: RetourFacts): Answered {
  if (report.level !== 2) return { report, answer: undefined, why: needsLedger, isOwed: true };
  return { report, answer: technicalRefusal(declarationHeadOf(file), facts), note: refusedNote };
}

/** A retour and a JW325 are answers themselves; the standard has none to them. */
function withoutAnswer(report: FileReport, type: MessageType): Answered {
  const isOwed = report.level !== null;
  const remedy = isOwed ? ': tell its sender outside the messages' : '';
  return { report, answer: undefined, why: `nothing answers a ${type}${remedy}`, isOwed };
}

function answerMessage(message: Message, report: FileReport, facts: RetourFacts): Answered {
  if (!isAnswerable(message)) return withoutAnswer(report, message.type);
  if (report.level === null) return { report, answer: retour(message, accepted, facts), note: acceptedNote };
  if (report.level === 2)
    return { report, answer: retour(message, refuseMessage(report.findings), facts), note: refusedNote };
  return { report, answer: undefined, why: needsLedger, isOwed: true };
}

/**
 * The answer to a message as far as it follows from the message alone (iJw 3.2, §5.1 and §8): refused with 0001 after a
 * breach of level 2; a retour without codes when levels 1 and 2 find nothing. There is none after a breach of level 1
 * (the standard has no message for it), to a retour or a JW325, to a declaration without breach of level 2, and after a
 * fault in the day of the header (TR135): those answers say more, and only a ledger knows it.
 */
export function answerTo(file: Uint8Array, facts: RetourFacts): Answered {
  const report = checkFile(file, { today: facts.dagtekening });
  if (report.level === 1)
    return {
      report,
      answer: undefined,
      why: 'no message of the standard answers a file with faults of level 1: tell its sender outside the messages',
      isOwed: true,
    };
  if (report.message === 'JW323') return answerDeclaration(file, report, facts);
  const result = readMessage(file);
  if (!result.ok) throw new RangeError('a message without faults of level 1 cannot be read');
  return answerMessage(result.message, report, facts);
}
