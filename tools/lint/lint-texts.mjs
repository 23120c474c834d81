/**
 * Lints texts as if they were files of this repository. Reads `[{ "file": path, "code": text }]` from standard input
 * and prints, in the same order, the reports of each: `[[{ "rule": …, "text": … }]]`.
 */
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

const eslint = new ESLint({ cwd: fileURLToPath(new URL('../..', import.meta.url)) });
const reports = [];
for (const { file, code } of JSON.parse(await text(process.stdin))) {
  const [result] = await eslint.lintText(code, { filePath: file });
  reports.push((result?.messages ?? []).map(({ ruleId, message }) => ({ rule: ruleId, text: message })));
}
process.stdout.write(JSON.stringify(reports));
