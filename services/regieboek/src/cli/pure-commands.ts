import { readFile } from 'node:fs/promises';
import { checkFile } from '@regieboek/ijw';
import type { CalendarDate } from '@regieboek/kernel';
import { resolveCases } from '@regieboek/residence';
import { CommandRefused, table, type Output } from './output.js';

/** `regieboek ijw check <files>`: judges messages without a database. Refused when one has a fault. */
export async function checkCommand(
  files: readonly string[],
  options: { today: CalendarDate; json?: boolean },
  output: Output,
): Promise<void> {
  const reports = [];
  for (const file of files) {
    const { message, xsdValid, level, findings } = checkFile(await readFile(file), { today: options.today });
    reports.push({
      file,
      message: message ?? null,
      xsdValid,
      level,
      findings: findings.map(({ rule, code, path, text, line }) => ({ rule, code, path, text, line })),
    });
  }
  if (options.json) output.json(reports);
  else {
    for (const { file, message, findings } of reports) {
      output.line(
        `${file}: ${message ?? 'no iJw message'}: ${findings.length === 0 ? 'no faults' : `${findings.length} faults`}`,
      );
      for (const { rule, code, path, text, line } of findings)
        output.line(`  line ${line} ${path}: ${rule}${code ? ` (${code})` : ''}: ${text}`);
    }
  }
  const faulty = reports.filter(({ findings }) => findings.length > 0).length;
  if (faulty > 0) throw new CommandRefused(`${faulty} of ${reports.length} files have faults`);
}

/** `regieboek residence resolve --cases FILE`: the responsible municipality of worked cases, without a database. */
export async function resolveCommand(options: { cases: string; json?: boolean }, output: Output): Promise<void> {
  const answers = resolveCases(JSON.parse(await readFile(options.cases, 'utf8')));
  if (options.json) return output.json(answers);
  const rows = answers.flatMap(({ id, intervals }) =>
    intervals.map(({ from, to, gemeentecode, rule, review }) => [
      id,
      from,
      to ?? 'open',
      gemeentecode ?? 'undetermined',
      rule,
      review ? 'review' : '',
    ]),
  );
  for (const line of table(['case', 'from', 'to', 'municipality', 'rule', ''], rows, [])) output.line(line);
}
