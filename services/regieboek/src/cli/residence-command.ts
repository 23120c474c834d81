import { resolveCases } from '@regieboek/residence';
import type { Language } from '@regieboek/kernel';
import { CommandRefused, table, type Output } from './output.js';
import { readText } from './read-text.js';
import { outputTexts, problemTexts } from './texts.js';

/** JSON of a file. A refusal does not quote its content, which may be about a child; the parser's message would. */
async function readJson(file: string, language: Language): Promise<unknown> {
  const text = await readText(file, language);
  try {
    return JSON.parse(text);
  } catch (error) {
    const [place = ''] = /line \d+ column \d+/.exec(error instanceof Error ? error.message : '') ?? [];
    throw new CommandRefused(problemTexts[language].notJson(file, place));
  }
}

/** `regieboek residence resolve --cases FILE`: the responsible municipality of worked cases, without a database. */
export async function resolveCommand(options: { cases: string; json?: boolean }, output: Output): Promise<void> {
  const answers = resolveCases(await readJson(options.cases, output.language));
  if (options.json) return output.json(answers);
  const texts = outputTexts[output.language];
  const rows = answers.flatMap(({ id, intervals }) =>
    intervals.map(({ from, to, gemeentecode, rule, review }) => [
      id,
      from,
      to ?? texts.open,
      gemeentecode ?? texts.undetermined,
      rule,
      review ? texts.review : '',
    ]),
  );
  for (const line of table(texts.caseColumns, rows, [])) output.line(line);
}
