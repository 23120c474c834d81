import { checkFile, messageTypeOf, type FileReport, type MessageType } from '@regieboek/ijw';
import type { CalendarDate } from '@regieboek/kernel';
import { csvParts, type CsvForm, type Sheet, type SheetRow } from '@regieboek/sheets';
import type { Output } from '../output.js';
import { mustHaveFolder, writeSheets } from '../sheet-file.js';
import { findingLines, verdict } from './findings.js';
import { standardInput, type NamedFiles } from './named-files.js';
import { sheetFor, type LinesSheet } from './sheet-rows.js';
import { ijwTexts } from './texts.js';

/** Options of `ijw csv`. */
export interface CsvOptions extends CsvForm {
  readonly today: CalendarDate;
  /** File that ends in .csv or .xlsx; without it CSV goes to standard output. */
  readonly out?: string;
  readonly withBsn: boolean;
}

const FINDINGS_SHOWN = 5;

const typeOf = (start: Uint8Array): MessageType | undefined => messageTypeOf(new TextDecoder().decode(start));

/** The types of message among the files, by their first bytes; of a file that starts with much else, by all of them. */
async function typesOf(files: NamedFiles): Promise<ReadonlySet<MessageType>> {
  const types = new Set<MessageType>();
  for await (const file of files) {
    const type = await files.attempt(async () => typeOf(await file.readStart()) ?? typeOf(await file.read()));
    if (type) types.add(type);
  }
  return types;
}

/** Yields the lines of the files, one by one, and reports every file that has none. */
class LineReader {
  rows = 0;
  messages = 0;
  files = 0;

  constructor(
    private readonly named: NamedFiles,
    private readonly sheet: LinesSheet,
    private readonly today: CalendarDate,
    private readonly output: Output,
  ) {}

  async *[Symbol.asyncIterator](): AsyncGenerator<SheetRow> {
    for await (const file of this.named) {
      this.output.progress(ijwTexts[this.output.language].reading(file.name));
      const bytes = await this.named.attempt(() => file.read());
      const report = bytes && checkFile(bytes, { today: this.today });
      this.output.progressDone();
      if (!report || !this.#isSound(file.name, report)) continue;
      const name = file.name === standardInput ? ijwTexts[this.output.language].standardInput : file.name;
      for (const row of this.sheet.rowsOf(name, bytes)) {
        this.rows += 1;
        yield row;
      }
    }
  }

  get summary(): string {
    const refused = this.files - this.messages;
    return refused > 0 ? ijwTexts[this.output.language].noLines(refused, this.files) : '';
  }

  /** Reports the faults of a file; true when it has lines all the same. */
  #isSound(name: string, report: FileReport): boolean {
    const { language } = this.output;
    this.files += 1;
    if (report.level !== null) this.output.error(verdict(name, report, language));
    if (report.level !== 1) {
      this.messages += 1;
      return true;
    }
    const { findings } = report;
    const more = findings.length > FINDINGS_SHOWN ? [ijwTexts[language].allFindings(findings.length)] : [];
    this.output.error([...findingLines(findings.slice(0, FINDINGS_SHOWN), language), ...more].join('\n'));
    return false;
  }
}

/**
 * `regieboek ijw csv`: the lines of messages as CSV or XLSX, one row each. Files that break the schema give no rows and
 * refuse the command; the others are written all the same.
 */
export async function csvCommand(files: NamedFiles, options: CsvOptions, output: Output): Promise<void> {
  const { out } = options;
  if (out !== undefined) await mustHaveFolder(out, output);
  const ofLines = sheetFor(await typesOf(files), options);
  const lines = new LineReader(files, ofLines, options.today, output);
  const sheet: Sheet = { name: 'Regels', columns: ofLines.columns, rows: lines };
  if (out === undefined) for await (const part of csvParts(sheet, options)) await output.text(part);
  else {
    await writeSheets(out, [sheet], { form: options, isWanted: () => lines.messages > 0 });
    const texts = ijwTexts[output.language];
    const personal = options.withBsn ? texts.personal : '';
    if (lines.messages > 0) output.line(`${texts.linesWritten(lines.rows, lines.messages, out)}${personal}`);
  }
  files.refuseWhenAmiss(lines.summary);
}
