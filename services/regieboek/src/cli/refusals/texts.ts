import { bilingual, counted } from '../language/language.js';

/** Help of `refusals`. */
export const refusalsHelp = bilingual({
  en: {
    refusals: 'show refused lines and declarations refused as a whole, with the reason and the remedy',
    period: 'months of declaration: 2025-12, 2025-q4 or 2025',
    declaration: 'number of a declaration, or its id',
    out: 'write them to this file: .xlsx or .csv, with Dutch headings unless --lang en is given',
  },
  nl: {
    refusals: 'toon afgekeurde regels en declaraties die als geheel zijn afgekeurd, met de reden en wat te doen',
    period: 'declaratiemaanden: 2025-12, 2025-q4 of 2025',
    declaration: 'nummer van een declaratie, of haar id',
    out: 'schrijf ze naar dit bestand: .xlsx of .csv, met Nederlandse koppen tenzij --lang en gegeven is',
  },
});

/** Output about refusals. */
export const refusalsTexts = bilingual({
  en: {
    none: 'nothing was refused',
    heading: (provider: string, number: string, period: string) => `${provider}  declaration ${number}  ${period}`,
    unread: 'messages that could not be read',
    whole: 'refused as a whole',
    line: (line: number, reference: string, assignment: number) =>
      `line ${line}, reference ${reference}, assignment ${assignment}`,
    reason: (code: string, text: string, remedy: string) => `${code}${text}. ${remedy}`,
    count: (lines: number, declarations: number) =>
      `${counted(lines, 'line', 'lines')} and ${counted(declarations, 'whole declaration', 'whole declarations')} refused`,
    more: (count: number) => `... and ${count} more: --out refusals.xlsx or --json gives all`,
    moreInImport: (count: number, region: string) =>
      `... and ${counted(count, 'refused line', 'refused lines')} more: regieboek refusals --region ${region}`,
    inImport: 'refused lines:',
    written: (count: number, file: string) => `${counted(count, 'refusal', 'refusals')} written to ${file}`,
    refusedLine: (provider: string, reference: string, number: string, period: string) =>
      `Line ${reference} of ${provider} in declaration ${number} (${period}) was refused, so nobody pays it:`,
    candidates: (reference: string) => `reference ${reference} has several lines; explain one of them:`,
    candidate: (id: string, number: string, period: string, refused: boolean) =>
      `  ${id}  declaration ${number}  ${period}  ${refused ? 'refused' : 'approved'}`,
  },
  nl: {
    none: 'er is niets afgekeurd',
    heading: (provider, number, period) => `${provider}  declaratie ${number}  ${period}`,
    unread: 'berichten die niet te lezen waren',
    whole: 'als geheel afgekeurd',
    line: (line, reference, assignment) => `regel ${line}, referentie ${reference}, toewijzing ${assignment}`,
    reason: (code, text, remedy) => `${code}${text}. ${remedy}`,
    count: (lines, declarations) =>
      `${counted(lines, 'regel', 'regels')} en ${counted(declarations, 'hele declaratie', 'hele declaraties')} afgekeurd`,
    more: (count) => `... en nog ${count}: --out afkeuringen.xlsx of --json geeft alle`,
    moreInImport: (count, region) =>
      `... en nog ${counted(count, 'afgekeurde regel', 'afgekeurde regels')}: regieboek refusals --region ${region}`,
    inImport: 'afgekeurde regels:',
    written: (count, file) => `${counted(count, 'afkeuring', 'afkeuringen')} geschreven naar ${file}`,
    refusedLine: (provider, reference, number, period) =>
      `Regel ${reference} van ${provider} in declaratie ${number} (${period}) is afgekeurd, dus niemand betaalt haar:`,
    candidates: (reference) => `referentie ${reference} heeft meerdere regels; leg een daarvan uit:`,
    candidate: (id, number, period, refused) =>
      `  ${id}  declaratie ${number}  ${period}  ${refused ? 'afgekeurd' : 'goedgekeurd'}`,
  },
});
