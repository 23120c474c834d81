/**
 * Writes `docs/ijw-rules.md`, every rule of iJw 3.2 with its check or the reason it has none, from the entries that do the
 * checking: `npm run ijw-rules`. With `--check` it writes nothing and fails when the document differs from the entries.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { build } from './build.mjs';

const file = join(fileURLToPath(import.meta.url), '..', '..', 'docs', 'ijw-rules.md');
await build();
const { defaultSettings, ruleCatalogue, uncheckedRules } = await import('@regieboek/ijw');

const row = (...cells) => `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
const short = (messages) => messages.map((message) => message.replace('JW', '')).join(', ');
const sorted = [...uncheckedRules].sort((a, b) => (a.rule < b.rule ? -1 : 1));

const text = `# Rules of iJw 3.2

Made by \`npm run ijw-rules\` from the entries in \`libs/ijw/src\`; do not edit. Sentences are in Dutch, as a receiver gets
them. Level 1 is the XSD: the reader checks all of it, RS001 to RS048 included, and answers with a transport error, not a
code. Levels 2 (inside the message), 3 (against earlier messages) and 4 (against other sources) are the rules below.

## Checked

Per rule and place. A rule without code is broken by the sender of a JW325, to which there is no retour.

${row('Rule', 'Level', 'Code', 'Messages', 'Place', 'Sentence')}
${row('---', '---', '---', '---', '---', '---')}
${ruleCatalogue.map(({ rule, level, code, messages, on, sentence }) => row(rule, level, code ?? '', short(messages), on, sentence)).join('\n')}

## Without a check of their own

${row('Rule', 'Messages', 'What it says', 'Why')}
${row('---', '---', '---', '---')}
${sorted.map(({ rule, messages, sentence, reason }) => row(rule, short(messages), sentence, reason)).join('\n')}

## Where sources contradict each other

Each is a field of \`Settings\` (\`libs/ijw/src/settings.ts\` names the sources); these are the defaults.

${row('Setting', 'Default')}
${row('---', '---')}
${Object.entries(defaultSettings)
  .map(([setting, value]) => row(`\`${setting}\``, value))
  .join('\n')}

## Choices without a setting

- TR374 hangs on no class in the rule list, and there on the JW325 instead of the JW315. It is checked on JW315 and JW317,
  and its code stands on Client.
- TR382 answers with 9069, as the rule list binds it; the page of codes names 9069 at TR069, which is gone.
- The same ReferentieNummer twice in one declaration: TR101 (0001) within one client, TR314 (8021) on both lines otherwise.
- TR379 judges a reference that is there. One that is missing cannot be judged: only the sender knows what it honours.
- TR326 speaks of the assignment; where care goes without one, of the product.
- TR056 on DeclaratieIdentificatie of a JW325 is read as: a declaration is answered once.
- TR373 judges a budget or volume that is asked to be another; the same one with another end date is an extension.
`;

const wanted = await format(text, { parser: 'markdown', printWidth: 120 });
if (process.argv.includes('--check')) {
  const isSame = existsSync(file) && readFileSync(file, 'utf8') === wanted;
  if (!isSame) {
    console.error('docs/ijw-rules.md: not what the entries say; run: npm run ijw-rules');
    process.exitCode = 1;
  } else console.log(`ijw rules: ${ruleCatalogue.length} checked, ${uncheckedRules.length} without check, as declared`);
} else {
  writeFileSync(file, wanted);
  console.log(`ijw rules: ${ruleCatalogue.length} checked, ${uncheckedRules.length} without check, written`);
}
