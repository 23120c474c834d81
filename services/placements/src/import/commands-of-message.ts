import { startsInOrder, stopsInOrder, type JW301, type JW305, type JW307, REMOVAL_STATUS } from '@regieboek/ijw';
import type { Assignment, CareKey } from '@regieboek/events';
import type { CalendarDate } from '@regieboek/kernel';
import { precisionOf, type ReportedBirth } from '../domain/birth-date.js';
import type { CareCommand } from '../domain/care.js';

/** A time with fractions of at most milliseconds: the log does not store unused digits. */
const timeOf = (time: string): string => time.replace(/(\.[0-9]{3})[0-9]+/, '$1');

/** Date of birth of the client of a message, reported on the day of the message. */
export const birthIn = ({ header, client }: JW301 | JW305 | JW307): ReportedBirth => ({
  birth: client.geboortedatum.datum,
  precision: precisionOf(client.geboortedatum.datumGebruik),
  toldOn: header.berichtIdentificatie.dagtekening,
});

/** Assignments in a JW301, of the youth it is about. */
export function assignmentsOf({ header, client }: JW301, youth: string): Assignment[] {
  return client.toegewezenProducten.map((one) => ({
    youth,
    municipality: header.afzender,
    provider: header.ontvanger,
    number: one.toewijzingNummer,
    decidedAt: `${one.toewijzingsdatum}T${timeOf(one.toewijzingstijd)}`,
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

/** A command with its place in the message. */
export interface PlacedCommand {
  readonly command: CareCommand;
  readonly place: string;
}

/** Starts and removals of starts in a JW305, in checking order. */
const startsOf = ({ header, client }: JW305, youth: string): PlacedCommand[] =>
  startsInOrder(client.startProducten).map((one) => ({
    command: {
      kind: one.statusAanlevering === REMOVAL_STATUS ? 'withdraw-start' : 'start',
      key: keyOf(header, youth, one),
    },
    place: `/Bericht/Client/StartProducten/StartProduct[${client.startProducten.indexOf(one) + 1}]`,
  }));

/** Stops and removals of stops in a JW307, in checking order. */
const stopsOf = ({ header, client }: JW307, youth: string): PlacedCommand[] =>
  stopsInOrder(client.stopProducten).map((one) => ({
    command: {
      kind: one.statusAanlevering === REMOVAL_STATUS ? 'withdraw-stop' : 'stop',
      key: keyOf(header, youth, one),
      stop: { end: one.einddatum, reason: one.redenBeeindiging },
    },
    place: `/Bericht/Client/StopProducten/StopProduct[${client.stopProducten.indexOf(one) + 1}]`,
  }));

/** Care commands of a JW305 or JW307 for its client. */
export const careCommandsOf = (
  message: { readonly type: 'JW305'; readonly value: JW305 } | { readonly type: 'JW307'; readonly value: JW307 },
  youth: string,
): PlacedCommand[] => (message.type === 'JW305' ? startsOf(message.value, youth) : stopsOf(message.value, youth));
