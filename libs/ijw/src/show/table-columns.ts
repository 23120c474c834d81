import type { MessageType } from '../generated/elements.js';
import { fieldOf } from './fields.js';
import { lineColumns } from './lines/columns.js';
import { maskBsn } from './mask.js';
import type { MessageLine } from './message-lines.js';
import { codeInWords, codesAt, euro, meaningOf, numberAt, periodInWords, textAt, volumeInWords } from './wording.js';

/** A column of a table for people. */
export interface TableColumn {
  readonly label: string;
  /** True for numbers, which are aligned to the right. */
  readonly right: boolean;
  /** In a narrow table, columns with the highest rank are omitted first; those of rank 0 never. */
  readonly rank: number;
  /** Where the text may be shortened: not at all, at its end, or at its start (for numbers that differ in their last digits). */
  readonly cut: 'not' | 'end' | 'start';
  /** Text of a cell: printable, personal data masked. */
  of(line: MessageLine): string;
}

interface Definition extends TableColumn {
  /** Line columns; a message is shown when it has one of them. */
  readonly shows: readonly string[];
}

const first = ({ line }: MessageLine, ...paths: readonly (readonly string[])[]): string => {
  for (const path of paths) {
    const text = textAt(line, path);
    if (text !== '') return text;
  }
  return '';
};

const amount = (cents: number | undefined): string => (cents === undefined ? '' : euro(cents));

/** Submitted amount of a line in eurocents, credits negative; undefined on lines without (iJw 3.2, IV024). */
export function signedCents({ line }: MessageLine): number | undefined {
  const cents = numberAt(line, ['ingediendBedrag', 'bedrag']);
  if (cents === undefined) return undefined;
  return cents > 0 && textAt(line, ['ingediendBedrag', 'debetCredit']) === 'C' ? -cents : cents;
}

function volume({ line }: MessageLine): string {
  const delivered = numberAt(line, ['geleverdVolume']);
  if (delivered !== undefined) return volumeInWords(delivered, textAt(line, ['eenheid']));
  const granted = numberAt(line, ['omvang', 'volume']);
  if (granted === undefined) return '';
  const frequency = textAt(line, ['omvang', 'frequentie']);
  const often = frequency === '6' ? 'in totaal' : meaningOf('WMO757', frequency).toLowerCase();
  return `${volumeInWords(granted, textAt(line, ['omvang', 'eenheid']))} ${often}`;
}

const period = (line: MessageLine): string =>
  periodInWords(
    first(
      line,
      ['productPeriode', 'begindatum'],
      ['ingangsdatum'],
      ['begindatum'],
      ['toewijzingIngangsdatum'],
      ['gewensteIngangsdatum'],
    ),
    first(line, ['productPeriode', 'einddatum'], ['einddatum'], ['toewijzingEinddatum']),
  );

const inWords =
  (list: string, field: string) =>
  ({ line }: MessageLine): string =>
    codeInWords(list, textAt(line, [field]));

const reference = (line: MessageLine): string =>
  first(line, ['productReferentie', 'referentieNummer'], ['referentieAanbieder']);

const fine = '0200';

const codesOfClient = ({ client }: MessageLine): readonly string[] =>
  codesAt(client, ['retourCodes']).filter((code) => code !== fine);

/** Return codes of a line and its client that report a fault, each with its Dutch meaning. */
export const returnCodesInWords = (line: MessageLine): readonly string[] =>
  [...codesAt(line.line, ['retourCodes']), ...codesOfClient(line)]
    .filter((code) => code !== fine)
    .map((code) => codeInWords('WJ001', code));

/** Codes of a line, with those of its client unless these are only 0200 (accepted). */
function codes(whole: MessageLine): string {
  const { line } = whole;
  const ofClient = codesOfClient(whole);
  const more = ofClient.length > 0 ? ` (client ${ofClient.join(' ')})` : '';
  return `${codesAt(line, ['retourCodes']).join(' ')}${more}`;
}

const column = (
  label: string,
  rank: number,
  shows: readonly string[],
  of: (line: MessageLine) => string,
): Definition => ({ label, rank, shows, of, right: false, cut: 'not' });

const toRight = (definition: Definition): Definition => ({ ...definition, right: true });
const cutAtEnd = (definition: Definition): Definition => ({ ...definition, cut: 'end' });
const cutAtStart = (definition: Definition): Definition => ({ ...definition, cut: 'start' });

const declared = 'IngediendBedrag.Bedrag';

/**
 * Columns by which lines with their own reference are recognised; a request for change (JW317) has one reference for all its
 * lines.
 */
const withReference = ['ProductReferentie.ReferentieNummer', 'Toewijzingsdatum', 'Verwijzer.Type', 'VerzoekAntwoord'];

const definitions: readonly Definition[] = [
  toRight(column('Client', 0, [declared], ({ clientNumber }) => String(clientNumber))),
  column('Bsn', 6, [declared], ({ client }) => maskBsn(textAt(client, ['bsn']))),
  column('Klasse', 0, ['GewensteIngangsdatum'], ({ lineClass }) => lineClass),
  cutAtStart(column('Referentie', 3, withReference, reference)),
  cutAtStart(
    column('Credit van', 4, [declared], (line) => first(line, ['productReferentie', 'vorigReferentieNummer'])),
  ),
  toRight(column('Toewijzing', 2, ['ToewijzingNummer'], (line) => first(line, ['toewijzingNummer']))),
  column('Product', 0, ['ProductCode', 'Product.Code'], (line) =>
    `${first(line, ['productCategorie'], ['product', 'categorie'])} ${first(line, ['productCode'], ['product', 'code'])}`.trim(),
  ),
  column(
    'Periode',
    0,
    ['ProductPeriode.Begindatum', 'Ingangsdatum', 'Begindatum', 'ToewijzingIngangsdatum', 'GewensteIngangsdatum'],
    period,
  ),
  toRight(column('Volume', 0, ['GeleverdVolume', 'Omvang.Volume'], volume)),
  toRight(column('Tarief', 5, ['ProductTarief'], ({ line }) => amount(numberAt(line, ['productTarief'])))),
  toRight(column('Budget', 0, ['Budget'], ({ line }) => amount(numberAt(line, ['budget'])))),
  toRight(column('Bedrag', 0, [declared], (line) => amount(signedCents(line)))),
  cutAtEnd(column('Reden', 4, ['RedenWijziging'], inWords('JZ002', 'redenWijziging'))),
  cutAtEnd(column('Reden', 4, ['RedenBeeindiging'], inWords('JZ588', 'redenBeeindiging'))),
  cutAtEnd(column('Status', 7, ['StatusAanlevering'], inWords('COD467', 'statusAanlevering'))),
  cutAtEnd(column('Antwoord', 0, ['VerzoekAntwoord'], inWords('WJ760', 'verzoekAntwoord'))),
  cutAtEnd(column('Reden', 4, ['RedenAfwijzingVerzoek'], inWords('WJ759', 'redenAfwijzingVerzoek'))),
  column('Gemeente', 5, ['Woonplaatsbeginsel.Gemeente'], (line) => first(line, ['woonplaatsbeginsel', 'gemeente'])),
  cutAtEnd(
    column('Verwijzer', 8, ['Verwijzer.Type'], ({ line }) =>
      codeInWords('COD327', textAt(fieldOf(line, 'verwijzer'), ['type'])),
    ),
  ),
  column('Codes', 0, ['RetourCodes'], codes),
];

/** The columns to show to people for the lines of a message of this type. */
export function tableColumns(type: MessageType): readonly TableColumn[] {
  const names = new Set(lineColumns([type]).map(({ name }) => name));
  return definitions.filter(({ shows }) => shows.some((name) => names.has(name)));
}
