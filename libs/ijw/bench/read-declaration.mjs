/** Lines per second of reading and checking (levels 1 and 2) a large JW323: `node libs/ijw/bench/read-declaration.mjs`. */
import { DeclarationChecker, messageHeader, readDeclaration, writeMessage } from '../dist/index.js';

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

const started = performance.now();
const bytes = new TextEncoder().encode(writeMessage('JW323', value));
console.log(`write ${Math.round(lineCount / ((performance.now() - started) / 1000))} lines/s, ${bytes.length} bytes`);
const chunks = Array.from({ length: Math.ceil(bytes.length / 65_536) }, (_, i) =>
  bytes.subarray(i * 65_536, (i + 1) * 65_536),
);
for (let run = 0; run < 5; run += 1) {
  const begun = performance.now();
  const checker = new DeclarationChecker();
  let lines = 0;
  const findings = readDeclaration(
    chunks,
    {
      head: (head) => checker.head(head),
      client: (client) => checker.client(client),
      line: (line) => {
        lines += 1;
        checker.line(line);
      },
    },
    { bytesMax: Infinity },
  );
  const found = [...findings, ...checker.end()];
  const perSecond = Math.round(lines / ((performance.now() - begun) / 1000));
  console.log(
    `read and check ${perSecond} lines/s, ${lines} lines, ${found.length} findings ${found[0] ? JSON.stringify(found[0]) : ''}`,
  );
}
