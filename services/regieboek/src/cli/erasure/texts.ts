import { bilingual, counted, words } from '../language/language.js';

/** Help of `retention` and `erase`. */
export const erasureHelp = bilingual({
  en: {
    retention: 'show which data of youths may be erased and when, and what was erased',
    on: 'look at this day instead of today',
    due: 'only those whose data may be erased',
    erase: 'erase identity, messages and answers of a youth for good; amounts and proofs stay as they are',
    youth: 'pseudonym of the youth',
    ground: 'ground of the erasure',
    pseudonym: 'must be the pseudonym of a youth: a UUID',
  },
  nl: {
    retention: 'toon welke gegevens van jeugdigen gewist mogen worden en wanneer, en wat gewist is',
    on: 'kijk naar deze dag in plaats van vandaag',
    due: 'alleen jeugdigen van wie de gegevens gewist mogen worden',
    erase:
      'wis identiteit, berichten en antwoorden van een jeugdige voorgoed; bedragen en bewijzen blijven zoals ze zijn',
    youth: 'pseudoniem van de jeugdige',
    ground: 'grond voor de wissing',
    pseudonym: 'moet het pseudoniem van een jeugdige zijn: een UUID',
  },
});

/** Output of `retention` and `erase`. */
export const erasureTexts = bilingual({
  en: {
    columns: ['youth', 'last care', 'kept for'],
    erasedColumns: ['youth', 'erased on', 'ground'],
    mayBeErased: 'may be erased',
    reasons: words({ 'care-runs': 'care runs', dispute: 'dispute', claims: 'claims', books: 'books' }),
    grounds: words({
      'term-ended': 'term ended',
      request: 'request',
      unlawful: 'unlawful processing',
      court: 'court',
    }),
    until: (reason: string, day: string | null) => (day === null ? reason : `${reason} until ${day}`),
    count: (due: number, all: number, on: string) =>
      `${due} of ${counted(all, 'youth', 'youths')} may be erased on ${on}`,
    erasedBefore: 'erased:',
    erased: (youth: string) =>
      `erased youth ${youth}: nobody can read identity, messages and answers any more; copies in backups end when the key is rotated (regieboek keys rotate) and the old key is destroyed`,
  },
  nl: {
    columns: ['jeugdige', 'laatste zorg', 'bewaard voor'],
    erasedColumns: ['jeugdige', 'gewist op', 'grond'],
    mayBeErased: 'mag gewist worden',
    reasons: { 'care-runs': 'zorg loopt', dispute: 'geschil', claims: 'vorderingen', books: 'boekhouding' },
    grounds: {
      'term-ended': 'termijn verstreken',
      request: 'verzoek',
      unlawful: 'onrechtmatig verwerkt',
      court: 'rechter',
    },
    until: (reason: string, day: string | null) => (day === null ? reason : `${reason} t/m ${day}`),
    count: (due: number, all: number, on: string) =>
      `${due} van ${counted(all, 'jeugdige', 'jeugdigen')} ${due === 1 ? 'mag' : 'mogen'} gewist worden op ${on}`,
    erasedBefore: 'gewist:',
    erased: (youth: string) =>
      `jeugdige ${youth} gewist: niemand kan identiteit, berichten en antwoorden nog lezen; kopieën in back-ups vervallen als de sleutel gewisseld (regieboek keys rotate) en de oude sleutel vernietigd is`,
  },
});
