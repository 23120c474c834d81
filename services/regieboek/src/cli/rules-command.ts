import { ruleSets } from '@regieboek/billing';
import { fromDay } from '@regieboek/kernel';
import { table, type Output } from './output.js';
import { outputTexts } from './texts.js';

/** `regieboek rules`: the versions of the rules, their first days and their descriptions. */
export function rulesCommand({ json }: { readonly json?: boolean }, output: Output): void {
  const versions = ruleSets.all.map(({ version, from, description }) => ({
    version,
    from: from === null ? null : fromDay(from),
    description,
  }));
  if (json) return output.json(versions);
  const { ruleColumns, onlyWhenNamed } = outputTexts[output.language];
  const rows = versions.map(({ version, from, description }) => [version, from ?? onlyWhenNamed, description]);
  for (const line of table(ruleColumns, rows, [])) output.line(line);
}
