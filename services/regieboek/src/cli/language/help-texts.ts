import { KNOWN_AT_FORMS } from '@regieboek/kernel';
import { bilingual } from './language.js';

const KNOWN_AT_FORMS_NL =
  'een vastleggingsdag jjjj-mm-dd, een meldingsdag told:jjjj-mm-dd of een plaats in het logboek';

/** Help of options that several commands have. */
export const optionHelp = bilingual({
  en: {
    dataDir: 'folder with the data (default .regieboek)',
    dataDirEmpty: 'is empty: name a folder, or omit the option',
    json: 'print the result as JSON',
    region: 'region, such as zhz',
    period: 'month of declaration',
    knownAt: `as known at ${KNOWN_AT_FORMS}`,
    knownAtForms: KNOWN_AT_FORMS,
    provider: 'limit to this provider (AGB code)',
    separator: 'CSV column separator: one of ; , | or tab',
    decimal: 'decimal mark of CSV amounts',
    outFile: 'write it to this file for a spreadsheet program: .csv or .xlsx, in Dutch unless --lang en is given',
    database: 'database of one of the four services, postgres://… (default DATABASE_URL)',
  },
  nl: {
    dataDir: 'map met de gegevens (standaard .regieboek)',
    dataDirEmpty: 'is leeg: noem een map of laat de optie weg',
    json: 'toon het resultaat als JSON',
    region: 'jeugdregio, bijvoorbeeld zhz',
    period: 'declaratiemaand',
    knownAt: `zoals bekend op ${KNOWN_AT_FORMS_NL}`,
    knownAtForms: KNOWN_AT_FORMS_NL,
    provider: 'alleen deze aanbieder (AGB-code)',
    separator: 'scheidingsteken tussen CSV-kolommen: een van ; , | of tab',
    decimal: 'decimaalteken van CSV-bedragen: comma of point',
    outFile:
      'schrijf het naar dit bestand voor een rekenprogramma: .csv of .xlsx, in het Nederlands tenzij --lang en is gegeven',
    database: 'database van een van de vier diensten, postgres://… (standaard DATABASE_URL)',
  },
});

/** Help of the commands on a ledger. */
export const ledgerHelp = bilingual({
  en: {
    product: 'Ledger for regional youth care: who pays for which day, and why',
    import: 'import contracts, residence facts and iJw messages: any mix of files and folders',
    paths: 'files or folders',
    answers: 'write the answers to messages to this folder',
    bill: 'bill a month of a region to the responsible municipalities',
    statement: 'statements of a month, a quarter or a year, line by line: CSV, JSON with --json, or files with --out',
    statementPeriod: 'yyyy-mm, yyyy-q1 to yyyy-q4, or yyyy',
    since: 'list what changed in the month since this time; by default since its seal',
    format: 'formats of the files: xlsx, csv, json, pdf (a letter); default all',
    verifyStatement: 'prove a sealed statement (XLSX, CSV or JSON) with its mark, without the ledger',
    statementFile: 'file of the statement, as it was received',
    mark: 'mark of the seal, from the letter, or from the organisation that sealed the month',
    municipality: 'limit to this municipality (CBS code)',
    statementOut: 'write the files of each municipality to this folder',
    explain: 'explain in sentences why a municipality pays an amount',
    lineId: 'id of a billed line from a statement, or the reference of a declared line',
    onlyRegion: 'search only this region',
    ruleSet: 'use this version of the rules',
    rules: 'list the versions of the rules by which months are billed',
    residence: 'the residence principle, without a database',
    resolve: 'responsible municipality per day of worked cases',
    cases: 'JSON file with cases',
  },
  nl: {
    product: 'Regieboek voor regionale jeugdhulp: wie betaalt voor welke dag, en waarom',
    import: 'importeer contracten, woonplaatsgegevens en iJw-berichten: bestanden en mappen door elkaar',
    paths: 'bestanden of mappen',
    answers: 'schrijf de antwoorden op berichten naar deze map',
    bill: 'belast een maand van een jeugdregio door aan de verantwoordelijke gemeenten',
    statement:
      'specificaties van een maand, een kwartaal of een jaar, regel voor regel: CSV, JSON met --json, of bestanden met --out',
    statementPeriod: 'jjjj-mm, jjjj-q1 tot en met jjjj-q4, of jjjj',
    since: 'toon wat in de maand is gewijzigd sinds dit moment; standaard sinds haar zegel',
    format: 'vormen van de bestanden: xlsx, csv, json, pdf (een brief); standaard alle',
    verifyStatement: 'controleer een afgesloten specificatie (XLSX, CSV of JSON) met haar zegel, zonder het regieboek',
    statementFile: 'bestand van de specificatie, zoals ontvangen',
    mark: 'zegel van de maand, uit de brief of van wie de maand afsloot',
    municipality: 'alleen deze gemeente (CBS-code)',
    statementOut: 'schrijf de bestanden van elke gemeente naar deze map',
    explain: 'leg in zinnen uit waarom een gemeente een bedrag betaalt',
    lineId: 'id van een doorbelaste regel uit een specificatie, of de referentie van een gedeclareerde regel',
    onlyRegion: 'zoek alleen in deze jeugdregio',
    ruleSet: 'gebruik deze versie van de regels',
    rules: 'toon de versies van de regels (regelsets) waarmee maanden worden doorbelast',
    residence: 'het woonplaatsbeginsel, zonder database',
    resolve: 'verantwoordelijke gemeente per dag van uitgewerkte casussen',
    cases: 'JSON-bestand met casussen',
  },
});

/** Help of the server and the demo. */
export const processHelp = bilingual({
  en: {
    serve: 'serve the HTTP API until Ctrl-C',
    port: 'port on 127.0.0.1 (default 3000, or PORT)',
    behindGateway:
      'name of the gateway that authenticates users, when HOST is not only this machine and nobody logs in',
    demoLogIn: 'log in as invented users at an identity provider that starts too; only on this machine',
    noLogIn: 'nobody logs in: everybody who reaches the server is the user of this machine',
    inbox: 'import files that arrive in this folder, in a subfolder per region',
    outbox: 'write answers to files of the inbox to this folder, in a subfolder per region',
    demo: 'run the whole main job on generated data of four regions',
    youths: 'number of youths in total',
    months: 'months of declarations, 1 to 120',
    seed: 'seed of the generated data',
    out: 'folder for files and data (default .regieboek/demo)',
    filesOnly: 'write the files and stop',
  },
  nl: {
    serve: 'bied de HTTP-API aan tot Ctrl-C',
    port: 'poort op 127.0.0.1 (standaard 3000, of PORT)',
    behindGateway:
      'naam van de gateway die gebruikers aanmeldt, als HOST niet alleen deze machine is en niemand inlogt',
    demoLogIn: 'inloggen als verzonnen gebruikers bij een identiteitsprovider die meestart; alleen op deze machine',
    noLogIn: 'niemand logt in: wie de server bereikt, is de gebruiker van deze machine',
    inbox: 'importeer bestanden die in deze map aankomen, per regio in een submap',
    outbox: 'schrijf antwoorden op bestanden uit de inbox naar deze map, per regio in een submap',
    demo: 'voer het hele hoofdproces uit op verzonnen gegevens van vier jeugdregio’s',
    youths: 'aantal jeugdigen in totaal',
    months: 'aantal declaratiemaanden, 1 tot en met 120',
    seed: 'startgetal van de verzonnen gegevens',
    out: 'map voor bestanden en gegevens (standaard .regieboek/demo)',
    filesOnly: 'schrijf de bestanden en stop',
  },
});
