/** One breach of every level 2 rule of a JW315 and a JW317, on the sound messages of `request-messages.ts`. */
import { client, type Breach } from './breaches-of-assignments.js';
import { day } from './messages.js';
import { jw315, jw317 } from './request-messages.js';

const asked = (number: number) => `${client}/AangevraagdeProducten/AangevraagdProduct[${number}]`;
const requested = (index: number, ...fields: string[]) => ['client', 'aangevraagdeProducten', index, ...fields];
const first = jw315().client.aangevraagdeProducten[0];

export const breaches315: readonly Breach[] = [
  [['client', 'bsn'], '999900007', [`CS002 ${client}/Bsn`]],
  [['client', 'geboortedatum', 'datum'], '1906-03-09', [`TR002 ${client}/Geboortedatum/Datum`]],
  [['client', 'geboortedatum', 'datum'], '1906-03-10', []],
  [['client', 'geboortedatum', 'datum'], '2026-03-11', [`TR134 ${client}/Geboortedatum/Datum`]],
  [['client', 'geboortedatum', 'datumGebruik'], '1', [`CS139 ${client}/Geboortedatum/DatumGebruik`]],
  [
    requested(1, 'referentieAanbieder'),
    'R1',
    [`TR101 ${asked(2)}/ReferentieAanbieder`, `TR383 ${asked(2)}/ReferentieAanbieder`],
  ],
  [requested(1, 'product'), { categorie: '45' }, [`TR386 ${asked(2)}`]],
  [requested(2, 'toewijzingIngangsdatum'), '2026-12-31', [`TR386 ${asked(3)}`]],
  [requested(1, 'toewijzingEinddatum'), '2026-03-31', [`CS003 ${asked(2)}/ToewijzingEinddatum`]],
  [requested(1, 'toewijzingEinddatum'), '2026-04-01', []],
  [requested(0, 'omvang'), undefined, [`CD041 ${asked(1)}/Omvang`]],
  [requested(2, 'toewijzingEinddatum'), undefined, [`CD075 ${asked(3)}/ToewijzingEinddatum`]],
  [
    requested(0),
    { ...first, toewijzingIngangsdatum: day('2027-07-01'), toewijzingEinddatum: undefined },
    [`CD076 ${asked(1)}/ToewijzingEinddatum`],
  ],
  [requested(0, 'budget'), 1, [`CD077 ${asked(1)}/Omvang`, `CD078 ${asked(1)}/Budget`]],
  [requested(2, 'budget'), undefined, [`CD079 ${asked(3)}/Product`]],
  [requested(0, 'product', 'code'), undefined, [`CD095 ${asked(1)}/Omvang`]],
  [
    requested(0),
    {
      ...first,
      product: { categorie: '45' },
      toewijzingIngangsdatum: day('2020-01-01'),
      toewijzingEinddatum: day('2020-12-31'),
    },
    [],
  ],
  [requested(0, 'omvang', 'frequentie'), '1', [`CS343 ${asked(1)}/Omvang`]],
  [requested(2, 'beschikkingNummer'), undefined, [`CD043 ${asked(3)}/BeschikkingIngangsdatum`]],
  [requested(2, 'beschikkingIngangsdatum'), undefined, [`CD043 ${asked(3)}/BeschikkingIngangsdatum`]],
  [requested(0, 'verwijzer', 'naam'), 'Fictief', [`CD066 ${asked(1)}/Verwijzer/Naam`]],
  [requested(1, 'verwijzer', 'naam'), undefined, [`CD067 ${asked(2)}/Verwijzer/Naam`]],
  [requested(2, 'verwijzer', 'zorgverlenerCode'), '01000001', [`CD068 ${asked(3)}/Verwijzer/ZorgverlenerCode`]],
  [
    requested(0, 'verwijzer'),
    { type: '06', zorgverlenerCode: '01000001' },
    [`CD068 ${asked(1)}/Verwijzer/ZorgverlenerCode`],
  ],
];

const request = `${client}/Verzoek`;
const fixed = (number: number) => `${request}/OngewijzigdeProducten/OngewijzigdProduct[${number}]`;
const changing = (number: number) => `${request}/TeWijzigenProducten/TeWijzigenProduct[${number}]`;
const added = (number: number) => `${request}/NieuweProducten/NieuwProduct[${number}]`;
const inRequest = (field: string, ...rest: (string | number)[]) => ['client', 'verzoek', field, ...rest];
const toChange = (...fields: string[]) => inRequest('teWijzigenProducten', 0, ...fields);
const toAdd = (index: number, ...fields: string[]) => inRequest('nieuweProducten', index, ...fields);
const budget = { toewijzingNummer: 2, gewensteIngangsdatum: day('2026-04-01') };

const added41 = jw317().client.verzoek.nieuweProducten?.[1];

export const breaches317: readonly Breach[] = [
  [['client', 'bsn'], '999900007', [`CS002 ${client}/Bsn`]],
  [
    inRequest('ongewijzigdeProducten'),
    [{ toewijzingNummer: 1 }, { toewijzingNummer: 1 }],
    [`TR101 ${fixed(2)}/ToewijzingNummer`],
  ],
  [
    inRequest('teWijzigenProducten'),
    [
      { ...budget, einddatum: day('2026-05-01') },
      { ...budget, einddatum: day('2026-05-02') },
    ],
    [`TR101 ${changing(2)}/ToewijzingNummer`],
  ],
  // Two entries with the same product and starting day also overlap.
  [inRequest('nieuweProducten'), [added41, added41], [`TR101 ${added(2)}`, `TR410 ${added(2)}`]],
  [toAdd(0, 'product'), { categorie: '41' }, [`TR101 ${added(2)}`, `TR410 ${added(2)}`, `CD096 ${added(1)}/Omvang`]],
  [toAdd(1, 'product'), { categorie: '44' }, [`TR410 ${added(2)}`]],
  [toAdd(1, 'gewensteIngangsdatum'), '2026-03-10', [`TR380 ${added(2)}/GewensteIngangsdatum`]],
  [toAdd(1, 'gewensteIngangsdatum'), '2026-03-11', []],
  [toAdd(1, 'einddatum'), '2026-03-31', [`CS003 ${added(2)}/Einddatum`]],
  [toAdd(0, 'omvang'), undefined, [`CD041 ${added(1)}/Omvang`]],
  [toAdd(1, 'einddatum'), undefined, [`CD075 ${added(2)}/Einddatum`]],
  [toAdd(0, 'einddatum'), undefined, [`CD076 ${added(1)}/Einddatum`]],
  [toAdd(0, 'budget'), 1, [`CD077 ${added(1)}/Omvang`, `CD078 ${added(1)}/Budget`]],
  [inRequest('nieuweProducten'), [{ gewensteIngangsdatum: day('2026-04-01') }], [`CD079 ${added(1)}/Product`]],
  [toAdd(0, 'product', 'code'), undefined, [`CD096 ${added(1)}/Omvang`]],
  [toAdd(0, 'omvang', 'frequentie'), '1', [`CS338 ${added(1)}/Omvang`]],
  [toChange('einddatum'), '2026-03-31', [`CS003 ${changing(1)}/Einddatum`]],
  [toChange(), { ...budget, budget: 1 }, [`CD075 ${changing(1)}/Einddatum`]],
  [toChange('einddatum'), undefined, [`CD076 ${changing(1)}/Einddatum`]],
  [toChange('budget'), 1, [`CD077 ${changing(1)}/Omvang`, `CD078 ${changing(1)}/Budget`]],
  [toChange('omvang', 'frequentie'), '1', [`CS338 ${changing(1)}/Omvang`]],
  [toChange('omvang'), undefined, []],
  [
    ['client', 'verzoek'],
    { referentieAanbieder: 'R9', redenVerzoek: '1', ongewijzigdeProducten: [{ toewijzingNummer: 1 }] },
    [`TR353 ${request}`],
  ],
  [
    ['client', 'verzoek'],
    {
      referentieAanbieder: 'R9',
      redenVerzoek: '1',
      nieuweProducten: [
        {
          product: { categorie: '41' },
          gewensteIngangsdatum: day('2026-04-01'),
          einddatum: day('2026-05-01'),
          budget: 1,
        },
      ],
    },
    [`TR352 ${request}`],
  ],
];
