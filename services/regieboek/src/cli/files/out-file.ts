import { Option, type Command } from 'commander';
import type { Language } from '@regieboek/kernel';
import type { Sheet } from '@regieboek/sheets';
import { spreadsheetFile } from '../arguments.js';
import { optionHelp } from '../language/help-texts.js';
import type { Output } from '../output.js';
import { outputTexts } from '../texts.js';

/** Where a result is written for people, and in which language. */
export interface OutFile {
  readonly out?: string;
  /** Language of documents; Dutch unless another one is requested. */
  readonly lang?: Language;
  readonly json?: boolean;
}

/** Option to write a result to a file for a spreadsheet program. */
export const outFile = (language: Language): Option =>
  new Option('--out <file>', optionHelp[language].outFile).argParser(spreadsheetFile(language));

/** Language of documents: Dutch, because they are for municipalities, unless another one is requested. */
export const documentLanguage = (command: Command): Language =>
  command.optsWithGlobals<{ readonly lang?: Language }>().lang ?? 'nl';

/** Writes sheets to the file of the options, if they name one, and reports it unless the result is printed as JSON. */
export async function writeOut(
  { out, lang = 'nl', json }: OutFile,
  sheets: (language: Language) => readonly [Sheet, ...Sheet[]],
  output: Output,
): Promise<void> {
  if (out === undefined) return;
  const { mustHaveFolder, writeSheets } = await import('../sheet-file.js');
  await mustHaveFolder(out, output);
  await writeSheets(out, sheets(lang));
  if (!json) output.line(outputTexts[output.language].writtenTo(out));
}
