/** Columns that many tables have, with one definition each. */
import { fromDay, OPEN, type Day } from '@regieboek/kernel';
import type { Made } from './known.js';
import { day, integer, text } from './table.js';

/** From what the rows are made; last columns of every fact. */
export const madeColumns = {
  log_position: integer(
    'positie in het logboek van de jeugdregio tot waar gebeurtenissen meetellen',
    'position in the log of the region up to which events count',
  ),
  known_on: day('laatste dag die is gezien', 'last day that is seen'),
  rule_set: text('versie van de rekenregels', 'version of the rules'),
};

/** Values of `madeColumns`. */
export const madeOf = ({ position, knownOn, ruleSet }: Made) => ({
  log_position: position,
  known_on: knownOn,
  rule_set: ruleSet,
});

export const regionColumn = text('jeugdregio', 'youth region');
export const youthColumn = text(
  'pseudoniem van de jeugdige, alleen binnen deze levering te koppelen; leeg bij een geheim adres',
  'pseudonym of the youth, the same within this export only; empty with a secret address',
);
export const assignmentColumn = text(
  'ToewijzingNummer, of een code daarvoor',
  'number of the assignment (ToewijzingNummer), or a code for it',
);
export const providerColumn = text('aanbieder (AGB-code)', 'provider (AGB code)');
export const categoryColumn = text('productcategorie (JZ020)', 'product category (JZ020)');
export const productColumn = text('productcode (JZ021)', 'product code (JZ021)');
export const unitColumn = text('eenheid (WJ756)', 'unit (WJ756)');
export const formColumn = text('vorm van hulp', 'form of care');

/** A day as text; null for a day that is open. */
export const dayOrNull = (one: Day): string | null => (one === OPEN ? null : fromDay(one));

/** Month of a day `yyyy-mm-dd`. */
export const monthOfDate = (date: string): string => date.slice(0, 7);
