import type { MessageType } from '../../generated/elements.js';
import type { Omvang } from '../../generated/messages.js';
import { comparingRule, messageRule, type JudgedMessage, type Located, type MessageRule } from './message-rule.js';
import { stacked, type ProductPeriod } from './product-overlap.js';

/** Common fields of an assigned, requested, new or changed product. */
export interface Grant extends ProductPeriod {
  readonly omvang?: Omvang | undefined;
  readonly budget?: number | undefined;
}

/** A class of a message that contains grants, with access to them. */
export interface GrantPlace<T extends object> {
  readonly message: MessageType;
  readonly on: string;
  /** Name of the element with the last day. */
  readonly end: string;
  /** Dutch name of the class in a sentence. */
  readonly noun: string;
  readonly parts: (message: JudgedMessage) => readonly Located<T>[];
  readonly view: (part: T) => Grant;
}

/** Rules introduced with the 2021 contracts do not apply to products that ended before. */
const isAfter2020 = ({ to }: Grant): boolean => to === undefined || to > '2020-12-31';

const unitsWithoutDayFrequency: readonly string[] = ['14', '16', '83', '84'];

function grantRule<T extends object>(
  place: GrantPlace<T>,
  [rule, element]: readonly [rule: string, element: string],
  sentence: string,
  isBroken: (grant: Grant) => boolean,
): MessageRule {
  const attachment = { messages: [place.message], on: place.on, element };
  return messageRule(rule, attachment, sentence, [place.parts, (part) => isBroken(place.view(part))]);
}

/** CS003, CD075, CD076, CD077, CD078: rules for every product, including changed ones (iJw 3.2, §6.1, §10). */
export function volumeRules<T extends object>(place: GrantPlace<T>): MessageRule[] {
  const { end, noun } = place;
  return [
    grantRule(
      place,
      ['CS003', end],
      'De einddatum ligt vóór de ingangsdatum.',
      ({ from, to }) => to !== undefined && to < from,
    ),
    grantRule(
      place,
      ['CD075', end],
      `Een ${noun} met een budget moet een einddatum hebben.`,
      ({ budget, to }) => budget !== undefined && to === undefined,
    ),
    grantRule(
      place,
      ['CD076', end],
      `Een ${noun} met frequentie 2 (per week) moet een einddatum hebben.`,
      ({ omvang, to }) => omvang?.frequentie === '2' && to === undefined,
    ),
    grantRule(
      place,
      ['CD077', 'Omvang'],
      `Een ${noun} met een budget mag geen omvang hebben; kies een van beide.`,
      ({ budget, omvang }) => budget !== undefined && omvang !== undefined,
    ),
    grantRule(
      place,
      ['CD078', 'Budget'],
      `Een ${noun} met een omvang mag geen budget hebben; kies een van beide.`,
      ({ budget, omvang }) => budget !== undefined && omvang !== undefined,
    ),
  ];
}

/** CD041, CD079 and the rule `withoutCode` (CD080, CD095, CD096): which product may have a volume (§6.2). */
export function productRules<T extends object>(place: GrantPlace<T>, withoutCode: string): MessageRule[] {
  const { noun } = place;
  return [
    grantRule(
      place,
      ['CD041', 'Omvang'],
      `Een ${noun} met een productcode moet een omvang hebben.`,
      ({ product, omvang }) => product?.code !== undefined && omvang === undefined,
    ),
    grantRule(
      place,
      ['CD079', 'Product'],
      `Alleen een ${noun} met een budget mag zonder product; vul categorie en zo nodig code.`,
      ({ budget, product }) => budget === undefined && product === undefined,
    ),
    grantRule(
      place,
      [withoutCode, 'Omvang'],
      `Een ${noun} zonder productcode mag geen omvang hebben; gebruik een budget of vul de code.`,
      (grant) => isAfter2020(grant) && grant.product?.code === undefined && grant.omvang !== undefined,
    ),
  ];
}

/** CS338, CS343: units that are only allowed per week, per month or for the whole period. */
export const frequencyRule = <T extends object>(rule: string, place: GrantPlace<T>): MessageRule =>
  grantRule(
    place,
    [rule, 'Omvang'],
    'Eenheid 14, 16, 83 en 84 mogen alleen met frequentie 2, 4 of 6.',
    (grant) =>
      isAfter2020(grant) && grant.omvang?.frequentie === '1' && unitsWithoutDayFrequency.includes(grant.omvang.eenheid),
  );

/** TR302, TR386, TR410: no product twice in overlapping periods; only parts that are `compared` are checked. */
export const overlapRule = <T extends object>(
  rule: string,
  { message, on, noun, parts, view }: GrantPlace<T>,
  compared: (part: T) => boolean = () => true,
): MessageRule =>
  comparingRule(
    rule,
    { messages: [message], on },
    `Hetzelfde product staat al in een ander ${noun} over een overlappende periode; laat de perioden op elkaar aansluiten.`,
    [
      parts,
      (_, located) => {
        const found = stacked(
          located.map(({ value }) => value).filter((value) => compared(value)),
          view,
        );
        return (part) => found.has(part);
      },
    ],
  );
