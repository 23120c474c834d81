import { bilingual, words } from '../language/language.js';

/** A declared line in the month of its declaration. */
interface InMonth {
  readonly reference: string;
  readonly month: string;
}

/** Output of `demo`. Amounts come formatted. */
export const demoTexts = bilingual({
  en: {
    importing: (count: number) => `Importing ${count} files: checking, deciding, answering`,
    importProgress: (done: number, all: number, kind: string) => `importing ${done} of ${all} files (${kind})`,
    billing: (months: number) => `Billing ${months} months of every region`,
    billProgress: (region: string, month: string) => `billing ${region} ${month}`,
    sealing: (months: number) => `Sealing ${months} months of every region`,
    sealProgress: (region: string, month: string) => `sealing ${region} ${month}`,
    exporting: (regions: number) => `Writing the tables for BI of ${regions} regions`,
    notEstimable: 'not estimable',
    stayColumns: ['region', 'stays', 'ended', 'mean days', 'median', 'ongoing', 'median (Kaplan-Meier)', 'signals'],
    signals: words({}),
    duration: (seconds: string) => `(in ${seconds} s)`,
    refused: (line: string) => `refused: ${line}`,
    region: (region: string, period: string) => `Region ${region}, ${period}`,
    allMonths: (totals: string) => `All months: ${totals}`,
    stays: (year: string) => `Stays away from home in ${year}`,
    files: (path: string) => `Files:      ${path}`,
    answers: (path: string) => `Answers:    ${path} (JW325)`,
    statements: (path: string) => `Statements: ${path} (workbook, CSV, JSON and letter per municipality and month)`,
    tables: (path: string) =>
      `Tables:     ${path} (Parquet per region, for Power BI, DuckDB, pandas, Polars, Spark, R):`,
    ledger: (path: string) => `Ledger:     ${path} (npx regieboek serve --data-dir '${path}')`,
    database: (path: string) => `Database:   ${path}`,
    knownAtStep: (month: string, day: string) => `${month} as it was known from what was reported by ${day}:`,
    diffStep: (month: string) => `Changes of ${month} since it was sealed, with their causes:`,
    correctionStep: (month: string) => `The same changes as corrections in the statements of ${month}:`,
    whatIfStep: (month: string) => `${month} by other rules, what if:`,
    startingOver: (folder: string) => `Starting over: the demo that was in ${folder} is removed`,
    writing: (folder: string) => `Writing the files of four regions to ${folder}`,
    writeProgress: (count: number) => `writing file ${count}`,
    written: (youths: number, months: number, files: number) =>
      `${youths} youths in four regions, ${months} months: ${files} files written`,
    databaseInUse:
      'the database of DATABASE_URL contains a ledger, and a demo would add invented children to it: unset DATABASE_URL, or name an empty database',
    logInUse:
      'the log of EVENT_LOG_URL contains regions, and a demo would add invented children to it: unset EVENT_LOG_URL, or choose another EVENT_LOG_PREFIX',
    notOfDemo: (folder: string) =>
      `${folder} contains files that no demo made, which a demo would remove: name an empty folder, such as --out ${folder}-demo`,
    late: 'Facts that came after months were sealed, and their corrections in the next month',
    municipality: (code: string) => `municipality ${code}`,
    corrections: (count: number, amount: string) =>
      `${count} corrections, together ${amount}: what one municipality bears less, another bears more`,
    credit: (credit: InMonth, debit: InMonth, region: string) =>
      `Credit ${credit.reference} of ${credit.month} reverses ${debit.reference} of ${debit.month} (${region})`,
    seals: 'Sealed months, with the marks to keep outside the ledger',
    sealColumns: ['region', 'month', 'position', 'waived', 'mark'],
    proven: (count: number, all: number) =>
      `${count} of ${all} hold, by their marks and the log alone (npx regieboek verify --from-scratch)`,
  },
  nl: {
    importing: (count) => `${count} bestanden importeren: controleren, beoordelen, beantwoorden`,
    importProgress: (done, all, kind) => `${done} van ${all} bestanden importeren (${kind})`,
    billing: (months) => `${months} maanden van elke jeugdregio doorbelasten`,
    billProgress: (region, month) => `${region} ${month} doorbelasten`,
    sealing: (months) => `${months} maanden van elke jeugdregio afsluiten`,
    sealProgress: (region, month) => `${region} ${month} afsluiten`,
    exporting: (regions) => `De tabellen voor BI van ${regions} jeugdregio’s schrijven`,
    notEstimable: 'niet te schatten',
    stayColumns: [
      'jeugdregio',
      'verblijven',
      'beëindigd',
      'gemiddeld (dagen)',
      'mediaan',
      'lopend',
      'mediaan (Kaplan-Meier)',
      'signalen',
    ],
    signals: {
      'closed-without-authorisation': 'gesloten zonder machtiging',
      'short-stay-overrun': 'kort verblijf te lang',
      'two-places-one-night': 'nacht op twee plekken',
      'over-capacity': 'boven capaciteit',
    },
    duration: (seconds) => `(in ${seconds} s)`,
    refused: (line) => `geweigerd: ${line}`,
    region: (region, period) => `Jeugdregio ${region}, ${period}`,
    allMonths: (totals) => `Alle maanden: ${totals}`,
    stays: (year) => `Verblijf buiten het gezin in ${year}`,
    files: (path) => `Bestanden:     ${path}`,
    answers: (path) => `Antwoorden:    ${path} (JW325)`,
    statements: (path) => `Specificaties: ${path} (werkmap, CSV, JSON en brief per gemeente en maand)`,
    tables: (path) =>
      `Tabellen:      ${path} (Parquet per jeugdregio, voor Power BI, DuckDB, pandas, Polars, Spark, R):`,
    ledger: (path) => `Regieboek:     ${path} (npx regieboek serve --data-dir '${path}')`,
    database: (path) => `Database:      ${path}`,
    knownAtStep: (month, day) => `${month} zoals bekend uit wat tot en met ${day} was gemeld:`,
    diffStep: (month) => `Wijzigingen van ${month} sinds de afsluiting, met hun oorzaken:`,
    correctionStep: (month) => `Dezelfde wijzigingen als correcties in de specificaties van ${month}:`,
    whatIfStep: (month) => `${month} volgens andere regels, wat-als:`,
    startingOver: (folder) => `Opnieuw beginnen: de demo in ${folder} wordt verwijderd`,
    writing: (folder) => `De bestanden van vier jeugdregio’s schrijven naar ${folder}`,
    writeProgress: (count) => `bestand ${count} schrijven`,
    written: (youths, months, files) =>
      `${youths} jeugdigen in vier jeugdregio’s, ${months} maanden: ${files} bestanden geschreven`,
    databaseInUse:
      'de database van DATABASE_URL bevat een regieboek, en een demo zou er verzonnen kinderen aan toevoegen: maak DATABASE_URL leeg of noem een lege database',
    logInUse:
      'het logboek van EVENT_LOG_URL bevat jeugdregio’s, en een demo zou er verzonnen kinderen aan toevoegen: maak EVENT_LOG_URL leeg of kies een ander EVENT_LOG_PREFIX',
    notOfDemo: (folder) =>
      `${folder} bevat bestanden die geen demo maakte, en een demo zou ze verwijderen: noem een lege map, bijvoorbeeld --out ${folder}-demo`,
    late: 'Feiten die na het afsluiten bekend werden, en hun correcties in de maand erna',
    municipality: (code) => `gemeente ${code}`,
    corrections: (count, amount) =>
      `${count} correcties, samen ${amount}: wat de ene gemeente minder draagt, draagt een andere meer`,
    credit: (credit, debit, region) =>
      `Credit ${credit.reference} van ${credit.month} draait ${debit.reference} van ${debit.month} terug (${region})`,
    seals: 'Afgesloten maanden, met de zegels om buiten het regieboek te bewaren',
    sealColumns: ['jeugdregio', 'maand', 'plaats', 'afwijkingen', 'zegel'],
    proven: (count, all) =>
      `${count} van ${all} kloppen, op grond van hun zegels en het logboek alleen (npx regieboek verify --from-scratch)`,
  },
});
