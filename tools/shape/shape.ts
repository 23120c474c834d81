/**
 * `npm run shape`: prints the shape of the sources with its goals; `--check` fails when a limit is broken. Goals are aims;
 * `npm run check` enforces the limits.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  brokenLimits,
  circles,
  escapes,
  folderSizes,
  functionLengths,
  importsOf,
  linesIn,
  productFiles,
  sharedPrefixes,
  spread,
  testShare,
} from './measure.ts';

const FOLDER_FILES_MAX = 14;
/** Minimum number of test lines per line of source. */
const TEST_SHARE_MIN = 0.8;
const SHOWN = 15;
/** Maximum number of lines: median, 90th percentile and longest. */
const FILE_LINES_MAX = { median: 60, p90: 150, most: 300 };
const FUNCTION_LINES_MAX = { median: 10, p90: 30, most: 60 };

const root = join(fileURLToPath(import.meta.url), '..', '..', '..');
const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
const existing = new Set(execFileSync('git', ['ls-files', '-z', '--deleted'], { cwd: root }).toString().split('\0'));
const files = listed
  .toString('utf8')
  .split('\0')
  .filter((file) => file !== '' && !existing.has(file));
const product = productFiles(files);
const texts = product.map((file) => readFileSync(join(root, file), 'utf8'));

const folders = folderSizes(product);
const full = folders.filter((folder) => folder.files > FOLDER_FILES_MAX);
const perFile = spread(product.map((file) => linesIn(root, file)));
const perFunction = spread(texts.flatMap(functionLengths));
const tooLong = [
  ...brokenLimits(perFile, FILE_LINES_MAX).map((limit) => `lines of a file: ${limit}`),
  ...brokenLimits(perFunction, FUNCTION_LINES_MAX).map((limit) => `lines of a function: ${limit}`),
];
const found = circles(importsOf(root, product));
const loose = texts.reduce((sum, text) => sum + escapes(text), 0);

const linesOf = (names: readonly string[]): number => names.reduce((sum, file) => sum + linesIn(root, file), 0);
/** Packages with a minimum ratio of test lines to source lines. */
const shares = ['libs/journal', 'libs/platform'].map((folder) => ({
  folder,
  share: testShare(folder, files, (file) => linesIn(root, file)),
}));
const untested = shares.filter(({ share }) => share < TEST_SHARE_MIN);

console.log(`product files                     ${product.length}, ${linesOf(product)} lines`);
console.log(
  `lines of a file                   ${Object.values(perFile).join(' / ')}   (limit ${Object.values(FILE_LINES_MAX).join(' / ')}: median, p90, most)`,
);
console.log(
  `lines of a function               ${Object.values(perFunction).join(' / ')}   (limit ${Object.values(FUNCTION_LINES_MAX).join(' / ')}, functions with a block)`,
);
console.log(`any and !                         ${loose}   (limit 0)`);
console.log(`circles of imports, types too     ${found.length}   (limit 0)`);
for (const circle of found.slice(0, SHOWN)) console.log(`    ${circle.join(' <-> ')}`);
console.log(
  `test lines a source line          ${shares.map(({ folder, share }) => `${folder} ${share.toFixed(2)}`).join(', ')}   (limit ${TEST_SHARE_MIN})`,
);
console.log(`folders of more than ${FOLDER_FILES_MAX} files       ${full.length}   (limit 0, goal 12)`);
for (const { folder, files: count } of full.slice(0, SHOWN)) console.log(`    ${folder}: ${count}`);
const prefixes = sharedPrefixes(product);
console.log(`prefixes that three files share   ${prefixes.length}   (goal 0)`);
for (const prefix of prefixes.slice(0, SHOWN)) console.log(`    ${prefix}`);

if (process.argv.includes('--check') && (full.length > 0 || found.length > 0 || loose > 0)) {
  console.error(
    'the shape breaks a limit: split the folder by subject, or turn an import around (docs/architecture.md)',
  );
  process.exitCode = 1;
}
if (process.argv.includes('--check') && untested.length > 0) {
  console.error(
    `the tests of ${untested.map(({ folder }) => folder).join(' and ')} fall behind the source: test what is new (docs/testing.md)`,
  );
  process.exitCode = 1;
}
if (process.argv.includes('--check') && tooLong.length > 0) {
  console.error(`${tooLong.join('; ')}: split what holds two subjects (docs/architecture.md)`);
  process.exitCode = 1;
}
