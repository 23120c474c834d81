import { remarksInCsv, remarksInRows, WriteRemarks } from '@regieboek/finance';
import type { Settings } from '../../process/settings.js';
import { inRegion, print } from '../in-region.js';
import type { Output } from '../output.js';
import { readText } from '../read-text.js';
import { workbookRows } from './read-workbook.js';
import { remarksTexts } from './texts.js';

/** Options of `remarks`. */
export interface RemarksOptions {
  readonly region: string;
  readonly by: string;
  readonly json?: boolean;
}

/** `regieboek remarks <file>`: reads remarks back from a work list. */
export async function remarksCommand(
  path: string,
  settings: Settings,
  options: RemarksOptions,
  output: Output,
): Promise<void> {
  const { region, by } = options;
  const remarks = /\.xlsx$/i.test(path)
    ? remarksInRows(await workbookRows(path, output))
    : remarksInCsv(await readText(path, output.language));
  const result = await inRegion(settings, options, output, (regieboek) =>
    regieboek.execute(new WriteRemarks(region, { remarks, by })),
  );
  print(result, options, output, ({ written, deleted, unchanged }, language) => [
    remarksTexts[language].written(written, deleted, unchanged),
  ]);
}
