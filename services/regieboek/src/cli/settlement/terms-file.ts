import type { Language } from '@regieboek/kernel';
import { readTerms, type Terms } from '@regieboek/finance';
import { CommandRefused } from '../output.js';
import { readYamlInput } from '../files/yaml-input.js';
import { settlementTexts } from './texts.js';

/** Terms of payment of a region from a file (docs/payments-file.md). Throws CommandRefused with all faults at once. */
export async function readTermsFile(path: string, region: string, language: Language): Promise<Terms> {
  const { invalidTerms, needsTerms, wholeFile, otherRegion } = settlementTexts[language];
  const read = (value: unknown) => {
    const found = readTerms(value);
    return 'terms' in found ? { value: found.terms } : found;
  };
  const terms = await readYamlInput(
    path,
    { read, right: 'terms', needs: needsTerms, invalid: invalidTerms, wholeFile },
    language,
  );
  if (terms.region !== region) throw new CommandRefused(otherRegion(path, terms.region, region));
  return terms;
}
