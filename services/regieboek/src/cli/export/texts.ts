import type { BiForm } from '@regieboek/reporting';
import { bilingual } from '../language/language.js';

const examples: Readonly<Record<BiForm, (out: string) => string>> = {
  parquet: (out) =>
    `duckdb -c "SELECT municipality, sum(amount_cents) / 100 AS euro_of_lines FROM read_parquet('${out}/billed_day_month/**/*.parquet') GROUP BY ALL"`,
  csv: (out) => `${out}/stay/region=…/part.csv`,
  'csv-plain': (out) => `${out}/stay/region=…/part.csv`,
  xlsx: (out) => `${out}/stay/region=…/part.xlsx`,
};

/** Help of `export`. */
export const exportHelp = bilingual({
  en: {
    export: 'tables for programs and BI teams',
    bi: 'the star schema of a region as files by table and month: declared lines, bill, stays, occupancy, lead times',
    out: 'folder for the files; an earlier export there is brought up to date, and files whose content did not change keep their bytes',
    purpose: 'purpose of the export, a code such as monitor-2026: pseudonyms differ for each',
    receiver: 'receiver of the export, a code such as municipality-0505: pseudonyms differ for each',
    form: 'parquet; csv for a spreadsheet program in Dutch; csv-plain for programs; xlsx',
    codeForm: 'expected a code of at most 40 lower-case letters, digits and dashes, which names no person',
  },
  nl: {
    export: 'tabellen voor programma’s en BI-teams',
    bi: 'het stermodel van een jeugdregio als bestanden per tabel en maand: declaratieregels, doorbelasting, verblijven, bezetting, doorlooptijden',
    out: 'map voor de bestanden; een eerdere levering daar wordt bijgewerkt, en bestanden waarvan de inhoud niet veranderde houden hun bytes',
    purpose: 'doel van de levering, een code zoals monitor-2026: pseudoniemen verschillen per doel',
    receiver: 'ontvanger van de levering, een code zoals gemeente-0505: pseudoniemen verschillen per ontvanger',
    form: 'parquet; csv voor een Nederlands rekenblad; csv-plain voor programma’s; xlsx',
    codeForm: 'verwacht: een code van hoogstens 40 kleine letters, cijfers en streepjes, die geen persoon noemt',
  },
});

/** Output of `export`. */
export const exportTexts = bilingual({
  en: {
    columns: ['table', 'rows', 'files', 'new or changed'],
    known: (position: number, day: string) => `as known at position ${position}, seen up to ${day}`,
    written: (out: string) =>
      `${out}/manifest.json names every file with its sums and every column with its definition`,
    open: (form: BiForm, out: string) => `to open it: ${examples[form](out)}`,
    told: 'a business day (told:) cannot be exported: choose a recording day or a position',
  },
  nl: {
    columns: ['tabel', 'rijen', 'bestanden', 'nieuw of gewijzigd'],
    known: (position: number, day: string) => `zoals bekend op positie ${position}, gezien tot en met ${day}`,
    written: (out: string) => `${out}/manifest.json noemt elk bestand met zijn sommen en elke kolom met haar definitie`,
    open: (form: BiForm, out: string) => `zo opent u het: ${examples[form](out)}`,
    told: 'een werkelijke dag (told:) kan niet worden geleverd: kies een dag van vastlegging of een positie',
  },
});
