import { resolveCases } from '@regieboek/residence';
import { CommandRefused, table, type Output } from './output.js';
import { readText } from './read-text.js';

/** JSON of a file. A refusal does not quote its content, which may be about a child; the parser's message would. */
async function readJson(file: string): Promise<unknown> {
  const text = await readText(file);
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
