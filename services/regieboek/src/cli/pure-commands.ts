import { readFile } from 'node:fs/promises';
import { checkFile, type FileReport, type Finding } from '@regieboek/ijw';
import type { CalendarDate } from '@regieboek/kernel';
import { resolveCases } from '@regieboek/residence';
import { CommandRefused, table, type Output } from './output.js';

interface Report {
  readonly file: string;
  readonly message: string | null;
  readonly xsdValid: boolean;
  readonly level: FileReport['level'];
  readonly findings: readonly Finding[];
}

/** A report as machines read it: `path` is the place in a message, so lines are for people only. */
const withoutLines = ({ findings, ...report }: Report) => ({
  ...report,
  findings: findings.map(({ rule, code, path, text }) => ({ rule, code, path, text })),
});

/** `regieboek ijw check <files>`: judges messages without a database. Refused when one has a fault. */
export async function checkCommand(
  files: readonly string[],
  options: { today: CalendarDate; json?: boolean },
  output: Output,
): Promise<void> {
  const reports: Report[] = [];
  for (const file of files) {
    const { message, xsdValid, level, findings } = checkFile(await readFile(file), { today: options.today });
    reports.push({
      file,
      message: message ?? null,
      xsdValid,
      level,
      findings,
    });
  }
  if (options.json) output.json(reports.map(withoutLines));
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

/** JSON of a file. Refused without what it holds, which may be about a child: the parser repeats a part of it. */
async function readJson(file: string): Promise<unknown> {
  const text = await readFile(file, 'utf8');
  try {
    return JSON.parse(text);
  } catch (error) {
    const [place = ''] = /line \d+ column \d+/.exec(error instanceof Error ? error.message : '') ?? [];
    throw new CommandRefused(`${file} is not JSON${place && `, at ${place}`}: correct it, or name another file`);
  }
}

/** `regieboek residence resolve --cases FILE`: the responsible municipality of worked cases, without a database. */
export async function resolveCommand(options: { cases: string; json?: boolean }, output: Output): Promise<void> {
  const answers = resolveCases(await readJson(options.cases));
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
