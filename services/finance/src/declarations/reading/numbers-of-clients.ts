import type { Declaration, DeclaredLine } from '@regieboek/ijw';
import { asBsn, holdsThisBsn, passesElevenTest } from '@regieboek/kernel';
import type { Fault } from '@regieboek/platform';

const TEXT = 'contains the citizen service number of a client: the sender must use another number';

type Numbered = readonly [place: string, number: string | number | undefined];

/** Numbers of a line that the log keeps, amounts among them: a volume of 999900006 is none. */
const numbersOf = ({ prestatie }: DeclaredLine): Numbered[] => [
  ['ProductReferentie/ReferentieNummer', prestatie.productReferentie.referentieNummer],
  ['ProductReferentie/VorigReferentieNummer', prestatie.productReferentie.vorigReferentieNummer],
  ['ToewijzingNummer', prestatie.toewijzingNummer],
  ['GeleverdVolume', prestatie.geleverdVolume],
  ['ProductTarief', prestatie.productTarief],
  ['IngediendBedrag/Bedrag', prestatie.ingediendBedrag.bedrag],
];

/** Seven digits cannot be a citizen service number: none begins with two zeros. */
const isShort = (number: string | number): boolean =>
  typeof number === 'number' ? number < 10_000_000 : /^[ -~]{0,7}$/.test(number);

const named = (numbers: readonly Numbered[], holds: (number: string) => boolean, path: string): Fault[] =>
  numbers.flatMap(([place, number]) =>
    number !== undefined && !isShort(number) && holds(String(number)) ? [{ place: `${path}${place}`, text: TEXT }] : [],
  );

/** Faults of a declaration whose numbers are, or hold, citizen service numbers of its clients: the log would keep them in clear. */
export function numbersOfClients({ head, lines }: Declaration): Fault[] {
  const bsns = new Set(lines.map(({ bsn }) => bsn));
  const { header, declaratie } = head;
  const ofHead: Numbered[] = [
    ['Header/BerichtIdentificatie/Identificatie', header.berichtIdentificatie.identificatie],
    ['Declaratie/DeclaratieNummer', declaratie.declaratieNummer],
    ['Declaratie/TotaalIngediendBedrag/TotaalBedrag', declaratie.totaalIngediendBedrag.totaalBedrag],
  ];
  return [
    ...named(ofHead, (number) => [...bsns].some((bsn) => holdsThisBsn(number, bsn)), '/Bericht/'),
    ...lines.flatMap((line) =>
      named(
        numbersOf(line),
        (number) => holdsThisBsn(number, line.bsn) || bsns.has(asBsn(number)),
        `line ${line.line} Prestatie/`,
      ),
    ),
  ];
}

/** Numbers of a declaration that senders choose and that can be citizen service numbers, each with its place. */
export function numbersLikeBsns({ head, lines }: Declaration): ReadonlyMap<string, string> {
  const all: Numbered[] = [
    ['/Bericht/Header/BerichtIdentificatie/Identificatie', head.header.berichtIdentificatie.identificatie],
    ['/Bericht/Declaratie/DeclaratieNummer', head.declaratie.declaratieNummer],
    ...lines.flatMap(({ line, prestatie }): Numbered[] => [
      [`line ${line} ReferentieNummer`, prestatie.productReferentie.referentieNummer],
      [`line ${line} VorigReferentieNummer`, prestatie.productReferentie.vorigReferentieNummer],
      [`line ${line} ToewijzingNummer`, prestatie.toewijzingNummer],
    ]),
  ];
  const found = all.flatMap(([place, number]) => {
    const text = String(number ?? '');
    return /^[0-9]{9}$/.test(text) && passesElevenTest(text) ? [[text, place] as const] : [];
  });
  return new Map(found);
}

/** Faults of numbers that are citizen service numbers of children whom the region knows. */
export const numbersOfOthers = (numbers: ReadonlyMap<string, string>, known: ReadonlyMap<string, string>): Fault[] =>
  [...numbers].flatMap(([number, place]) => (known.has(number) ? [{ place, text: TEXT }] : []));
