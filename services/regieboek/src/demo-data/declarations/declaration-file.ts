import { messageHeader, writeMessage, type JW323Prestatie, type TotaalBedragMetDC } from '@regieboek/ijw';
import { firstDayOf, fromDay, lastDayOf, sumCents, type Day, type Month } from '@regieboek/kernel';

/** A line of a declaration and the number of the client it is put under. */
export interface Entry {
  readonly bsn: string;
  readonly line: JW323Prestatie;
}

/** Identification of a declaration. */
export interface DeclarationHeading {
  readonly provider: string;
  readonly municipality: string;
  readonly month: Month;
  readonly signed: Day;
  /** Identificatie of the message. */
  readonly message: string;
  /** DeclaratieNummer. */
  readonly number: string;
}

const signedCents = ({ line: { ingediendBedrag } }: Entry): number =>
  ingediendBedrag.debetCredit === 'D' ? ingediendBedrag.bedrag : -ingediendBedrag.bedrag;

/** Total of the lines: debits minus credits (TR358). */
export function totalOf(entries: readonly Entry[]): TotaalBedragMetDC {
  const total = sumCents(entries.map(signedCents));
  return { totaalBedrag: Math.abs(total), debetCredit: total < 0 ? 'C' : 'D' };
}

/** Text of a JW323; lines of one client stand together (TR101), clients in the order of their first line. */
export function declarationText(
  heading: DeclarationHeading,
  entries: readonly Entry[],
  total: TotaalBedragMetDC = totalOf(entries),
): string {
  const dagtekening = fromDay(heading.signed);
  const clienten = [...Map.groupBy(entries, ({ bsn }) => bsn)].map(([bsn, own]) => ({
    bsn,
    prestaties: own.map(({ line }) => line),
  }));
  return writeMessage('JW323', {
    header: messageHeader('JW323', {
      afzender: heading.provider,
      ontvanger: heading.municipality,
      identificatie: heading.message,
      dagtekening,
    }),
    declaratie: {
      declaratieNummer: heading.number,
      declaratiePeriode: {
        begindatum: fromDay(firstDayOf(heading.month)),
        einddatum: fromDay(lastDayOf(heading.month)),
      },
      declaratieDagtekening: dagtekening,
      totaalIngediendBedrag: total,
      clienten,
    },
  });
}
