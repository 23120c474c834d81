/** Values from the log in the form that the rules of the standard use. Codes were checked when their message was read. */
import { REMOVAL_REASON, type KnownAssignment, type KnownStart, type KnownStop, type Product } from '@regieboek/ijw';
import type { Assignment, CareKey } from '@regieboek/events';
import type { KnownCare } from '../domain/care.js';

const toProduct = (category: string | null, code: string | null): Product | undefined =>
  category === null ? undefined : ({ categorie: category, ...(code === null ? {} : { code }) } as Product);

/** An assignment. Only an assignment of the message's own client has a BSN, since the log contains pseudonyms. */
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
    removed: one.reason === REMOVAL_REASON,
  }) as KnownAssignment;

/** The assignment of care, as far as rules on starts and stops use it: its client never changes (TR332). */
export const assignmentOfCare = ({ assignment, provider, begin }: CareKey, bsn: string): KnownAssignment[] =>
  assignment === null ? [] : [{ number: assignment, bsn, provider, product: undefined, from: begin, removed: false }];

const toKnownStart = ({ assignment, category, code, begin }: CareKey): KnownStart => ({
  toewijzingNummer: assignment ?? undefined,
  product: toProduct(category, code),
  begindatum: begin,
});

/** Current starts. */
export const startsIn = (care: readonly KnownCare[]): KnownStart[] => care.map(({ key }) => toKnownStart(key));

/** Current stops. */
export const stopsIn = (care: readonly KnownCare[]): KnownStop[] =>
  care.flatMap(({ key, stops }) =>
    stops.map(({ end, reason }) => ({ ...toKnownStart(key), redenBeeindiging: reason, einddatum: end }) as KnownStop),
  );
