/** One breach of every level 2 rule of a JW301, on the sound message of `messages.ts`. */
import { jw301, period } from './messages.js';

export const client = '/Bericht/Client';
export const product = (number: number) => `${client}/ToegewezenProducten/ToegewezenProduct[${number}]`;
const contact = (number: number) => `${client}/Contactgegevens/Contact[${number}]`;

/** A place to change, its new value, and the resulting findings: rule and path. */
export type Breach = readonly [path: readonly (string | number)[], value: unknown, findings: readonly string[]];

export const products = (index: number, field: string) => ['client', 'toegewezenProducten', index, field];
const contacts = (index: number, field: string) => ['client', 'contactgegevens', index, field];

const { contactgegevens, toegewezenProducten } = jw301().client;
const [home] = contactgegevens;
const [first] = toegewezenProducten;
const telefoon = { telefoon01: { telefoonnummer: '0780000000', landnummer: '31' } };

export const breaches301: readonly Breach[] = [
  [['client', 'contactgegevens'], [{ ...home, soort: '04' }], [`TR061 ${client}`]],
  [['client', 'contactgegevens'], [home, home], [`TR101 ${contact(2)}/Soort`]],
  [
    ['client', 'contactgegevens'],
    [{ ...home, telefoon, adres: { postcode: '3311AA', landCode: 'NL' } }],
    [`CD025 ${contact(1)}/Adres/Huis`],
  ],
  [
    ['client', 'contactgegevens'],
    [{ ...home, telefoon, adres: { straatnaam: 'Testlaan' } }],
    [`CD034 ${contact(1)}/Adres/Postcode`],
  ],
  [
    ['client', 'toegewezenProducten'],
    [{ ...first, product: undefined, omvang: undefined }],
    [`CD079 ${product(1)}/Product`],
  ],
  [['client', 'toegewezenProducten'], [{ ...first, product: { categorie: '45' } }], [`CD080 ${product(1)}/Omvang`]],
  [['client', 'bsn'], '999900007', [`CS002 ${client}/Bsn`]],
  [['client', 'geboortedatum', 'datum'], '1906-01-08', [`TR002 ${client}/Geboortedatum/Datum`]],
  [['client', 'geboortedatum', 'datum'], '2026-01-10', [`TR134 ${client}/Geboortedatum/Datum`]],
  [['client', 'geboortedatum', 'datumGebruik'], '1', [`CS139 ${client}/Geboortedatum/DatumGebruik`]],
  [['client', 'geboortedatum', 'datumGebruik'], '3', [`CS139 ${client}/Geboortedatum/DatumGebruik`]],
  [
    ['client', 'relaties', 0, 'geboortedatum', 'datum'],
    '1984-02-01',
    [`CS139 ${client}/Relaties/Relatie[1]/Geboortedatum/DatumGebruik`],
  ],
  [['client', 'relaties', 0, 'naam', 'naamGebruik'], '6', [`CS050 ${client}/Relaties/Relatie[1]/Naam/NaamGebruik`]],
  [['client', 'relaties', 1, 'naam', 'naamGebruik'], '2', [`CS050 ${client}/Relaties/Relatie[2]/Naam/NaamGebruik`]],
  [['client', 'relaties', 1, 'nummer'], '1', [`TR101 ${client}/Relaties/Relatie[2]/Nummer`]],
  [['client', 'naam', 'naamGebruik'], '6', [`CS318 ${client}/Naam`]],
  [['client', 'communicatie'], { vorm: '1' }, [`CD007 ${client}/Communicatie/Taal`]],
  [['client', 'communicatie', 'vorm'], '2', [`CD007 ${client}/Communicatie/Taal`]],
  [contacts(0, 'soort'), '04', [`TR061 ${client}`, `TR101 ${contact(2)}/Soort`]],
  [contacts(1, 'soort'), '02', [`CD009 ${contact(2)}/Periode`]],
  [contacts(1, 'periode'), period('2026-02-02', '2026-02-01'), [`CS003 ${contact(2)}/Periode/Einddatum`]],
  [contacts(1, 'adres'), undefined, [`TR006 ${contact(2)}`]],
  [['client', 'contactgegevens', 0, 'adres', 'postcode'], '3311 AA', [`CS089 ${contact(1)}/Adres/Postcode`]],
  [['client', 'contactgegevens', 1, 'adres', 'landCode'], undefined, [`CD005 ${contact(2)}/Adres/LandCode`]],
  [
    ['client', 'contactgegevens', 1, 'adres', 'huis'],
    undefined,
    [`TR006 ${contact(2)}`, `CD025 ${contact(2)}/Adres/Huis`],
  ],
  [contacts(0, 'adres'), { huis: { huisnummer: 1 } }, [`TR006 ${contact(1)}`, `CD034 ${contact(1)}/Adres/Postcode`]],
  [products(1, 'toewijzingNummer'), 1, [`TR101 ${product(2)}/ToewijzingNummer`]],
  [products(0, 'toewijzingsdatum'), '2026-01-10', [`TR134 ${product(1)}/Toewijzingsdatum`]],
  [products(0, 'einddatum'), '2026-01-11', [`CS003 ${product(1)}/Einddatum`]],
  [products(0, 'omvang'), undefined, [`CD041 ${product(1)}/Omvang`]],
  [products(1, 'einddatum'), undefined, [`CD075 ${product(2)}/Einddatum`]],
  [products(0, 'einddatum'), undefined, [`CD076 ${product(1)}/Einddatum`]],
  [products(0, 'budget'), 1, [`CD077 ${product(1)}/Omvang`, `CD078 ${product(1)}/Budget`]],
  [
    products(1, 'omvang'),
    { volume: 1, eenheid: '04', frequentie: '6' },
    [`CD077 ${product(2)}/Omvang`, `CD078 ${product(2)}/Budget`, `CD080 ${product(2)}/Omvang`],
  ],
  [products(1, 'budget'), undefined, []],
  [products(1, 'product'), undefined, [`TR302 ${product(2)}`]],
  [products(0, 'redenWijziging'), '13', [`CS335 ${product(1)}/RedenWijziging`]],
  [products(0, 'redenWijziging'), '01', [`CS336 ${product(1)}/RedenWijziging`]],
  [['client', 'toegewezenProducten', 2, 'omvang', 'frequentie'], '1', [`CS338 ${product(3)}/Omvang`]],
  [products(1, 'product'), { categorie: '44' }, [`TR302 ${product(2)}`]],
  [products(2, 'product'), { categorie: '45', code: '45A04' }, [`TR302 ${product(1)}`]],
  [products(2, 'product'), { categorie: '45', code: '45A05' }, []],
];
