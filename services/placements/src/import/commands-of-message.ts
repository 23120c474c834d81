import type { JW301, JW305, JW307 } from '@regieboek/ijw';
import type { Assignment, CareKey } from '@regieboek/events';
import type { CalendarDate } from '@regieboek/kernel';
import type { CareCommand } from '../domain/care.js';

/** Removal of an earlier delivery (StatusAanlevering). */
const REMOVED = '3';

/** Assignments in a JW301, of the youth it is about. */
export function assignmentsOf({ header, client }: JW301, youth: string): Assignment[] {
  return client.toegewezenProducten.map((one) => ({
    youth,
    municipality: header.afzender,
    provider: header.ontvanger,
    number: one.toewijzingNummer,
    decidedAt: `${one.toewijzingsdatum}T${one.toewijzingstijd}`,
    category: one.product?.categorie ?? null,
    code: one.product?.code ?? null,
    from: one.ingangsdatum,
    to: one.einddatum ?? null,
    volume: one.omvang?.volume ?? null,
    unit: one.omvang?.eenheid ?? null,
    frequency: one.omvang?.frequentie ?? null,
    budgetCents: one.budget ?? null,
    reason: one.redenWijziging ?? null,
  }));
}

interface CareProduct {
  readonly toewijzingNummer?: number | undefined;
  readonly product?: { readonly categorie: string; readonly code?: string | undefined } | undefined;
  readonly begindatum: CalendarDate;
}

const keyOf = (header: { afzender: string; ontvanger: string }, youth: string, one: CareProduct): CareKey => ({
  youth,
  municipality: header.ontvanger,
  provider: header.afzender,
  assignment: one.toewijzingNummer ?? null,
  category: one.product?.categorie ?? null,
  code: one.product?.code ?? null,
  begin: one.begindatum,
});

/** Starts and removals of starts in a JW305. */
export const startsOf = ({ header, client }: JW305, youth: string): CareCommand[] =>
  client.startProducten.map((one) => ({
    kind: one.statusAanlevering === REMOVED ? 'withdraw-start' : 'start',
    key: keyOf(header, youth, one),
  }));

/** Stops and removals of stops in a JW307. */
export const stopsOf = ({ header, client }: JW307, youth: string): CareCommand[] =>
  client.stopProducten.map((one) => ({
    kind: one.statusAanlevering === REMOVED ? 'withdraw-stop' : 'stop',
    key: keyOf(header, youth, one),
    stop: { end: one.einddatum, reason: one.redenBeeindiging },
  }));
