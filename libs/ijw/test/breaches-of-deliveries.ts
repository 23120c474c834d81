/** One breach of every level 2 rule of a JW305 and a JW307, on the sound messages of `messages.ts`. */
import { client, type Breach } from './breaches-of-assignments.js';
import { jw307 } from './messages.js';

const start = (number: number) => `${client}/StartProducten/StartProduct[${number}]`;
const stop = (number: number) => `${client}/StopProducten/StopProduct[${number}]`;
const starts = (index: number, field: string) => ['client', 'startProducten', index, field];
const stops = (index: number, field: string) => ['client', 'stopProducten', index, field];

export const breaches305: readonly Breach[] = [
  [['client', 'bsn'], '123456789', [`CS002 ${client}/Bsn`]],
  [
    ['client', 'geboortedatum'],
    { datum: '2012-05-21', datumGebruik: '2' },
    [`CS139 ${client}/Geboortedatum/DatumGebruik`],
  ],
  [['client', 'geboortedatum', 'datum'], '1906-01-19', [`TR002 ${client}/Geboortedatum/Datum`]],
  [['client', 'geboortedatum', 'datum'], '1906-01-20', []],
  [['client', 'geboortedatum'], { datum: '1900-01-01', datumGebruik: '3' }, []],
  [['client', 'geboortedatum', 'datum'], '2026-01-21', [`TR134 ${client}/Geboortedatum/Datum`]],
  [starts(1, 'statusAanlevering'), '2', [`CS058 ${start(2)}/StatusAanlevering`]],
  [starts(1, 'begindatum'), '2026-01-21', [`TR134 ${start(2)}/Begindatum`]],
  [starts(1, 'begindatum'), '2026-01-12', [`TR101 ${start(2)}`]],
];

export const breaches307: readonly Breach[] = [
  [['client', 'bsn'], '123456789', [`CS002 ${client}/Bsn`]],
  [
    ['client', 'geboortedatum'],
    { datum: '2012-05-21', datumGebruik: '2' },
    [`CS139 ${client}/Geboortedatum/DatumGebruik`],
  ],
  [['client', 'geboortedatum', 'datum'], '1906-03-23', [`TR002 ${client}/Geboortedatum/Datum`]],
  [['client', 'geboortedatum', 'datum'], '2026-03-25', [`TR134 ${client}/Geboortedatum/Datum`]],
  [stops(1, 'statusAanlevering'), '9', [`CS058 ${stop(2)}/StatusAanlevering`]],
  [stops(1, 'einddatum'), '2026-03-25', [`TR134 ${stop(2)}/Einddatum`]],
  [stops(1, 'einddatum'), '2026-01-11', [`TR018 ${stop(2)}/Einddatum`]],
  [stops(1, 'einddatum'), '2026-01-12', []],
  [['client', 'stopProducten', 1], jw307().client.stopProducten[0], [`TR101 ${stop(2)}`]],
];
