import { addMonths, firstDayOf, fromDay, lastDayOf, monthOf, toDay, type CalendarDate } from '@regieboek/kernel';
import type { GeslotenPeriode } from '../../generated/messages.js';
import type { DeclarationHead } from '../../read/declaration-reader.js';
import { headRule, lineRule, watchingRule, type DeclarationRule } from './rule.js';

// ISO days sort as text, so comparing text compares days.
const firstPeriod = '2021-01-01';
const sentOn = (head: DeclarationHead): CalendarDate => head.header.berichtIdentificatie.dagtekening;
const isLate = ({ einddatum, begindatum }: GeslotenPeriode, day: CalendarDate): boolean =>
  einddatum < begindatum || einddatum > day;

const isWholeMonth = ({ begindatum, einddatum }: GeslotenPeriode): boolean => {
  const month = monthOf(toDay(begindatum));
  return toDay(begindatum) === firstDayOf(month) && toDay(einddatum) === lastDayOf(month);
};

const recentEnough = watchingRule(
  ['TR335', 'Prestatie', 'ProductPeriode'],
  'De productperiode eindigt meer dan 60 maanden vóór de dagtekening van de declaratie en is te oud.',
  (report) => {
    let oldest = '';
    return {
      // Clipped to the end of its month: around a leap February, the interpretation most favourable to the provider.
      head: ({ declaratie }) => {
        oldest = fromDay(addMonths(toDay(declaratie.declaratieDagtekening), -60));
      },
      line: (line) => {
        if (line.prestatie.productPeriode.einddatum < oldest) report(line);
      },
    };
  },
);

/** Rules of level 2 on the head of a JW323, as the XSLT of iStandaarden applies them. */
export const declarationHeadRules: readonly DeclarationRule[] = [
  headRule(
    'CS100',
    'DeclaratiePeriode',
    'De declaratieperiode begint vóór 1 januari 2021; declareer oudere zorg buiten iJw 3.2 om.',
    ({ declaratie }) => declaratie.declaratiePeriode.begindatum < firstPeriod,
  ),
  headRule(
    'CS325',
    'TotaalIngediendBedrag/DebetCredit',
    'Een totaalbedrag van nul moet als debet (D) zijn aangeduid.',
    ({ declaratie: { totaalIngediendBedrag: total } }) => total.totaalBedrag === 0 && total.debetCredit !== 'D',
  ),
  headRule(
    'CS340',
    'DeclaratiePeriode',
    'De declaratieperiode moet precies één hele kalendermaand zijn, van de eerste tot en met de laatste dag.',
    ({ declaratie }) => !isWholeMonth(declaratie.declaratiePeriode),
  ),
  headRule(
    'TR134',
    'DeclaratiePeriode/Begindatum',
    'De begindatum van de declaratieperiode ligt na de dagtekening van het bericht; verzend pas na die dag.',
    (head) => head.declaratie.declaratiePeriode.begindatum > sentOn(head),
  ),
  headRule(
    'TR137',
    'DeclaratiePeriode/Einddatum',
    'De einddatum van de declaratieperiode ligt vóór de begindatum of na de dagtekening van het bericht.',
    (head) => isLate(head.declaratie.declaratiePeriode, sentOn(head)),
  ),
];

/** Rules of level 2 on every single line of a JW323, as the XSLT of iStandaarden applies them. */
export const declarationLineRules: readonly DeclarationRule[] = [
  lineRule(
    'CS100',
    'ProductPeriode',
    'De productperiode begint vóór 1 januari 2021; declareer oudere zorg buiten iJw 3.2 om.',
    ({ productPeriode }) => productPeriode.begindatum < firstPeriod,
  ),
  lineRule(
    'CS325',
    'IngediendBedrag/DebetCredit',
    'Een ingediend bedrag van nul moet als debet (D) zijn aangeduid.',
    ({ ingediendBedrag }) => ingediendBedrag.bedrag === 0 && ingediendBedrag.debetCredit !== 'D',
  ),
  lineRule(
    'CS337',
    'ProductPeriode',
    'De productperiode moet binnen één kalendermaand liggen; splits de prestatie per maand.',
    ({ productPeriode: { begindatum, einddatum } }) => begindatum.slice(0, 7) !== einddatum.slice(0, 7),
  ),
  lineRule(
    'CS339',
    'IngediendBedrag',
    'Bij eenheid 83 (euro) moet het ingediende bedrag gelijk zijn aan het geleverde volume in eurocenten.',
    ({ eenheid, geleverdVolume, ingediendBedrag }) => eenheid === '83' && ingediendBedrag.bedrag !== geleverdVolume,
  ),
  lineRule(
    'CD060',
    'ProductReferentie/VorigReferentieNummer',
    'Een creditregel moet het VorigReferentieNummer van de debetregel noemen; een debetregel mag er geen hebben.',
    ({ ingediendBedrag, productReferentie }) =>
      (ingediendBedrag.debetCredit === 'C') !== (productReferentie.vorigReferentieNummer !== undefined),
  ),
  lineRule(
    'CD087',
    'ProductTarief',
    'Het producttarief is verplicht, behalve bij eenheid 83 (euro): dan moet het ontbreken.',
    ({ eenheid, productTarief }) => (eenheid === '83') !== (productTarief === undefined),
  ),
  lineRule(
    'TR134',
    'ProductPeriode/Begindatum',
    'De begindatum van de productperiode ligt na de dagtekening van het bericht; declareer pas na levering.',
    (line, head) => line.productPeriode.begindatum > sentOn(head),
  ),
  lineRule(
    'TR137',
    'ProductPeriode/Einddatum',
    'De einddatum van de productperiode ligt vóór de begindatum of na de dagtekening van het bericht.',
    (line, head) => isLate(line.productPeriode, sentOn(head)),
  ),
  recentEnough,
];

/** TR319 as in the XSLT, at level 2: applies to a JW323 only with the setting `periodAfterDeclaration`. */
export const periodRule: DeclarationRule = lineRule(
  'TR319',
  '',
  'De productperiode mag niet na de declaratieperiode liggen.',
  ({ productPeriode }, { declaratie }) => productPeriode.einddatum > declaratie.declaratiePeriode.einddatum,
);
