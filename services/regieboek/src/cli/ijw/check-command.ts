import { checkFile, type FileReport } from '@regieboek/ijw';
import type { CalendarDate } from '@regieboek/kernel';
import type { Output } from '../output.js';
import { findingLines, verdict } from './findings.js';
import type { NamedFiles } from './named-files.js';
import { ijwTexts } from './texts.js';

/** Options of `ijw check`. */
export interface CheckOptions {
  readonly today: CalendarDate;
  readonly json?: boolean;
}

/** A report as machines read it: `path` is the place in a message, so lines are for people only. */
const forMachines = (file: string, { message, xsdValid, level, findings }: FileReport) => ({
  file,
  message,
  xsdValid,
  level,
  findings: findings.map(({ rule, code, path, text }) => ({ rule, code, path, text })),
});

/** `regieboek ijw check`: judges messages without a database, one by one. Refused when one has a fault. */
export async function checkCommand(files: NamedFiles, { today, json }: CheckOptions, output: Output): Promise<void> {
  const { language } = output;
  const texts = ijwTexts[language];
  let judged = 0;
  let faulty = 0;
  async function* reports(): AsyncGenerator<{ file: string; report: FileReport }> {
    for await (const file of files) {
      output.progress(texts.checking(file.name));
      const bytes = await files.attempt(() => file.read());
      const report = bytes && checkFile(bytes, { today });
      output.progressDone();
      if (!report) continue;
      judged += 1;
      if (report.findings.length > 0) faulty += 1;
      yield { file: file.name, report };
    }
  }
  if (json) await output.jsonItems(mapped(reports(), ({ file, report }) => forMachines(file, report)));
  else
    for await (const { file, report } of reports())
      for (const line of [verdict(file, report, language), ...findingLines(report.findings, language)])
        output.line(line);
  files.refuseWhenAmiss(faulty > 0 ? texts.haveFaults(faulty, judged) : '');
}

async function* mapped<Item, Result>(
  items: AsyncIterable<Item>,
  toResult: (item: Item) => Result,
): AsyncGenerator<Result> {
  for await (const item of items) yield toResult(item);
}
