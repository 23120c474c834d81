import { bilingual, words } from './language.js';

/** Texts of the command line library, which speaks English: the frame of help. */
export const helpFrame = bilingual({
  en: {
    titles: words({}),
    usage: [] as readonly (readonly [RegExp, string])[],
    notes: [] as readonly (readonly [RegExp, string])[],
    help: 'show help for a command',
    version: 'print the version',
    language: 'language of the output: nl or en (default: REGIEBOEK_LANG, otherwise the locale)',
    showHelp: '(add --help for the possibilities)',
  },
  nl: {
    titles: {
      'Usage:': 'Gebruik:',
      'Arguments:': 'Argumenten:',
      'Options:': 'Opties:',
      'Global Options:': 'Algemene opties:',
      'Commands:': 'Opdrachten:',
    },
    usage: [
      [/\[options\]/g, '[opties]'],
      [/\[command\]/g, '[opdracht]'],
    ],
    notes: [
      [/\(choices: /g, '(keuze uit: '],
      [/\b(default): /g, 'standaard: '],
      [/\b(env): /g, 'omgevingsvariabele: '],
    ],
    help: 'toon hulp bij een opdracht',
    version: 'toon de versie',
    language: 'taal van de uitvoer: nl of en (standaard: REGIEBOEK_LANG, anders de taalinstelling)',
    showHelp: '(met --help ziet u wat mogelijk is)',
  },
});

/** Placeholders of values in Dutch, such as `<folder>`. */
export const dutchPlaceholders: Readonly<Record<string, string>> = {
  amount: 'bedrag',
  char: 'teken',
  character: 'teken',
  command: 'opdracht',
  file: 'bestand',
  folder: 'map',
  language: 'taal',
  'line-id': 'regel-id',
  mark: 'zegel',
  name: 'naam',
  number: 'aantal',
  paths: 'paden',
  period: 'periode',
  reference: 'kenmerk',
  sign: 'teken',
  kind: 'soort',
  text: 'tekst',
  version: 'versie',
  when: 'wanneer',
  who: 'wie',
  'item=reason': 'post=reden',
  'yyyy-mm': 'jjjj-mm',
  'yyyy-mm-dd': 'jjjj-mm-dd',
};

/** English messages of wrong usage, with their Dutch translation. */
export const dutchErrors: readonly (readonly [RegExp, string])[] = [
  [/^error: unknown option '(.*?)'/, "fout: onbekende optie '$1'"],
  [/^error: unknown command '(.*?)'/, "fout: onbekende opdracht '$1'"],
  [/^error: missing required argument '(.*?)'/, "fout: het argument '$1' ontbreekt"],
  [/^error: option '(.*?)' argument missing/, "fout: de waarde van optie '$1' ontbreekt"],
  [/^error: required option '(.*?)' not specified/, "fout: de verplichte optie '$1' ontbreekt"],
  [/^error: option '(.*?)' argument '(.*?)' is invalid\./, "fout: de waarde '$2' van optie '$1' is ongeldig."],
  [
    /^error: option '(.*?)' value '(.*?)' from env '(.*?)' is invalid\./,
    "fout: de waarde '$2' van optie '$1' uit de omgevingsvariabele '$3' is ongeldig.",
  ],
  [
    /^error: command-argument value '(.*?)' is invalid for argument '(.*?)'\./,
    "fout: de waarde '$1' van argument '$2' is ongeldig.",
  ],
  [
    /^error: too many arguments(?: for '(.*?)')?\. Expected (\d+) arguments? but got (\d+)\./,
    'fout: te veel argumenten: verwacht $2, gekregen $3.',
  ],
  [/Allowed choices are (.*?)\./, 'Kies uit: $1.'],
  [/\(Did you mean one of (.*?)\?\)/, '(Bedoelde u een van $1?)'],
  [/\(Did you mean (.*?)\?\)/, '(Bedoelde u $1?)'],
  [/^error: /, 'fout: '],
];
