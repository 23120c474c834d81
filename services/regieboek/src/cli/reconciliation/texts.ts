import type { WorkOutcome } from '@regieboek/finance';
import { bilingual } from '../language/language.js';

/** Outcomes of lines in a work list, for the choices of an option. */
export const outcomeNames: readonly WorkOutcome[] = [
  'different',
  'unknown',
  'duplicate',
  'out-of-period',
  'undeclared',
  'refused',
  'late',
  'credit',
];

/** Help of `remarks` and of the filters of `reconcile`. */
export const workListHelp = bilingual({
  en: {
    remarks: 'read remarks back from a work list, XLSX or CSV; they appear in the next work lists',
    file: 'work list (.xlsx or .csv) with the columns Key and Remark; an empty remark deletes the earlier one',
    municipality: 'only lines of this municipality (CBS code) in the work list',
    outcome: 'only lines with this outcome in the work list (repeatable)',
    leastCents: 'only lines with at least this difference, in cents',
  },
  nl: {
    remarks: 'lees opmerkingen terug uit een werklijst, XLSX of CSV; ze staan in de volgende werklijsten',
    file: 'werklijst (.xlsx of .csv) met de kolommen Sleutel en Opmerking; een lege opmerking wist de eerdere',
    municipality: 'alleen regels van deze gemeente (CBS-code) in de werklijst',
    outcome: 'alleen regels met deze uitkomst in de werklijst (herhaalbaar)',
    leastCents: 'alleen regels met ten minste dit verschil, in centen',
  },
});

/** Output of `remarks`. */
export const remarksTexts = bilingual({
  en: {
    notWorkbook: (path: string) => `${path} is not a workbook that can be read: save it as .xlsx or .csv again`,
    written: (written: number, deleted: number, unchanged: number) =>
      `remarks: ${written} written, ${deleted} deleted, ${unchanged} unchanged`,
  },
  nl: {
    notWorkbook: (path) => `${path} is geen leesbare werkmap: bewaar haar opnieuw als .xlsx of .csv`,
    written: (written, deleted, unchanged) =>
      `opmerkingen: ${written} geschreven, ${deleted} gewist, ${unchanged} ongewijzigd`,
  },
});
