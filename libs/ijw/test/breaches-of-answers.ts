/** One breach of every level 2 rule of a JW319 and a JW325, on the sound messages of `request-messages.ts`. */
import type { Breach } from './breaches-of-assignments.js';
import { jw325, tomorrow } from './request-messages.js';

const reply = '/Bericht/Antwoord';

export const breaches319: readonly Breach[] = [
  [['antwoord', 'verzoekAntwoord'], '1', [`CD085 ${reply}/RedenAfwijzingVerzoek`]],
  [['antwoord', 'redenAfwijzingVerzoek'], '1', [`CD086 ${reply}/RedenAfwijzingVerzoek`]],
  [['antwoord', 'woonplaatsbeginsel'], { gemeente: '0599' }, [`TR409 ${reply}/Woonplaatsbeginsel`]],
];

/** On `jw319Elsewhere`. */
export const breachesElsewhere: readonly Breach[] = [
  [['antwoord', 'woonplaatsbeginsel'], undefined, [`TR377 ${reply}/Woonplaatsbeginsel`]],
  [['antwoord', 'redenAfwijzingVerzoek'], '7', [`TR409 ${reply}/Woonplaatsbeginsel`]],
  [
    ['antwoord', 'redenAfwijzingVerzoek'],
    undefined,
    [`CD085 ${reply}/RedenAfwijzingVerzoek`, `TR409 ${reply}/Woonplaatsbeginsel`],
  ],
];

const answer = '/Bericht/DeclaratieAntwoord';
const client = (number: number) => `${answer}/Clienten/Client[${number}]`;
const lineAt = (clientNumber: number, number: number) => `${client(clientNumber)}/Prestaties/Prestatie[${number}]`;
const inAnswer = (...rest: (string | number)[]) => ['declaratieAntwoord', ...rest];
const lines = (index: number, ...fields: string[]) => inAnswer('clienten', 0, 'prestaties', index, ...fields);
const zero = { totaalBedrag: 0, debetCredit: 'C' } as const;
const refusal = { declaratieNummer: 'DEC1', totaalIngediendBedrag: { totaalBedrag: 1, debetCredit: 'D' } } as const;

const sound = jw325().declaratieAntwoord;
const credit = sound?.clienten?.[0]?.prestaties[2];

export const breaches325: readonly Breach[] = [
  [
    inAnswer(),
    {
      ...sound,
      totaalToegekendBedrag: sound?.totaalIngediendBedrag,
      clienten: [
        {
          ...sound?.clienten?.[0],
          prestaties: [{ ...credit, ingediendBedrag: { bedrag: 0, debetCredit: 'C' } }],
        },
      ],
    },
    [`CS325 ${lineAt(1, 1)}/IngediendBedrag/DebetCredit`],
  ],
  [inAnswer('clienten', 1, 'bsn'), '999900007', [`CS002 ${client(2)}/Bsn`]],
  [inAnswer('clienten', 1, 'bsn'), '999900006', [`TR101 ${client(2)}/Bsn`]],
  [lines(1, 'productReferentie', 'referentieNummer'), 'A', [`TR101 ${lineAt(1, 2)}/ProductReferentie`]],
  [inAnswer('clienten', 1, 'prestaties', 0, 'productReferentie', 'referentieNummer'), 'A', []],
  [inAnswer('totaalToegekendBedrag', 'totaalBedrag'), 44559, [`TR342 ${answer}`]],
  [inAnswer('totaalToegekendBedrag', 'debetCredit'), 'C', [`TR342 ${answer}`]],
  [inAnswer('retourCodes'), ['9333'], [`TR342 ${answer}`]],
  [inAnswer(), { ...refusal, totaalToegekendBedrag: { totaalBedrag: 0, debetCredit: 'D' }, retourCodes: ['9333'] }, []],
  [
    inAnswer(),
    { ...refusal, totaalToegekendBedrag: zero, retourCodes: ['9333'] },
    [`CS325 ${answer}/TotaalToegekendBedrag/DebetCredit`],
  ],
  [
    inAnswer(),
    {
      declaratieNummer: 'DEC1',
      totaalIngediendBedrag: zero,
      totaalToegekendBedrag: { ...zero, debetCredit: 'D' },
      retourCodes: ['8001'],
    },
    [`CS325 ${answer}/TotaalIngediendBedrag/DebetCredit`],
  ],
  [lines(2, 'ingediendBedrag', 'bedrag'), 0, [`TR342 ${answer}`, `CS325 ${lineAt(1, 3)}/IngediendBedrag/DebetCredit`]],
  [
    lines(2, 'productReferentie', 'vorigReferentieNummer'),
    undefined,
    [`CD060 ${lineAt(1, 3)}/ProductReferentie/VorigReferentieNummer`],
  ],
  [
    lines(0, 'productReferentie', 'vorigReferentieNummer'),
    'X',
    [`CD060 ${lineAt(1, 1)}/ProductReferentie/VorigReferentieNummer`],
  ],
  [
    lines(0, 'productPeriode'),
    tomorrow,
    [`TR134 ${lineAt(1, 1)}/ProductPeriode/Begindatum`, `TR137 ${lineAt(1, 1)}/ProductPeriode/Einddatum`],
  ],
  [lines(0, 'productPeriode', 'einddatum'), '2026-01-31', [`TR137 ${lineAt(1, 1)}/ProductPeriode/Einddatum`]],
  [lines(0, 'productPeriode', 'einddatum'), '2026-03-11', [`TR137 ${lineAt(1, 1)}/ProductPeriode/Einddatum`]],
];
