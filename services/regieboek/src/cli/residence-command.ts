import { faultLine } from '@regieboek/platform';
import { resolveCases } from '@regieboek/residence';
import { isRefusal, type Language } from '@regieboek/kernel';
import { wrongFile } from './faults/wrong-file.js';
import { CommandRefused, table, type Output } from './output.js';
import { readText } from './read-text.js';
import { outputTexts, problemTexts } from './texts.js';

/** JSON of a file. A refusal does not quote its content, which may be about a child; the parser's message would. */
async function readJson(file: string, language: Language): Promise<unknown> {
  const text = await readText(file, language);
  const wrong = wrongFile({ path: file, text, right: 'json' }, outputTexts[language].needsCases, language);
  if (wrong !== undefined) throw new CommandRefused(wrong);
  try {
    return JSON.parse(text);
  } catch (error) {
    const [place = ''] = /line \d+ column \d+/.exec(error instanceof Error ? error.message : '') ?? [];
    throw new CommandRefused(problemTexts[language].notJson(file, place));
  }
}

/** Answers to cases. Throws CommandRefused with every fault, in the language of the user. */
function answersTo(cases: unknown, file: string, language: Language): ReturnType<typeof resolveCases> {
  try {
    return resolveCases(cases);
  } catch (error) {
    if (!isRefusal(error) || error.faults.length === 0) throw error;
    const lines = error.faults.map((fault) => `  ${faultLine(fault, language)}`);
    throw new CommandRefused([outputTexts[language].faultyCases(file), ...lines].join('\n'));
  }
}

/** `regieboek residence resolve --cases FILE`: the responsible municipality of worked cases, without a database. */
export async function resolveCommand(options: { cases: string; json?: boolean }, output: Output): Promise<void> {
  const answers = answersTo(await readJson(options.cases, output.language), options.cases, output.language);
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
