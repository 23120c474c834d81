/** Breaches of the level 2 rules of a JW323, on a sound message with three lines and one. */
import type { Breach } from './breaches-of-assignments.js';
import { creditOf, jw323, line, period } from './messages.js';

export const lineAt = (clientNumber: number, number: number) =>
  `/Bericht/Declaratie/Clienten/Client[${clientNumber}]/Prestaties/Prestatie[${number}]`;
export const old = line('OLD', { productPeriode: period('2026-01-12', '2026-01-31') });
export const sound = () =>
  jw323([[line('A'), creditOf(old, 'B'), { ...old, productReferentie: { referentieNummer: 'C' } }], [line('D')]]);
export const head = (...fields: string[]) => ['declaratie', ...fields];
const lines = (index: number, ...fields: string[]) => ['declaratie', 'clienten', 0, 'prestaties', index, ...fields];
const inEuro = line('A', { eenheid: '83', productTarief: undefined, geleverdVolume: 27720 });

const nothing = { ...old, geleverdVolume: 0, ingediendBedrag: { bedrag: 0, debetCredit: 'D' } } as const;
const zeroCredit = jw323([[line('A'), creditOf(nothing, 'B')]]).declaratie;
const beforeContracts = jw323([[line('A', { productPeriode: period('2020-12-01', '2020-12-31') })]]).declaratie;

export const breaches323: readonly Breach[] = [
  [['declaratie'], zeroCredit, [`CS325 ${lineAt(1, 2)}/IngediendBedrag/DebetCredit`]],
  [
    ['declaratie'],
    { ...jw323([[nothing]]).declaratie, totaalIngediendBedrag: { totaalBedrag: 0, debetCredit: 'C' } },
    ['CS325 /Bericht/Declaratie/TotaalIngediendBedrag/DebetCredit', 'TR358 /Bericht/Declaratie/TotaalIngediendBedrag'],
  ],
  [
    ['declaratie'],
    { ...beforeContracts, declaratieDagtekening: '2025-12-31' },
    [`CS100 ${lineAt(1, 1)}/ProductPeriode`],
  ],
  [
    ['declaratie'],
    jw323([[creditOf(old, 'B')], [creditOf(old, 'C')]]).declaratie,
    [`TR315 ${lineAt(2, 1)}/ProductReferentie/VorigReferentieNummer`],
  ],
  [
    head('declaratiePeriode'),
    period('2026-03-01', '2026-03-31'),
    ['TR137 /Bericht/Declaratie/DeclaratiePeriode/Einddatum'],
  ],
  [['declaratie', 'clienten', 1, 'bsn'], '999900007', ['CS002 /Bericht/Declaratie/Clienten/Client[2]/Bsn']],
  [['declaratie', 'clienten', 1, 'bsn'], '999900006', ['TR101 /Bericht/Declaratie/Clienten/Client[2]/Bsn']],
  [
    lines(0, 'productPeriode'),
    period('2020-12-01', '2020-12-31'),
    [`CS100 ${lineAt(1, 1)}/ProductPeriode`, `TR335 ${lineAt(1, 1)}/ProductPeriode`],
  ],
  [lines(0, 'productPeriode'), period('2021-03-01', '2021-03-04'), [`TR335 ${lineAt(1, 1)}/ProductPeriode`]],
  [lines(0, 'productPeriode'), period('2021-03-01', '2021-03-05'), []],
  [head('declaratiePeriode'), period('2020-12-01', '2020-12-31'), ['CS100 /Bericht/Declaratie/DeclaratiePeriode']],
  [head('declaratiePeriode'), period('2026-02-01', '2026-02-27'), ['CS340 /Bericht/Declaratie/DeclaratiePeriode']],
  [head('declaratiePeriode'), period('2026-01-01', '2026-02-28'), ['CS340 /Bericht/Declaratie/DeclaratiePeriode']],
  [
    head('declaratiePeriode'),
    period('2026-04-01', '2026-04-30'),
    ['TR134 /Bericht/Declaratie/DeclaratiePeriode/Begindatum', 'TR137 /Bericht/Declaratie/DeclaratiePeriode/Einddatum'],
  ],
  [
    lines(0, 'productPeriode'),
    period('2026-03-06', '2026-03-06'),
    [`TR134 ${lineAt(1, 1)}/ProductPeriode/Begindatum`, `TR137 ${lineAt(1, 1)}/ProductPeriode/Einddatum`],
  ],
  [lines(0, 'productPeriode'), period('2026-02-02', '2026-02-01'), [`TR137 ${lineAt(1, 1)}/ProductPeriode/Einddatum`]],
  [lines(0, 'productPeriode'), period('2026-01-31', '2026-02-28'), [`CS337 ${lineAt(1, 1)}/ProductPeriode`]],
  [lines(0), { ...inEuro, geleverdVolume: 27721 }, [`CS339 ${lineAt(1, 1)}/IngediendBedrag`]],
  [lines(0), { ...inEuro, productTarief: 1 }, [`CD087 ${lineAt(1, 1)}/ProductTarief`]],
  [lines(0), inEuro, []],
  [lines(0, 'productTarief'), undefined, [`CD087 ${lineAt(1, 1)}/ProductTarief`]],
  [
    lines(1, 'productReferentie', 'vorigReferentieNummer'),
    undefined,
    [`CD060 ${lineAt(1, 2)}/ProductReferentie/VorigReferentieNummer`],
  ],
  [
    lines(0, 'productReferentie', 'vorigReferentieNummer'),
    'X',
    [`CD060 ${lineAt(1, 1)}/ProductReferentie/VorigReferentieNummer`],
  ],
  [
    lines(1, 'productReferentie', 'vorigReferentieNummer'),
    'D',
    [`TR316 ${lineAt(1, 2)}/ProductReferentie/VorigReferentieNummer`],
  ],
  [
    lines(1, 'productReferentie', 'vorigReferentieNummer'),
    'B',
    [`TR316 ${lineAt(1, 2)}/ProductReferentie/VorigReferentieNummer`],
  ],
  [lines(2, 'productReferentie', 'referentieNummer'), 'A', [`TR101 ${lineAt(1, 3)}/ProductReferentie`]],
  [lines(2, 'productPeriode'), period('2026-02-01', '2026-02-28'), [`TR416 ${lineAt(1, 3)}`]],
  [head('totaalIngediendBedrag', 'totaalBedrag'), 55439, ['TR358 /Bericht/Declaratie/TotaalIngediendBedrag']],
  [head('totaalIngediendBedrag', 'debetCredit'), 'C', ['TR358 /Bericht/Declaratie/TotaalIngediendBedrag']],
];
