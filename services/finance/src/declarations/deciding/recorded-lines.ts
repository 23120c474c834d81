import { isRefusedWhole } from '@regieboek/ijw';
import type {
  DecidedLine as JudgedLine,
  Declaration,
  DeclarationDecision,
  DeclaredLine,
  LineOutcome,
} from '@regieboek/ijw';
import type { DecidedLine, DeclarationHead } from '@regieboek/events';
import { parseMonth, type Cents } from '@regieboek/kernel';

const signed = ({ bedrag, debetCredit }: { bedrag: Cents; debetCredit: 'D' | 'C' }): Cents =>
  debetCredit === 'D' ? bedrag : 0 - bedrag;

/** Head of a declaration as the log keeps it; `message` is the id of the kept original. */
export function toHead({ head, lines }: Declaration, message: string): DeclarationHead {
  const { header, declaratie } = head;
  const { totaalBedrag, debetCredit } = declaratie.totaalIngediendBedrag;
  const period = parseMonth(declaratie.declaratiePeriode.begindatum.slice(0, 7));
  if (!period) throw new RangeError('the declaration period is not a month');
  return {
    provider: header.afzender,
    municipality: header.ontvanger,
    messageId: header.berichtIdentificatie.identificatie,
    messageDate: header.berichtIdentificatie.dagtekening,
    number: declaratie.declaratieNummer,
    period,
    declarationDate: declaratie.declaratieDagtekening,
    submittedCents: signed({ bedrag: totaalBedrag, debetCredit }),
    lineCount: lines.length,
    message,
  };
}

/** A judged line as the log keeps it, without the BSN. */
function toLine(
  { prestatie, bsn }: DeclaredLine,
  judged: JudgedLine,
  place: number,
  youths: ReadonlyMap<string, string>,
): DecidedLine {
  return {
    place,
    reference: prestatie.productReferentie.referentieNummer,
    previous: prestatie.productReferentie.vorigReferentieNummer ?? null,
    youth: youths.get(bsn) ?? null,
    assignment: prestatie.toewijzingNummer,
    category: prestatie.productCategorie,
    code: prestatie.productCode,
    from: prestatie.productPeriode.begindatum,
    to: prestatie.productPeriode.einddatum,
    volume: prestatie.geleverdVolume,
    unit: prestatie.eenheid,
    tariffCents: prestatie.productTarief ?? null,
    cents: signed(prestatie.ingediendBedrag),
    codes: [...judged.codes],
  };
}

/** Lines of a decision as the log keeps them, in document order; none when the whole was refused. */
export function toLines(
  declaration: Declaration,
  decision: DeclarationDecision,
  youths: ReadonlyMap<string, string>,
): DecidedLine[] {
  if (isRefusedWhole(decision)) return [];
  return decision.lines.flatMap((judged, place) => {
    const line = declaration.lines[place];
    return line ? [toLine(line, judged, place, youths)] : [];
  });
}

/** Outcomes recorded before a crash, by reference, for the decision to go on from. */
export const outcomesOf = (lines: readonly DecidedLine[]): ReadonlyMap<string, LineOutcome> =>
  new Map(
    lines.map(({ reference, codes }) => [
      reference,
      { status: codes.length === 0 ? 'approved' : 'rejected', codes: codes as LineOutcome['codes'] },
    ]),
  );
