import { bilingual, counted, words } from './language/language.js';

/** Values of options that are refused. */
export const argumentTexts = bilingual({
  en: {
    monthCount: 'expected a number of months, 1 to 120',
    month: 'expected a month, yyyy-mm',
    monthOf: (fault: string) => `expected ${fault}`,
    months: 'expected a month yyyy-mm, a quarter yyyy-q1 or a year yyyy',
    day: 'expected a day, yyyy-mm-dd',
    dayOf: (fault: string) => `expected ${fault}`,
    actor: 'expected a role, initials or a staff number, of at most 40 characters',
    reason: 'expected a reason of 3 to 200 characters',
    agbCode: 'expected an AGB code, eight digits',
    mark: 'expected a mark as it was printed, 64 hexadecimal digits: copy it again',
    whole: 'expected a positive integer of at most six digits',
    cents: 'expected an integer number of cents, such as 123456 for 1.234,56',
    lineCount: 'expected a number of lines, or all',
    port: 'expected a port number from 0 to 65535',
    spreadsheet: 'expected a file that ends in .csv or .xlsx',
    journalFile: 'expected a file that ends in .csv, .xlsx or .xaf',
    separator: 'expected one of ; , | or tab',
    knownAt: (forms: string) => `expected ${forms}`,
    partitions: (max: number) => `expected an integer from 1 to ${max}`,
    logAddress: 'expected an address that starts with postgres:// or esdb://',
  },
  nl: {
    monthCount: 'verwacht een aantal maanden, 1 tot en met 120',
    month: 'verwacht een maand, jjjj-mm',
    monthOf: () => 'verwacht een maand van 2015-01 tot en met december van volgend jaar',
    months: 'verwacht een maand jjjj-mm, een kwartaal jjjj-q1 of een jaar jjjj',
    day: 'verwacht een dag, jjjj-mm-dd',
    dayOf: () => 'verwacht een dag vanaf 1900 en hooguit honderd jaar vooruit; laat een einde dat er niet is weg',
    actor: 'verwacht een rol, initialen of een personeelsnummer van hooguit 40 tekens',
    reason: 'verwacht een reden van 3 tot en met 200 tekens',
    agbCode: 'verwacht een AGB-code, acht cijfers',
    mark: 'verwacht een zegel zoals afgedrukt, 64 hexadecimale cijfers: kopieer het opnieuw',
    whole: 'verwacht een positief geheel getal van hooguit zes cijfers',
    cents: 'verwacht een geheel aantal eurocenten, bijvoorbeeld 123456 voor 1.234,56',
    lineCount: 'verwacht een aantal regels, of all voor alle regels',
    port: 'verwacht een poortnummer van 0 tot en met 65535',
    spreadsheet: 'verwacht een bestand dat eindigt op .csv of .xlsx',
    journalFile: 'verwacht een bestand dat eindigt op .csv, .xlsx of .xaf',
    separator: 'verwacht een van ; , | of tab',
    knownAt: (forms) => `verwacht ${forms}`,
    partitions: (max) => `verwacht een geheel getal van 1 tot en met ${max}`,
    logAddress: 'verwacht een adres dat begint met postgres:// of esdb://',
  },
});

/** Problems of files, the operating system and the database. */
export const problemTexts = bilingual({
  en: {
    ofSystem: words({
      ENOENT: 'does not exist: check the path',
      EACCES: 'cannot be read or written: check its permissions',
      EPERM: 'cannot be read or written: check its permissions',
      EROFS: 'is on a read-only disk: choose another place',
      ENAMETOOLONG: 'has a name that is too long: choose a shorter one',
      EEXIST: 'exists and is not a folder: choose another name',
      EISDIR: 'is a folder: name a file',
      ENOTDIR: 'is not a folder: check the path',
      EMFILE: 'cannot be opened, because too many files are open: raise the limit (ulimit -n)',
      ENOSPC: 'cannot be written: the disk is full',
    }),
    somePath: 'a path',
    databaseAway:
      'the database does not respond: check that it is running and its disk is not full, and run the command again; recorded data remains, and is recorded once',
    folder: (path: string) => `${path} is a folder: name a file`,
    device: (path: string) => `${path} is a pipe or a device: name a file`,
    tooLarge: (path: string, megabytes: number) => `${path} is larger than ${megabytes} MB: name the right file`,
    notJson: (path: string, place: string) =>
      `${path} is not JSON${place && `, at ${place}`}: correct it, or name another file`,
    noRegion: (region: string, known: string, near: string | undefined) =>
      `region ${region} does not exist; ${near === undefined ? '' : `did you mean ${near}? `}known regions: ${known}`,
    noRegions: 'none, import a contracts.yaml first',
  },
  nl: {
    ofSystem: {
      ENOENT: 'bestaat niet: controleer het pad',
      EACCES: 'is niet te lezen of te schrijven: controleer de rechten',
      EPERM: 'is niet te lezen of te schrijven: controleer de rechten',
      EROFS: 'staat op een schijf die alleen leesbaar is: kies een andere plek',
      ENAMETOOLONG: 'heeft een te lange naam: kies een kortere',
      EEXIST: 'bestaat al en is geen map: kies een andere naam',
      EISDIR: 'is een map: noem een bestand',
      ENOTDIR: 'is geen map: controleer het pad',
      EMFILE: 'is niet te openen omdat er te veel bestanden open zijn: verhoog de grens (ulimit -n)',
      ENOSPC: 'is niet te schrijven: de schijf is vol',
    },
    somePath: 'een pad',
    databaseAway:
      'de database antwoordt niet: controleer of zij draait en of haar schijf niet vol is, en geef de opdracht opnieuw; wat vastligt blijft, en wordt één keer vastgelegd',
    folder: (path) => `${path} is een map: noem een bestand`,
    device: (path) => `${path} is een pijp of een apparaat: noem een bestand`,
    tooLarge: (path, megabytes) => `${path} is groter dan ${megabytes} MB: noem het juiste bestand`,
    notJson: (path, place) =>
      `${path} is geen JSON${place && `, bij ${place}`}: verbeter het of noem een ander bestand`,
    noRegion: (region, known, near) =>
      `jeugdregio ${region} bestaat niet; ${near === undefined ? '' : `bedoelde u ${near}? `}bekende jeugdregio’s: ${known}`,
    noRegions: 'geen, importeer eerst een contracts.yaml',
  },
});

/** Progress of long work, and small outputs. */
export const outputTexts = bilingual({
  en: {
    writtenTo: (path: string) => `written to ${path}`,
    steps: { reading: 'reading events', billing: 'billing', reconciling: 'reconciling' },
    progress: (step: string, done: number, total: number) => `${step}: ${done} of ${total}`,
    serving: (url: string, place: string, inLog: boolean) =>
      `Regieboek serves ${url}/v1, documentation on ${url}/docs; data in ${place}${inLog ? ', events in the log of EVENT_LOG_URL' : ''}; stop with Ctrl-C`,
    exchange: (inbox: string, outbox: string | undefined) =>
      `imports files that arrive in ${inbox}${outbox === undefined ? '; answers stay in the ledger' : `, answers to ${outbox}`}`,
    databaseOfUrl: 'the database of DATABASE_URL',
    stopping: 'stopping',
    ruleColumns: ['version', 'from', 'rules'],
    onlyWhenNamed: 'only when named',
    needsCases: 'worked cases are needed, a JSON file (docs/residence-cases-file.md)',
    faultyCases: (path: string) => `the cases in ${path} are invalid (docs/residence-cases-file.md):`,
    caseColumns: ['case', 'from', 'to', 'municipality', 'rule', 'review'],
    open: 'open',
    undetermined: 'undetermined',
    review: 'review',
  },
  nl: {
    writtenTo: (path) => `geschreven naar ${path}`,
    steps: { reading: 'gebeurtenissen lezen', billing: 'doorbelasten', reconciling: 'aansluiten' },
    progress: (step, done, total) => `${step}: ${done} van ${total}`,
    serving: (url, place, inLog) =>
      `Regieboek draait op ${url}/v1, documentatie op ${url}/docs; gegevens in ${place}${inLog ? ', gebeurtenissen in het logboek van EVENT_LOG_URL' : ''}; stop met Ctrl-C`,
    exchange: (inbox, outbox) =>
      `importeert bestanden die aankomen in ${inbox}${outbox === undefined ? '; antwoorden blijven in het regieboek' : `, antwoorden naar ${outbox}`}`,
    databaseOfUrl: 'de database van DATABASE_URL',
    stopping: 'stopt',
    ruleColumns: ['versie', 'vanaf', 'regels'],
    onlyWhenNamed: 'alleen op verzoek',
    needsCases: 'zijn uitgewerkte casussen nodig, een JSON-bestand (docs/residence-cases-file.md)',
    faultyCases: (path) => `de casussen in ${path} zijn ongeldig (docs/residence-cases-file.md):`,
    caseColumns: ['casus', 'van', 'tot en met', 'gemeente', 'regel', 'beoordeling'],
    open: 'open',
    undetermined: 'niet te bepalen',
    review: 'beoordelen',
  },
});

/** Output of `import`. */
export const importTexts = bilingual({
  en: {
    kinds: {
      contracts: 'contracts.yaml',
      'residence-facts': 'residence facts (CSV)',
      JW301: 'assignments (JW301)',
      care: 'starts and stops (JW305, JW307)',
      JW323: 'declarations (JW323)',
      'other-xml': 'other XML',
      unknown: 'other files',
      unreadable: 'unreadable files',
      'passed-over': 'skipped files',
    },
    columns: ['kind', 'files', 'imported', 'unchanged', 'waiting', 'refused'],
    moreWaiting: (more: number) => `... and ${more} more are waiting; see --json`,
    more: (more: number) => `... and ${more} more; see --json`,
    decided: (declarations: number, lines: number, approved: number) =>
      `${counted(declarations, 'declaration', 'declarations')} decided: ${counted(lines, 'line', 'lines')}, ${approved} approved, ${lines - approved} rejected`,
    whole: (count: number) =>
      `${counted(count, 'declaration', 'declarations')} refused as a whole; --answers <folder> writes the reasons`,
    released: (count: number) => `${counted(count, 'declaration', 'declarations')} of these had waited`,
    emptyPath: 'one of the paths is empty: name files or folders, or omit it',
    nothing: (paths: string) =>
      `nothing to import in ${paths}: name XML, CSV or YAML files, or a folder that contains them`,
    importing: (done: number, all: number) => `importing ${done} of ${all} files`,
    refused: (refused: number, all: number, remedy: string) => `${refused} of ${all} files refused; ${remedy}`,
    skipped: (skipped: number, all: number) => `${skipped} of ${all} files skipped; move them out of the folder`,
    repair: 'they are kept and can be imported again after repair',
    newMessage: 'an answered message needs a new one, with a new Identificatie',
  },
  nl: {
    kinds: {
      contracts: 'contracts.yaml',
      'residence-facts': 'woonplaatsgegevens (CSV)',
      JW301: 'toewijzingen (JW301)',
      care: 'starts en stops (JW305, JW307)',
      JW323: 'declaraties (JW323)',
      'other-xml': 'overige XML',
      unknown: 'overige bestanden',
      unreadable: 'onleesbare bestanden',
      'passed-over': 'overgeslagen bestanden',
    },
    columns: ['soort', 'bestanden', 'verwerkt', 'ongewijzigd', 'wacht', 'geweigerd'],
    moreWaiting: (more) => `... en nog ${more} wachten; zie --json`,
    more: (more) => `... en nog ${more}; zie --json`,
    decided: (declarations, lines, approved) =>
      `${counted(declarations, 'declaratie', 'declaraties')} beoordeeld: ${counted(lines, 'regel', 'regels')}, ${approved} goedgekeurd, ${lines - approved} afgekeurd`,
    whole: (count) =>
      `${counted(count, 'declaratie', 'declaraties')} geheel geweigerd; --answers <map> schrijft de redenen`,
    released: (count) =>
      `${counted(count, 'declaratie', 'declaraties')} hiervan ${count === 1 ? 'had' : 'hadden'} gewacht`,
    emptyPath: 'een van de paden is leeg: noem bestanden of mappen, of laat het weg',
    nothing: (paths) => `niets te importeren in ${paths}: noem XML-, CSV- of YAML-bestanden, of een map daarmee`,
    importing: (done, all) => `${done} van ${all} bestanden importeren`,
    refused: (refused, all, remedy) => `${refused} van ${all} bestanden geweigerd; ${remedy}`,
    skipped: (skipped, all) => `${skipped} van ${all} bestanden overgeslagen; haal ze uit de map`,
    repair: 'ze zijn bewaard en kunnen na herstel opnieuw worden geïmporteerd',
    newMessage: 'een beantwoord bericht vraagt om een nieuw bericht, met een nieuwe Identificatie',
  },
});
