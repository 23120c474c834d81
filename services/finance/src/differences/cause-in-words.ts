import type { Language } from '@regieboek/kernel';
import { dayOfMoment } from '@regieboek/platform';
import type { Cause } from '../domain/differences/diff-causes.js';

/** Causes other than a single event, in words. */
export const otherCauses: Readonly<Record<Language, Readonly<Record<string, string>>>> = {
  en: {
    'rule-set': 'other rules',
    use: 'other days of care in the month, by which the lump sum is divided',
    'told-in-other-order': 'facts reported in another order than they were recorded in',
  },
  nl: {
    'rule-set': 'andere regels',
    use: 'andere zorgdagen in de maand, waarnaar de lumpsum wordt verdeeld',
    'told-in-other-order': 'feiten gemeld in een andere volgorde dan vastgelegd',
  },
};

/** Events in Dutch, by their name without context and version; English names follow from the type. */
export const eventsInDutch: Readonly<Record<string, string>> = {
  'region-defined': 'jeugdregio vastgelegd',
  'contract-agreed': 'contract afgesproken',
  'contract-withdrawn': 'contract ingetrokken',
  'ijw-settings-chosen': 'lezing van iJw gekozen',
  'emergency-access-taken': 'noodtoegang genomen',
  'emergency-access-reviewed': 'noodtoegang beoordeeld',
  'youth-registered': 'jeugdige geregistreerd',
  'birth-date-corrected': 'geboortedatum gecorrigeerd',
  'residence-fact-recorded': 'woonplaatsfeit vastgelegd',
  'residence-fact-withdrawn': 'woonplaatsfeit ingetrokken',
  'authorisation-recorded': 'machtiging vastgelegd',
  'assignment-decided': 'toewijzing',
  'care-started': 'start zorg',
  'care-start-withdrawn': 'start zorg verwijderd',
  'care-stopped': 'stop zorg',
  'care-stop-withdrawn': 'stop zorg verwijderd',
  'absence-recorded': 'afwezigheid vastgelegd',
  'youth-erased': 'gegevens van een jeugdige gewist',
  'declaration-received': 'declaratie ontvangen',
  'declaration-lines-decided': 'prestaties beoordeeld',
  'declaration-decided': 'declaratie beoordeeld',
  'period-sealed': 'maand afgesloten',
  'period-reopened': 'maand heropend',
  'payment-ordered': 'betaalopdracht gegeven',
  'payment-withdrawn': 'betaalopdracht ingetrokken',
  'receipt-recorded': 'ontvangst vastgelegd',
  'settlement-issued': 'afrekening vastgesteld',
  'standing-decision-taken': 'doorlopende afwijking besloten',
  'standing-decision-withdrawn': 'doorlopende afwijking ingetrokken',
  'bank-entry-listed': 'bijschrijving te beoordelen',
};

/** Name of a cause: an event without context and version, such as `residence fact recorded`, or another cause. */
export function causeName(cause: string, language: Language): string {
  const event = cause.replace(/^[a-z]+\./, '').replace(/\.v\d+$/, '');
  const name = language === 'nl' ? eventsInDutch[event] : undefined;
  return otherCauses[language][cause] ?? name ?? event.replaceAll('-', ' ');
}

/** A cause in one phrase: event, subject, and day of recording. */
export const causeInWords = ({ what, subject, recordedAt }: Omit<Cause, 'cents'>, language: Language): string =>
  [
    `${causeName(what, language)}${subject === null ? '' : `: ${subject}`}`,
    ...(recordedAt === null ? [] : [`(${dayOfMoment(recordedAt)})`]),
  ].join(' ');
