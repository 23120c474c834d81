import { bilingual, words } from '../language/language.js';

/** Help of `access`. */
export const accessHelp = bilingual({
  en: {
    access: 'who may do what: the yearly review of rights, and emergency access',
    review: 'who had which role, and used it when; with emergency access',
    year: 'only this year',
    yearForm: 'expected a year yyyy',
    out: 'also write the roles to this file: .csv or .xlsx',
    emergency: 'emergency access of a region, newest first',
    reviewEmergency: 'record whether the emergency access of somebody else was justified',
    id: 'id of the emergency access, from the list',
    outcome: 'outcome of the review',
  },
  nl: {
    access: 'wie wat mag: de jaarlijkse beoordeling van rechten, en noodtoegang',
    review: 'wie welke rol had, en wanneer die is gebruikt; met noodtoegang',
    year: 'alleen dit jaar',
    yearForm: 'verwacht: een jaar jjjj',
    out: 'schrijf de rollen ook naar dit bestand: .csv of .xlsx',
    emergency: 'noodtoegang van een jeugdregio, nieuwste eerst',
    reviewEmergency: 'leg vast of de noodtoegang van een ander terecht was',
    id: 'id van de noodtoegang, uit de lijst',
    outcome: 'uitkomst van de beoordeling',
  },
});

/** Output of `access`. */
export const accessTexts = bilingual({
  en: {
    sheet: 'Rights',
    columns: [
      ...['subject', 'issuer', 'kind', 'role', 'log-ins', 'first log-in', 'last log-in'],
      ...['uses', 'first used', 'last used', 'by emergency'],
    ],
    none: 'the audit log names no role in this region',
    emergencyColumns: ['emergency access', 'taken by', 'role', 'reason', 'reference', 'taken (UTC)', 'review'],
    noEmergency: 'no emergency access',
    outcomes: words({ justified: 'justified', 'not-justified': 'not justified' }),
    reasons: words({}),
    open: 'open',
    overdue: 'overdue',
    overdueReviews: (count: number) => `emergency access without a review for more than seven days: ${count}`,
    reviewed: (id: string, outcome: string) => `${id}: ${outcome}`,
  },
  nl: {
    sheet: 'Rechten',
    columns: [
      ...['gebruiker', 'uitgever', 'soort', 'rol', 'keer ingelogd', 'eerste keer', 'laatste keer'],
      ...['keer gebruikt', 'eerst gebruikt', 'laatst gebruikt', 'met noodtoegang'],
    ],
    none: 'het auditlogboek noemt geen rol in deze jeugdregio',
    emergencyColumns: ['noodtoegang', 'genomen door', 'rol', 'reden', 'kenmerk', 'genomen (UTC)', 'beoordeling'],
    noEmergency: 'geen noodtoegang',
    outcomes: words({ justified: 'terecht', 'not-justified': 'niet terecht' }),
    reasons: words({
      'urgent-care': 'spoed in de zorg',
      'colleague-absent': 'collega afwezig',
      'legal-deadline': 'wettelijke termijn',
      incident: 'incident',
    }),
    open: 'open',
    overdue: 'te laat',
    overdueReviews: (count) => `noodtoegang die langer dan zeven dagen niet is beoordeeld: ${count}`,
    reviewed: (id, outcome) => `${id}: ${outcome}`,
  },
});
