import { Faults, withoutBsn, type Language } from '@regieboek/kernel';
import { readYaml } from '@regieboek/platform';
import { readTerms, type Terms, type TermsFault } from '@regieboek/finance';
import { faultText } from '../faults/fault-lines.js';
import { wrongFile } from '../faults/wrong-file.js';
import { CommandRefused } from '../output.js';
import { readText } from '../read-text.js';
import { settlementTexts } from './texts.js';

/** The terms, or their faults with lines; `name` is the name of the file in them. */
function termsIn(text: string, name: string, language: Language): Terms {
  const { invalidTerms, wholeFile } = settlementTexts[language];
  const found = new Faults<string>();
  const refuse = (): never => {
    const lines = [...found.kept, ...(found.more === null ? [] : [found.more])].map((line) => `  ${withoutBsn(line)}`);
    throw new CommandRefused([invalidTerms, ...lines].join('\n'));
  };
  const yaml = readYaml(text);
  if ('faults' in yaml) {
    for (const { line, text: fault } of yaml.faults) found.add(`${name}:${line}: ${faultText(fault, language)}`);
    return refuse();
  }
  const read = readTerms(yaml.value);
  if ('terms' in read) return read.terms;
  const said = ({ path, text: fault, key }: TermsFault): string => {
    const line = yaml.lineOf(key === undefined ? path : [...path, key]);
    return `${name}:${line}: ${path.map(String).join('.') || wholeFile}: ${faultText(fault, language)}`;
  };
  for (const fault of read.faults) found.add(said(fault));
  return refuse();
}

/** Terms of payment of a region from a file (docs/payments-file.md). Throws CommandRefused with all faults at once. */
export async function readTermsFile(path: string, region: string, language: Language): Promise<Terms> {
  const text = await readText(path, language);
  const wrong = wrongFile({ path, text, right: 'terms' }, settlementTexts[language].needsTerms, language);
  if (wrong !== undefined) throw new CommandRefused(wrong);
  const terms = termsIn(text, path, language);
  if (terms.region !== region)
    throw new CommandRefused(settlementTexts[language].otherRegion(path, terms.region, region));
  return terms;
}
