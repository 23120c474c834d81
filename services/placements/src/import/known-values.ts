/** What the log holds, as the rules of the standard look at it. Codes were checked when the message that gave them was read. */
import type { KnownAssignment, KnownStart, KnownStop, Product } from '@regieboek/ijw';
import type { Assignment, CareKey } from '@regieboek/events';
import type { KnownCare } from '../domain/care.js';

/** Reason for change of an assignment that removes it (JZ002). */
export const REMOVED = '13';

const toProduct = (category: string | null, code: string | null): Product | undefined =>
  category === null ? undefined : ({ categorie: category, ...(code === null ? {} : { code }) } as Product);

/** An assignment; only that of the client of the message has a BSN, since the log holds pseudonyms. */
export const toKnownAssignment = (one: Assignment, client: { youth: string | undefined; bsn: string }) =>
  ({
    number: one.number,
    bsn: one.youth === client.youth ? client.bsn : '',
    provider: one.provider,
    product: toProduct(one.category, one.code),
    from: one.from,
    to: one.to ?? undefined,
    omvang: one.volume === null ? undefined : { volume: one.volume, eenheid: one.unit, frequentie: one.frequency },
    budget: one.budgetCents ?? undefined,
    removed: one.reason === REMOVED,
  }) as KnownAssignment;

/** The assignment that care stands on, as far as rules on starts and stops look at it: it never changes hands (TR332). */
export const assignmentOfCare = ({ assignment, provider, begin }: CareKey, bsn: string): KnownAssignment[] =>
  assignment === null ? [] : [{ number: assignment, bsn, provider, product: undefined, from: begin, removed: false }];

const toKnownStart = ({ assignment, category, code, begin }: CareKey): KnownStart => ({
  toewijzingNummer: assignment ?? undefined,
  product: toProduct(category, code),
  begindatum: begin,
});

/** Starts that stand. */
export const startsIn = (care: readonly KnownCare[]): KnownStart[] => care.map(({ key }) => toKnownStart(key));

/** Stops that stand. */
export const stopsIn = (care: readonly KnownCare[]): KnownStop[] =>
  care.flatMap(({ key, stops }) =>
    stops.map(({ end, reason }) => ({ ...toKnownStart(key), redenBeeindiging: reason, einddatum: end }) as KnownStop),
  );
