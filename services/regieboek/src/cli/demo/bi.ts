import { join } from 'node:path';
import type { Language } from '@regieboek/kernel';
import { ExportStar } from '@regieboek/reporting';
import type { Regieboek } from '../../process/regieboek.js';
import type { Output } from '../output.js';
import { demoTexts } from './texts.js';

/** Purpose of the export of a demo: pseudonyms in its folders are those of no other export. */
const PURPOSE = 'demo';

/** Writes the tables for BI of every region to `bi/<region>` of the folder of a demo, as Parquet. */
export async function exportTables(
  regieboek: Regieboek,
  regions: readonly string[],
  folder: string,
  output: Output,
): Promise<void> {
  const texts = demoTexts[output.language];
  output.step(texts.exporting(regions.length));
  for (const region of regions) {
    const target = {
      ...{ folder: join(folder, 'bi', region), form: 'parquet' as const },
      onFile: ({ path }: { readonly path: string }) => output.progress(path),
    };
    await regieboek.ask(new ExportStar({ region, purpose: PURPOSE, receiver: 'internal' }, target));
  }
  output.progressDone();
}

/** Place of the tables, and a question that DuckDB answers from them. */
export const tablesLines = (folder: string, language: Language): string[] => [
  demoTexts[language].tables(join(folder, 'bi')),
  `  duckdb -c "SELECT declaration_month, municipality, sum(amount_cents) / 100 AS euro FROM read_parquet(['${join(folder, 'bi')}/*/billed_day_month/**/*.parquet', '${join(folder, 'bi')}/*/lump_sum/**/*.parquet'], union_by_name = true) GROUP BY ALL ORDER BY ALL"`,
];
