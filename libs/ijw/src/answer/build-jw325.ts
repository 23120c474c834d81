import type { CalendarDate, Cents } from '@regieboek/kernel';
import type { Declaration } from '../declaration/declaration.js';
import type { DecidedLine, DeclarationDecision } from '../declaration/decide-declaration.js';
import type {
  JW325,
  JW325Client,
  JW325DeclaratieAntwoord,
  JW325Header,
  JW325Prestatie,
  TotaalBedragMetDC,
} from '../generated/messages.js';
import { messageHeader } from '../write/header.js';

/** Choices of the municipality about its own answer. */
export interface AnswerFacts {
  /** At most 12 characters, unique among the JW325 of this municipality (TR056). */
  readonly identificatie: string;
  readonly dagtekening: CalendarDate;
  /** Only when the official XSLT was used. */
  readonly xsltVersie?: string | undefined;
}

/** A signed amount in the form of the standard: absolute value with D or C; zero is D (CS325). */
const withDebitCredit = (amount: Cents): TotaalBedragMetDC => ({
  totaalBedrag: Math.abs(amount),
  debetCredit: amount < 0 ? 'C' : 'D',
});

function headerOf({ head }: Declaration, decision: DeclarationDecision, facts: AnswerFacts): JW325Header {
  const { afzender, ontvanger, berichtIdentificatie, xsdVersie } = head.header;
  return {
    ...messageHeader('JW325', { ...facts, afzender: ontvanger, ontvanger: afzender }),
    declaratieIdentificatie: berichtIdentificatie,
    ...(facts.xsltVersie === undefined ? {} : { xsltVersie: facts.xsltVersie }),
    xsdVersieDeclaratie: xsdVersie,
    retourCodes: decision.header,
  };
}

/** Clients with rejected lines, each with those lines only; the declared fields are repeated unchanged (TR366, TR367). */
function clientsOf(declaration: Declaration, decision: DeclarationDecision): JW325Client[] {
  const found = new Map<number, { bsn: string; prestaties: JW325Prestatie[] }>();
  declaration.lines.forEach((line, index) => {
    const outcome: DecidedLine | undefined = decision.lines[index];
    if (outcome?.status !== 'rejected') return;
    const client = found.get(line.client) ?? { bsn: line.bsn, prestaties: [] };
    client.prestaties.push({ ...line.prestatie, retourCodes: outcome.codes });
    found.set(line.client, client);
  });
  return [...found].map(([number, client]) => ({
    ...client,
    retourCodes: decision.clients.get(number) ?? ['0200'],
  }));
}

const isRefused = ({ declaration }: DeclarationDecision): boolean =>
  declaration.some((code) => code !== '0200' && code !== '8001');

function answerOf(declaration: Declaration, decision: DeclarationDecision): JW325DeclaratieAntwoord {
  const { declaratieNummer, totaalIngediendBedrag } = declaration.head.declaratie;
  const clienten = isRefused(decision) ? [] : clientsOf(declaration, decision);
  return {
    declaratieNummer,
    totaalIngediendBedrag,
    totaalToegekendBedrag: withDebitCredit(decision.grantedCents),
    ...(clienten.length > 0 ? { clienten } : {}),
    retourCodes: decision.declaration,
  };
}

/**
 * The JW325 that answers a declaration (IV087, IV088): the header with its codes; unless the header was refused, the
 * totals and the rejected lines only. The amounts add up: listed lines = submitted minus granted (TR342).
 */
export function buildJw325(declaration: Declaration, decision: DeclarationDecision, facts: AnswerFacts): JW325 {
  const header = headerOf(declaration, decision, facts);
  const isHeaderRefused = decision.header.some((code) => code !== '0200');
  return isHeaderRefused ? { header } : { header, declaratieAntwoord: answerOf(declaration, decision) };
}
