/**
 * Lines per second of writing, reading and checking (levels 1 and 2), and deciding (levels 3 and 4, against a ledger in
 * memory) a large JW323: `npm run build && node libs/ijw/bench/read-declaration.mjs`.
 */
import {
  buildJw325,
  DeclarationChecker,
  decideDeclaration,
  messageHeader,
  readDeclaration,
  writeMessage,
} from '../dist/index.js';

const lineCount = 30_000;
const perClient = 3;
const month = { begindatum: '2026-02-01', einddatum: '2026-02-28' };

/** A number that passes the eleven test, from the range kept for tests. */
function testNumbers(count) {
  const found = [];
  for (let n = 100_000_000; found.length < count; n += 1) {
    const digits = String(n);
    let sum = -Number(digits[8]);
    for (let i = 0; i < 8; i += 1) sum += (9 - i) * Number(digits[i]);
    if (sum % 11 === 0) found.push(digits);
  }
  return found;
}

const prestatie = (number) => ({
  productReferentie: { referentieNummer: `P-2026-02-${number}` },
  toewijzingNummer: 700_000 + number,
  productCategorie: '45',
  productCode: '45A04',
  productPeriode: month,
  geleverdVolume: 11,
  eenheid: '04',
  productTarief: 9240,
  ingediendBedrag: { bedrag: 101_640, debetCredit: 'D' },
});

const clienten = testNumbers(lineCount / perClient).map((bsn, client) => ({
  bsn,
  prestaties: Array.from({ length: perClient }, (_, i) => prestatie(client * perClient + i)),
}));
const facts = { afzender: '99990001', ontvanger: '0505', identificatie: 'B1', dagtekening: '2026-03-05' };
const value = {
  header: messageHeader('JW323', facts),
  declaratie: {
    declaratieNummer: 'D1',
    declaratiePeriode: month,
    declaratieDagtekening: '2026-03-05',
    totaalIngediendBedrag: { totaalBedrag: lineCount * 101_640, debetCredit: 'D' },
    clienten,
  },
};

const clientByBsn = new Map(clienten.map(({ bsn }, index) => [bsn, `client-${index}`]));
const assignments = new Map(
  Array.from({ length: lineCount }, (_, number) => [
    700_000 + number,
    {
      number: 700_000 + number,
      client: `client-${Math.floor(number / perClient)}`,
      provider: facts.afzender,
      category: '45',
      code: '45A04',
      unit: '04',
      volume: 3,
      frequency: '2',
      from: 20_454,
      to: 20_818,
      removed: false,
    },
  ]),
);
const tariff = { cents: 9240, unit: '04' };
const ledger = {
  messageSeen: () => false,
  isMunicipality: () => true,
  declarationNumberSeen: () => false,
  lastPeriod: () => undefined,
  client: (bsn) => clientByBsn.get(bsn),
  assignment: (number) => assignments.get(number),
  tariff: () => tariff,
  isProduct: () => true,
  lineByReference: () => undefined,
  approvedVolume: () => 0,
  approvedCents: () => 0,
  standingDebit: () => undefined,
};

const started = performance.now();
const bytes = new TextEncoder().encode(writeMessage('JW323', value));
console.log(`write ${Math.round(lineCount / ((performance.now() - started) / 1000))} lines/s, ${bytes.length} bytes`);
const chunks = Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, i) =>
  bytes.subarray(i * 65_536, (i + 1) * 65_536),
);
for (let run = 0; run < 5; run += 1) {
  const begun = performance.now();
  const checker = new DeclarationChecker();
  const lines = [];
  let declarationHead;
  const findings = readDeclaration(
    chunks,
    {
      head: (head) => {
        declarationHead = head;
        checker.head(head);
      },
      client: (client) => checker.client(client),
      line: (line) => {
        lines.push(line);
        checker.line(line);
      },
    },
    { bytesMax: Infinity },
  );
  const found = [...findings, ...checker.end()];
  const perSecond = Math.round(lines.length / ((performance.now() - begun) / 1000));
  console.log(
    `read and check ${perSecond} lines/s, ${lines.length} lines, ${found.length} findings ${found[0] ? JSON.stringify(found[0]) : ''}`,
  );
  const decidedFrom = performance.now();
  const declaration = { head: declarationHead, lines };
  const decision = decideDeclaration(declaration, ledger, { today: '2026-03-31' });
  buildJw325(declaration, decision, { identificatie: 'A1', dagtekening: '2026-03-31' });
  const speed = Math.round(lineCount / ((performance.now() - decidedFrom) / 1000));
  console.log(`decide ${speed} lines/s, header ${decision.header}, declaration ${decision.declaration}`);
}
