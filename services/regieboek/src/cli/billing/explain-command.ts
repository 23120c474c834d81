import { ListRegionIds } from '@regieboek/contracts';
import { ExplainLine, type KnownAt, type KnownExplanation } from '@regieboek/finance';
import type { Language } from '@regieboek/kernel';
import { withLedger } from '../../process/regieboek.js';
import type { Settings } from '../../process/settings.js';
import { factInWords } from './fact-in-words.js';
import { CommandRefused, type Output } from '../output.js';
import { billingTexts } from './texts.js';
import { mustKnow } from './bill-command.js';

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

/** `regieboek explain <line id>`: why this municipality pays this amount, in sentences. */
export async function explainCommand(
  id: string,
  settings: Settings,
  options: ExplainOptions,
  output: Output,
): Promise<void> {
  const { knownAt, ruleSet } = options;
  const asked = { knownAt, ruleSet };
  const explanation = await withLedger(settings, async (regieboek) => {
    if (options.region !== undefined) await mustKnow(regieboek, options.region, output.language);
    for (const region of options.region ? [options.region] : await regieboek.ask(new ListRegionIds())) {
      const found = await regieboek.ask(new ExplainLine({ region, id }, options.lang, asked));
      if (found) return found;
    }
    return null;
  });
  if (!explanation) throw new CommandRefused(notExplained(id, output.language));
  if (options.json) return output.json(explanation);
  for (const sentence of explanation.sentences) output.line(sentence);
  for (const fact of explanation.facts) output.line(`  - ${factInWords(fact, options.lang)}`);
  output.line(inputsOf(explanation, options.lang));
}
