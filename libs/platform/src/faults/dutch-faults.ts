/**
 * Faults of files in Dutch, by the English sentence that names them: readers of files know no language. A sentence that is not here stays
 * English.
 */
const places: readonly (readonly [RegExp, string])[] = [
  [/^line (\d+), column (.+)$/, 'regel $1, kolom $2'],
  [/^line (\d+)(.*)$/, 'regel $1$2'],
  [/^file$/, 'bestand'],
  [/^message$/, 'bericht'],
  [/^body$/, 'inhoud'],
];

const ofSchemas: readonly (readonly [RegExp, string])[] = [
  [/is missing: add it$/, 'ontbreekt: vul het aan'],
  [/is empty: fill it in, or remove it$/, 'is leeg: vul het in, of verwijder het'],
  [/is empty: enter an id$/, 'is leeg: vul een id in'],
  [/is a number: put it in quotes$/, 'is een getal: zet het tussen aanhalingstekens'],
  [/is an unknown field: remove it, or correct its name$/, 'is een onbekend veld: verwijder het, of verbeter de naam'],
  [
    /is an unknown column: remove it, or correct its name$/,
    'is een onbekende kolom: verwijder haar, of verbeter de naam',
  ],
  [/is a duplicate column: remove one of them$/, 'is een dubbele kolom: verwijder een van de twee'],
  [/contains an unknown field: did you mean (.+)\?$/, 'bevat een onbekend veld: bedoelde u $1?'],
  [/contains an unknown field: (?:supported: |known fields are )(.+)$/, 'bevat een onbekend veld: bekend zijn $1'],
  [/must be text$/, 'moet tekst zijn'],
  [/must be a number$/, 'moet een getal zijn'],
  [/must be an integer(: amounts are in cents)?$/, 'moet een geheel getal zijn$1'],
  [/: amounts are in cents$/, ': bedragen zijn in eurocenten'],
  [/must be true or false$/, 'moet true of false zijn'],
  [/must be a list$/, 'moet een lijst zijn'],
  [/must be a map of fields$/, 'moet uit velden bestaan'],
  [/must be one of (.+)$/, 'moet een van deze zijn: $1'],
  [/must have at least (\d+) characters$/, 'moet ten minste $1 tekens hebben'],
  [/must have at most (\d+) characters$/, 'mag ten hoogste $1 tekens hebben'],
  [/must have at least (\d+) items$/, 'moet ten minste $1 onderdelen hebben'],
  [/must have at most (\d+) items$/, 'mag ten hoogste $1 onderdelen hebben'],
  [/must be at least (\S+)$/, 'moet ten minste $1 zijn'],
  [/must be at most (\S+)$/, 'mag ten hoogste $1 zijn'],
  [/has more than (\d+) characters: shorten it$/, 'heeft meer dan $1 tekens: kort het in'],
  [/does not have the right form: see .*$/, 'heeft niet de juiste vorm: zie de beschrijving van het bestand'],
  [
    /has none of the allowed forms: see .*$/,
    'heeft geen van de toegestane vormen: zie de beschrijving van het bestand',
  ],
  [/has a (?:name|value) that is not allowed: correct it$/, 'is niet toegestaan: verbeter het'],
  [/cannot be used: correct it$/, 'is niet bruikbaar: verbeter het'],
];

const ofFields: readonly (readonly [RegExp, string])[] = [
  [/a calendar date yyyy-mm-dd$/, 'moet een dag jjjj-mm-dd zijn'],
  [/a month yyyy-mm$/, 'moet een maand jjjj-mm zijn'],
  [/four digits \(CBS code\)$/, 'moet vier cijfers zijn (CBS-code)'],
  [/eight digits \(AGB code\)$/, 'moet acht cijfers zijn (AGB-code)'],
  [/two digits$/, 'moet twee cijfers zijn'],
  [/one to five letters or digits$/, 'moet een tot vijf letters of cijfers zijn'],
  [/lower-case letters, digits, dashes$/, 'mag kleine letters, cijfers en streepjes hebben'],
  [/at most 35 capitals, digits and dashes$/, 'mag ten hoogste 35 hoofdletters, cijfers en streepjes hebben'],
  [/is one line of text$/, 'moet één regel tekst zijn'],
  [/is not a citizen service number \(eleven test\)$/, 'is geen burgerservicenummer (elfproef)'],
  [
    /is not an IBAN: use capitals and digits without blanks$/,
    'is geen IBAN: gebruik hoofdletters en cijfers zonder spaties',
  ],
  [
    /contains the citizen service number: .*$/,
    'bevat het burgerservicenummer: vervang het door tekst die niemand aanwijst',
  ],
  [
    /contains nine digits that may be a citizen service number.*$/,
    'bevat negen cijfers die een burgerservicenummer (BSN) kunnen zijn: verwijder ze',
  ],
  [/lies before the date of birth: correct one of them$/, 'ligt voor de geboortedatum: verbeter een van de twee'],
  [/differs from an earlier row of the same youth$/, 'wijkt af van een eerdere rij van dezelfde jeugdige'],
  [/must be yes or no \(.*$/, 'moet ja of nee zijn (of x, of leeg voor nee)'],
  [
    /has fewer cells than the header has columns: .*$/,
    'heeft minder cellen dan de kop kolommen: controleer aanhalingstekens en scheidingstekens',
  ],
  [/column (\S+) ontbreekt: vul het aan$/, 'kolom $1 ontbreekt: voeg haar toe'],
];

const ofContents: readonly (readonly [RegExp, string])[] = [
  [/ends on (\S+), before it begins on (\S+)$/, 'eindigt op $1, voor het begin op $2'],
  [/(\S+) is a duplicate: (?:keep one|remove it)$/, '$1 staat er dubbel: houd er één'],
  [
    /municipality (\d{4}) is not in this region: correct the code or add it$/,
    'gemeente $1 hoort niet bij deze jeugdregio: verbeter de code of voeg haar toe',
  ],
  [/product code (\S+) does not belong to category (\S+)$/, 'productcode $1 hoort niet bij categorie $2'],
  [
    /must have from, to and either cents.*$/,
    'moet from, to en ofwel cents (een geheel getal) ofwel index (een percentage of de OVA- en PPC-cijfers) hebben',
  ],
  [/must have either a month or a year$/, 'moet ofwel een maand ofwel een jaar hebben'],
  [/is required, because the organisation pays providers$/, 'is nodig, omdat de organisatie aanbieders betaalt'],
  [/^not YAML: (.*)$/, 'geen YAML: $1'],
  [/is larger than (\d+) MB: split it$/, 'is groter dan $1 MB: splits het'],
  [/is damaged or not a ZIP file: create it again$/, 'is beschadigd of geen ZIP-bestand: maak het opnieuw'],
  [/is a ZIP file with a password: .*$/, 'is een ZIP-bestand met een wachtwoord: pak het uit en importeer de map'],
  [
    /is a ZIP file: name it with the ending \.zip, and import it$/,
    'is een ZIP-bestand: geef het de uitgang .zip en importeer het',
  ],
  [
    /is not an XML, CSV, YAML or ZIP file.*: it was skipped$/,
    'is geen XML-, CSV-, YAML- of ZIP-bestand en bevat geen iJw-bericht: het is overgeslagen',
  ],
  [
    /is not an iJw message, a CSV of facts or a contracts\.yaml: remove it$/,
    'is geen iJw-bericht, geen CSV met woonplaatsgegevens en geen contracts.yaml: haal het weg',
  ],
  [
    /is a ZIP file in another ZIP file: unpack it and import it$/,
    'is een ZIP-bestand in een ander ZIP-bestand: pak het uit en importeer het',
  ],
  [/enter an existing day as yyyy-mm-dd$/, 'vul een bestaande dag in als jjjj-mm-dd'],
  [/enter a list of cases$/, 'vul een lijst van casussen in'],
  [/enter a list, or omit it$/, 'vul een lijst in, of laat het weg'],
  [/enter an object$/, 'vul velden in ({ … })'],
  [/enter non-empty text$/, 'vul tekst in'],
  [/enter true or false, or omit it$/, 'vul true of false in, of laat het weg'],
  [/enter one of (.+)$/, 'vul een van deze in: $1'],
  [
    /enter a CBS municipality code as text of four digits.*$/,
    'vul een CBS-code in als tekst van vier cijfers, zoals "0748"',
  ],
  [/enter a day on or after `from`.*$/, 'vul een dag in op of na `from`, of null als er geen einde is'],
  [/enter a non-negative integer number of days$/, 'vul een geheel aantal dagen in, 0 of meer'],
];

const replaced = (text: string, table: readonly (readonly [RegExp, string])[]): string =>
  table.reduce((all, [pattern, dutch]) => all.replace(pattern, dutch), text);

/** Text of a fault in Dutch. */
export const dutchFault = (text: string): string => replaced(text, [...ofSchemas, ...ofFields, ...ofContents]);

/** Place of a fault in Dutch. */
export const dutchPlace = (place: string): string => replaced(place, places);
