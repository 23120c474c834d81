/** A statement of 100,000 lines as a workbook: time and memory, compared with the same lines as CSV. */
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { csvSheetOf, workbookOf, type StatementDocument } from '@regieboek/finance';
import { csvParts, xlsxParts } from '@regieboek/sheets';
import { round, secondsOf, type Measurement } from './measurement.ts';

const LINES = 100_000;

type Line = StatementDocument['statement']['lines'][number];

const lineOf = (number: number): Line => ({
  ...{
    id: `99990001.P${number}.1`,
    kind: 'line',
    youth: `8e1a4a36-6bd0-4ad0-8a05-${String(number).padStart(12, '0')}`,
  },
  ...{ provider: '99990001', reference: `P${number}`, category: '45', code: '45A04', unit: '04' },
  ...{ periodFrom: '2025-02-01', periodTo: '2025-02-28', from: '2025-02-01', to: '2025-02-28', days: 28, volume: 28 },
  ...{ tariffCents: 1_000, cents: 28_000, municipality: '0505', municipalityOfDays: '0505', payer: '0512' },
  ...{ rule: 'WPB-2022-V1', chainStart: null, referenceDay: '2025-02-01', facts: ['F1'], review: [] },
  ground: 'care-days',
});

const names: StatementDocument['names'] = {
  ...{ region: 'Zuid-Holland Zuid', organisation: 'Serviceorganisatie Jeugd' },
  municipality: (code) => `Gemeente ${code}`,
  provider: () => 'Voorbeeld Jeugdhulp',
  product: () => 'Jeugdhulp ambulant: inspanningsgericht',
  assignment: ({ reference }) => reference.slice(1),
  reason: () =>
    'De jeugdige stond op 2025-02-01 ingeschreven in Dordrecht (0505), dat daarom verantwoordelijk is. [WPB-2022-V1]',
  agreement: ({ lumpSum }) => lumpSum,
};

function documentOf(lines: number): StatementDocument {
  const cents = lines * 28_000;
  return {
    statement: {
      ...{ region: 'zhz', period: '2025-02', municipality: '0505', name: 'Dordrecht', position: 9, digest: '' },
      ...{ ruleSet: '2025.1', whatIf: false, sealed: false, toldBy: null },
      ...{ totalCents: cents, lineCents: cents, lumpSumCents: 0, claimsReceivable: [], claimsPayable: [] },
      ...{ lines: Array.from({ length: lines }, (_, number) => lineOf(number)), lumpSums: [] },
      ...{ correctionCents: 0, corrections: [] },
    },
    ...{ names, seal: null, proof: 'open-month', changes: null, openItems: [] },
  };
}

/** Time of both formats, and memory of the process at its highest, the lines themselves included. */
export async function benchStatementXlsx(): Promise<Measurement[]> {
  const folder = await mkdtemp(join(tmpdir(), 'regieboek-bench-'));
  try {
    const document = documentOf(LINES);
    const write = (name: string, parts: AsyncIterable<Uint8Array | string>) =>
      pipeline(parts, createWriteStream(join(folder, name)));
    const workbook = await secondsOf(() => write('a.xlsx', xlsxParts(workbookOf(document, 'nl'))));
    const memory = process.resourceUsage().maxRSS / 1024;
    const csv = await secondsOf(() => write('a.csv', csvParts(csvSheetOf([document], 'nl'))));
    return [
      {
        ...{
          name: `statement of ${LINES.toLocaleString('en')} lines as a workbook`,
          value: round(workbook),
          unit: 's',
        },
        ...{ baseline: round(csv), ratio: round(workbook / csv), against: 'the same lines as CSV' },
      },
      {
        ...{
          name: 'peak memory of that process, lines included',
          value: Math.round(memory),
          unit: 'MB',
          baseline: 300,
        },
        ...{ ratio: round(memory / 300), against: 'the limit we set' },
      },
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
