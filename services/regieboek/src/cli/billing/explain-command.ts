import { ListRegionIds } from '@regieboek/contracts';
import { ExplainLine, firstPartOf, type KnownAt, type KnownExplanation } from '@regieboek/finance';
import type { Language } from '@regieboek/kernel';
import { withLedger, type Regieboek } from '../../process/regieboek.js';
import type { Settings } from '../../process/settings.js';
import { factInWords } from './fact-in-words.js';
import { CommandRefused, type Output } from '../output.js';
import { billingTexts } from './texts.js';
import { mustKnow } from './bill-command.js';
import { candidateSentences, linesOfReference, refusedSentences, type FoundLine } from './explain-reference.js';

/** Options of `explain`. */
export interface ExplainOptions {
  readonly region?: string;
  readonly knownAt?: KnownAt;
  readonly ruleSet?: string;
  readonly lang: Language;
  readonly json?: boolean;
}

/** Inputs of an explanation, in words. */
function inputsOf({ position, toldBy, ruleSet, whatIf, sealed }: KnownExplanation, language: Language): string {
  const texts = billingTexts[language];
  return `${texts.known(position, toldBy, ruleSet)}${whatIf ? texts.whatIf : ''}${sealed ? texts.sealed : ''}.`;
}

/** Why there is no explanation under an id; a correction, which statements also list, is explained by its causes. */
function notExplained(id: string, language: Language): string {
  const texts = billingTexts[language];
  const corrected = /^(\d{4}-\d{2})\//.exec(id)?.[1];
  return corrected === undefined ? texts.noLine(id) : texts.isCorrection(id, corrected);
}

/** Prints an explanation for people. */
function printExplanation(explanation: KnownExplanation, language: Language, output: Output): void {
  for (const sentence of explanation.sentences) output.line(sentence);
  for (const fact of explanation.facts) output.line(`  - ${factInWords(fact, language)}`);
  output.line(inputsOf(explanation, language));
}

/** What `explain` found: an explanation, or the declared lines that the text refers to. */
interface Found {
  readonly explanation: KnownExplanation | null;
  readonly lines: readonly FoundLine[];
}

/** Explains a billed line by its id, or the only approved line with this reference. */
async function find(
  regieboek: Regieboek,
  id: string,
  regions: readonly string[],
  options: ExplainOptions,
): Promise<Found> {
  const { knownAt, ruleSet, lang } = options;
  const explained = async (own: readonly string[], line: string): Promise<KnownExplanation | null> => {
    for (const region of own) {
      const found = await regieboek.ask(new ExplainLine({ region, id: line }, lang, { knownAt, ruleSet }));
      if (found) return found;
    }
    return null;
  };
  const explanation = await explained(regions, id);
  if (explanation) return { explanation, lines: [] };
  const lines = await linesOfReference(regieboek, regions, id);
  const [only] = lines;
  // The id of a part that does not exist is not the id of another part.
  const isApproved = lines.length === 1 && only !== undefined && only.line.codes.length === 0;
  if (!isApproved) return { explanation, lines };
  if (only.line.reference !== id) return { explanation, lines: [] };
  return { explanation: await explained([only.region], firstPartOf(only.line)), lines };
}

/** `regieboek explain <line id or reference>`: why this municipality pays this amount, or why the line was refused. */
export async function explainCommand(
  id: string,
  settings: Settings,
  options: ExplainOptions,
  output: Output,
): Promise<void> {
  const { explanation, lines } = await withLedger(settings, async (regieboek) => {
    if (options.region !== undefined) await mustKnow(regieboek, options.region, output.language);
    const regions = options.region === undefined ? await regieboek.ask(new ListRegionIds()) : [options.region];
    return find(regieboek, id, regions, options);
  });
  if (explanation) return options.json ? output.json(explanation) : printExplanation(explanation, options.lang, output);
  const [only] = lines;
  if (only === undefined) throw new CommandRefused(notExplained(id, output.language));
  if (options.json) return output.json(lines);
  const sentences =
    lines.length === 1 ? refusedSentences(only.line, options.lang) : candidateSentences(id, lines, options.lang);
  for (const sentence of sentences) output.line(sentence);
}
