import type { JW301ToegewezenProduct } from '../generated/messages.js';
import { assignedProducts } from './message-parts.js';
import {
  comparingRule,
  messageRule,
  uniqueRule,
  type ClientMessage,
  type Located,
  type MessageRule,
} from './message-rule.js';
import { signedOn } from './person-rules.js';

type Assigned = JW301ToegewezenProduct;

/** Rules that came with the 2021 contracts leave assignments that ended before alone. */
const isAfter2020 = ({ einddatum }: Assigned): boolean => einddatum === undefined || einddatum > '2020-12-31';

const isRemoved = ({ redenWijziging, ingangsdatum, einddatum }: Assigned): boolean =>
  (redenWijziging === '13' || redenWijziging === '01') && ingangsdatum === einddatum;

/** Last day covered so far, per set of products that a later one may be the same as. */
class Coverage {
  readonly #lastDays = new Map<string, string>();

  /** Whether a product of one of `sets` is still running on `day`. */
  isRunning(sets: readonly string[], day: string): boolean {
    return sets.some((set) => (this.#lastDays.get(set) ?? '') >= day);
  }

  add(sets: readonly string[], lastDay: string): void {
    for (const set of sets) if ((this.#lastDays.get(set) ?? '') < lastDay) this.#lastDays.set(set, lastDay);
  }
}

/** A generic assignment is the same product as any; one without code the same as any of its category. */
function setsOf({ product }: Assigned): { readonly isIn: readonly string[]; readonly isSameAs: readonly string[] } {
  if (!product) return { isIn: ['any', 'generic'], isSameAs: ['any'] };
  const { categorie, code } = product;
  const whole = `category ${categorie}`;
  const withoutCode = `no code ${categorie}`;
  if (code === undefined) return { isIn: ['any', whole, withoutCode], isSameAs: ['generic', whole] };
  const exact = `code ${categorie} ${code}`;
  return { isIn: ['any', whole, exact], isSameAs: ['generic', withoutCode, exact] };
}

/** Goes through the assignments by starting day, so that thousands of them are compared in one pass. */
function stacked(parts: readonly Located<Assigned>[]): Set<Assigned> {
  const found = new Set<Assigned>();
  const coverage = new Coverage();
  const byStart = parts.map(({ value }) => value).filter((assigned) => !isRemoved(assigned));
  byStart.sort((a, b) => (a.ingangsdatum < b.ingangsdatum ? -1 : a.ingangsdatum > b.ingangsdatum ? 1 : 0));
  for (const assigned of byStart) {
    const { isIn, isSameAs } = setsOf(assigned);
    if (coverage.isRunning(isSameAs, assigned.ingangsdatum)) found.add(assigned);
    coverage.add(isIn, assigned.einddatum ?? '9999-12-31');
  }
  return found;
}

const unitsWithoutDayFrequency: readonly string[] = ['14', '16', '83', '84'];

const productRule = (
  rule: string,
  element: string,
  sentence: string,
  isBroken: (assigned: Assigned, message: ClientMessage) => boolean,
): MessageRule =>
  messageRule(rule, { messages: ['JW301'], on: 'ToegewezenProduct', ...(element ? { element } : {}) }, sentence, [
    assignedProducts,
    isBroken,
  ]);

/** Rules of level 2 on assigned products (iJw 3.2, §6.1). */
export const assignmentRules: readonly MessageRule[] = [
  uniqueRule(
    { messages: ['JW301'], on: 'ToegewezenProduct', element: 'ToewijzingNummer' },
    'Dit toewijzingnummer komt al eerder in het bericht voor.',
    [assignedProducts, ({ toewijzingNummer }) => String(toewijzingNummer)],
  ),
  comparingRule(
    'TR302',
    { messages: ['JW301'], on: 'ToegewezenProduct' },
    'Hetzelfde product is al toegewezen in een overlappende periode; laat de perioden op elkaar aansluiten.',
    [
      assignedProducts,
      (_, parts) => {
        const found = stacked(parts);
        return (assigned) => found.has(assigned);
      },
    ],
  ),
  productRule(
    'TR134',
    'Toewijzingsdatum',
    'De toewijzingsdatum ligt na de dagtekening van het bericht.',
    ({ toewijzingsdatum }, message) => toewijzingsdatum > signedOn(message),
  ),
  productRule(
    'CS003',
    'Einddatum',
    'De einddatum van de toewijzing ligt vóór de ingangsdatum.',
    ({ ingangsdatum, einddatum }) => einddatum !== undefined && einddatum < ingangsdatum,
  ),
  productRule(
    'CD041',
    'Omvang',
    'Een toewijzing met een productcode moet een omvang hebben.',
    ({ product, omvang }) => product?.code !== undefined && omvang === undefined,
  ),
  productRule(
    'CD075',
    'Einddatum',
    'Een toewijzing met een budget moet een einddatum hebben.',
    ({ budget, einddatum }) => budget !== undefined && einddatum === undefined,
  ),
  productRule(
    'CD076',
    'Einddatum',
    'Een toewijzing met frequentie 2 (per week) moet een einddatum hebben.',
    ({ omvang, einddatum }) => omvang?.frequentie === '2' && einddatum === undefined,
  ),
  productRule(
    'CD077',
    'Omvang',
    'Een toewijzing met een budget mag geen omvang hebben; kies een van beide.',
    ({ budget, omvang }) => budget !== undefined && omvang !== undefined,
  ),
  productRule(
    'CD078',
    'Budget',
    'Een toewijzing met een omvang mag geen budget hebben; kies een van beide.',
    ({ budget, omvang }) => budget !== undefined && omvang !== undefined,
  ),
  productRule(
    'CD079',
    'Product',
    'Alleen een toewijzing met een budget mag zonder product; vul categorie en zo nodig code.',
    ({ budget, product }) => budget === undefined && product === undefined,
  ),
  productRule(
    'CD080',
    'Omvang',
    'Een toewijzing zonder productcode mag geen omvang hebben; gebruik een budget of vul de code.',
    (assigned) => isAfter2020(assigned) && assigned.product?.code === undefined && assigned.omvang !== undefined,
  ),
  productRule(
    'CS335',
    'RedenWijziging',
    'Reden 13 (verwijderd) mag alleen als ingangsdatum en einddatum gelijk zijn.',
    ({ redenWijziging, ingangsdatum, einddatum }) => redenWijziging === '13' && ingangsdatum !== einddatum,
  ),
  productRule(
    'CS336',
    'RedenWijziging',
    'Reden 01 is vervallen; gebruik 14 (administratieve correctie) of 13 (verwijderd).',
    ({ redenWijziging }) => redenWijziging === '01',
  ),
  productRule(
    'CS338',
    'Omvang',
    'Eenheid 14, 16, 83 en 84 mogen alleen met frequentie 2, 4 of 6.',
    (assigned) =>
      isAfter2020(assigned) &&
      assigned.omvang?.frequentie === '1' &&
      unitsWithoutDayFrequency.includes(assigned.omvang.eenheid),
  ),
];
