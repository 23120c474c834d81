import type { JW325DeclaratieAntwoord, JW325Prestatie, TotaalBedragMetDC } from '../../generated/messages.js';
import { answeredClients, answeredLines, answers, linesPerClient } from './message-parts.js';
import { comparingRule, messageRule, uniqueRule, type Judge, type MessageRule } from './message-rule.js';
import { signedOn } from './person-rules.js';

const on = (place: string, element?: string) =>
  ({ messages: ['JW325'], on: place, ...(element ? { element } : {}) }) as const;

const signedTotal = ({ totaalBedrag, debetCredit }: TotaalBedragMetDC): number =>
  debetCredit === 'C' ? -totaalBedrag : totaalBedrag;

const isNegativeZero = ({ totaalBedrag, debetCredit }: TotaalBedragMetDC): boolean =>
  totaalBedrag === 0 && debetCredit !== 'D';

/** True when the listed lines equal the difference, or nothing was granted for a refused declaration (TR342). */
function addsUp({ retourCodes, clienten, ...totals }: JW325DeclaratieAntwoord): boolean {
  const granted = signedTotal(totals.totaalToegekendBedrag);
  if (retourCodes.some((code) => code !== '0200' && code !== '8001')) return granted === 0;
  let listed = 0;
  for (const { prestaties } of clienten ?? [])
    for (const { ingediendBedrag } of prestaties)
      listed += ingediendBedrag.debetCredit === 'C' ? -ingediendBedrag.bedrag : ingediendBedrag.bedrag;
  return listed === signedTotal(totals.totaalIngediendBedrag) - granted;
}

const referenceKey = ({ productReferentie }: JW325Prestatie): string =>
  // NUL cannot occur in XML text, so no two pairs share a key.
  `${productReferentie.referentieNummer}\0${productReferentie.vorigReferentieNummer ?? ''}`;

/** A reference counts as repeated within one client only, as on the declaration. */
const repeatedInClient: Judge<JW325Prestatie> = (message) => {
  const repeated = new Set<JW325Prestatie>();
  for (const lines of linesPerClient(message)) {
    const seen = new Set<string>();
    for (const line of lines) if (seen.size === seen.add(referenceKey(line)).size) repeated.add(line);
  }
  return (line) => repeated.has(line);
};

/** Rules of level 2 on a declaration answer (JW325), which its receiver applies and its sender must keep (§5). */
export const declarationAnswerRules: readonly MessageRule[] = [
  uniqueRule(on('Client', 'Bsn'), 'Deze client komt al eerder in het bericht voor; zet zijn prestaties bij elkaar.', [
    answeredClients,
    ({ bsn }) => bsn,
  ]),
  comparingRule(
    'TR101',
    on('Prestatie', 'ProductReferentie'),
    'Deze productreferentie komt bij dezelfde client al eerder voor; noem elke regel één keer.',
    [answeredLines, repeatedInClient],
  ),
  messageRule(
    'TR342',
    on('DeclaratieAntwoord'),
    'De genoemde regels zijn samen niet het verschil tussen ingediend en toegekend bedrag; herbereken het antwoord.',
    [answers, (answer) => !addsUp(answer)],
  ),
  messageRule(
    'CS325',
    on('DeclaratieAntwoord', 'TotaalIngediendBedrag/DebetCredit'),
    'Een totaalbedrag van nul moet als debet (D) zijn aangeduid.',
    [answers, ({ totaalIngediendBedrag }) => isNegativeZero(totaalIngediendBedrag)],
  ),
  messageRule(
    'CS325',
    on('DeclaratieAntwoord', 'TotaalToegekendBedrag/DebetCredit'),
    'Een toegekend bedrag van nul moet als debet (D) zijn aangeduid.',
    [answers, ({ totaalToegekendBedrag }) => isNegativeZero(totaalToegekendBedrag)],
  ),
  messageRule(
    'CS325',
    on('Prestatie', 'IngediendBedrag/DebetCredit'),
    'Een ingediend bedrag van nul moet als debet (D) zijn aangeduid.',
    [answeredLines, ({ ingediendBedrag }) => ingediendBedrag.bedrag === 0 && ingediendBedrag.debetCredit !== 'D'],
  ),
  messageRule(
    'CD060',
    on('Prestatie', 'ProductReferentie/VorigReferentieNummer'),
    'Een creditregel moet het VorigReferentieNummer van de debetregel noemen; een debetregel mag er geen hebben.',
    [
      answeredLines,
      ({ ingediendBedrag, productReferentie }) =>
        (ingediendBedrag.debetCredit === 'C') !== (productReferentie.vorigReferentieNummer !== undefined),
    ],
  ),
  messageRule(
    'TR134',
    on('Prestatie', 'ProductPeriode/Begindatum'),
    'De begindatum van de productperiode ligt na de dagtekening van het bericht.',
    [answeredLines, ({ productPeriode }, message) => productPeriode.begindatum > signedOn(message)],
  ),
  messageRule(
    'TR137',
    on('Prestatie', 'ProductPeriode/Einddatum'),
    'De einddatum van de productperiode ligt vóór de begindatum of na de dagtekening van het bericht.',
    [
      answeredLines,
      ({ productPeriode: { begindatum, einddatum } }, message) =>
        einddatum < begindatum || einddatum > signedOn(message),
    ],
  ),
];
