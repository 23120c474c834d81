import { bilingual } from '../language/language.js';

/** Help of `ijw` and its commands. */
export const ijwHelp = bilingual({
  en: {
    ijw: 'inspect, check and answer iJw messages, without a database',
    paths: 'XML files, or folders to search for *.xml; with - or without paths: standard input',
    file: 'XML file; with - or without file: standard input',
    today: 'day of the receiver (default: today in the Netherlands)',
    example: 'Example:',
    everyMessage: 'every message in a folder',
    nothing: 'error: nothing to read: name files or folders, or pipe a message in',
    checkSummary: 'check messages against the standard, every fault with its place and remedy',
    check:
      'check messages against the standard: the schema (level 1), the rules within one message (level 2), and the rules ' +
      'of levels 3 and 4 that need no ledger. Every fault comes with its rule, return code, place and remedy.',
    checkJson: 'print the result as JSON: per file its message, verdict and findings',
    answerSummary: 'make the answers that follow from the messages alone',
    answer:
      'make the answers that follow from the messages alone: JW302, 306, 308, 316, 318 and 320, accepting or refusing on ' +
      'levels 1 and 2, and the JW325 that refuses a declaration on level 2. A declaration that is correct on level 2 is ' +
      'answered from the ledger: regieboek import <file> --answers <folder>. The same file gives the same answer.',
    answerOut: 'write an answer per file to this folder, never over other content; required for several files',
    needsOut: 'error: the answers of several files need --out <folder>',
    showSummary: 'show a message as a table',
    show: 'show a message as a table: header, client, lines and totals. A BSN shows its last three digits, a name its initials.',
    lines: 'number of lines to show, or all',
    csvSummary: 'write the lines of messages as CSV or XLSX',
    csv:
      'write the lines of messages as CSV or XLSX, a row each: declared lines (JW323), answered lines (JW325), and the ' +
      'products of other messages. Columns have the names of the standard. XLSX keeps codes such as 0505 intact.',
    csvOut: 'file that ends in .csv or .xlsx (default: CSV to standard output)',
    withBsn:
      'whole BSNs, names of referrers and comments, which are masked otherwise; the output then contains PERSONAL DATA',
  },
  nl: {
    ijw: 'bekijk, controleer en beantwoord iJw-berichten, zonder database',
    paths: 'XML-bestanden, of mappen om in te zoeken naar *.xml; met - of zonder paden: standaardinvoer',
    file: 'XML-bestand; met - of zonder bestand: standaardinvoer',
    today: 'dag van de ontvanger (standaard: vandaag in Nederland)',
    example: 'Voorbeeld:',
    everyMessage: 'elk bericht in een map',
    nothing: 'fout: niets te lezen: noem bestanden of mappen, of geef een bericht door via een pijp',
    checkSummary: 'controleer berichten aan de standaard, elke fout met plaats en herstel',
    check:
      'controleer berichten aan de standaard: het schema (niveau 1), de regels binnen één bericht (niveau 2) en de regels ' +
      'van niveau 3 en 4 die geen regieboek vragen. Elke fout komt met regel, retourcode, plaats en herstel.',
    checkJson: 'toon het resultaat als JSON: per bestand het bericht, het oordeel en de bevindingen',
    answerSummary: 'maak de antwoorden die uit de berichten alleen volgen',
    answer:
      'maak de antwoorden die uit de berichten alleen volgen: JW302, 306, 308, 316, 318 en 320, goed- of afgekeurd op ' +
      'niveau 1 en 2, en de JW325 die een declaratie op niveau 2 afkeurt. Een declaratie die op niveau 2 klopt, wordt ' +
      'beantwoord uit het regieboek: regieboek import <bestand> --answers <map>. Hetzelfde bestand geeft hetzelfde antwoord.',
    answerOut: 'schrijf per bestand een antwoord naar deze map, nooit over andere inhoud; verplicht bij meer bestanden',
    needsOut: 'fout: voor de antwoorden op meer bestanden is --out <map> nodig',
    showSummary: 'toon een bericht als tabel',
    show: 'toon een bericht als tabel: kop, client, regels en totalen. Een BSN toont zijn laatste drie cijfers, een naam de initialen.',
    lines: 'aantal te tonen regels, of all voor alle regels',
    csvSummary: 'schrijf de regels van berichten als CSV of XLSX',
    csv:
      'schrijf de regels van berichten als CSV of XLSX, elk op een rij: gedeclareerde regels (JW323), beantwoorde regels ' +
      '(JW325) en de producten van andere berichten. Kolommen hebben de namen van de standaard. XLSX houdt codes als 0505 heel.',
    csvOut: 'bestand dat eindigt op .csv of .xlsx (standaard: CSV naar de standaarduitvoer)',
    withBsn:
      'hele BSN’s, namen van verwijzers en opmerkingen, die anders zijn afgeschermd; de uitvoer bevat dan PERSOONSGEGEVENS',
  },
});
