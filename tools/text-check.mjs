/**
 * Checks the repository's own text: no unfinished work, no paths of one machine, no registries, no skipped tests, no
 * folders with meaningless names. Prints every fault with its place and exits with 1 when there is one.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(fileURLToPath(import.meta.url), '..', '..');

/** Files that contain these words because they search for them. */
const itself = new Set(['tools/text-check.mjs', 'tools/text-check.spec.ts']);

const isTest = (file) => /\.(spec|long)\.ts$|\/(test|conformance|bench)\//.test(file);

/** Phrases that are not standard English, with what to write instead. */
const dialect = [
  [/\bso many\b/i, 'write "this many", or name the number'],
  [
    /(?<!\b[Tt]here )\b(is|are|was|were) no (?!longer|more|less|one\b|doubt)[a-z]+/,
    'write "is not a …" or "must be …"',
  ],
  [/\b(held|holds?) against\b/, 'write "compared with"'],
  [/\blets? (an? |the )?[a-z]+ pass\b/, 'write "waives", "accepts" or "ignores"'],
  [/\w anew(?= [a-z]|[.;:,]?$|[.,;] )/, 'write "again", "from scratch" or "rebuilt"'],
  [/\b(taken|takes|took|taking) in\b|\b(taken|takes?|taking) up again\b/, 'write "imported", "processed" or "retried"'],
  [/\b(rests?|rested|resting) on\b/, 'name the inputs, or write "uses"'],
  [/\bbears? on\b/, 'write "affects" or "decides"'],
  [/\bas (the |a )?[A-Za-z]+ (has|have) (it|them)\b/, 'write "according to …" or "from …"'],
  [/\b(whoever|anyone who)\b/i, 'name the reader, the caller or the client'],
  [/\bput to a person\b/, 'write "needs review"'],
  [/\bsays? nothing (of|about)\b|\bsays? of\b/, 'write "does not affect" or "states"'],
  [/\bmade again from\b/, 'write "rebuilt from"'],
];

/** Patterns that may not occur in a line, with the remedy and the files that are exempt. */
const rules = [
  { pattern: /\b(TODO|FIXME|XXX|HACK)\b/, text: 'unfinished work: finish it, or write down what is left out' },
  {
    pattern: /(?<![\w.])\/(work|home|root|Users)\//,
    text: 'a path of one machine: make it relative to the repository',
  },
  { pattern: /\bregistry\.\w+\.(org|com|io)\b|\bregistry\s*=\s*https?:/i, text: 'a package registry' },
  { pattern: /\b(describe|it|test)\.(only|skip|todo)\b|\b([fx]describe|[fx]it)\(/, text: 'a test that is left out' },
  { pattern: /\.\.\/shared\b/, text: 'a folder outside the repository', except: isTest },
  ...dialect.map(([pattern, text]) => ({ pattern, text })),
];

const emptyNames = /^(common|shared|utils?|core|helpers?|managers?|misc)(\.[a-z]+)*$/;

/** Faults of one file: place and remedy. */
export function faultsIn(file, content) {
  const name = file.split('/').find((part) => emptyNames.test(part));
  const named = name ? [`${file}: the name ${name} says nothing: name what is in it`] : [];
  const lines = content
    .split('\n')
    .flatMap((line, i) =>
      rules
        .filter(({ pattern, except }) => pattern.test(line) && !except?.(file))
        .map(({ text }) => `${file}:${i + 1}: ${text}`),
    );
  return [...named, ...lines];
}

const text = /\.(ts|mjs|js|json|ya?ml|md|sql|sh|html|css|toml|example)$|^(run|Dockerfile|LICENSE|\.[a-z]+)$/;

function filesOfRepository() {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root });
  return listed.toString('utf8').split('\0').filter(Boolean);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const files = filesOfRepository().filter((file) => text.test(basename(file)) && !itself.has(file));
  const faults = files.flatMap((file) => {
    try {
      return faultsIn(file, readFileSync(join(root, file), 'utf8'));
    } catch (error) {
      if (error.code === 'ENOENT') return []; // deleted, not committed yet
      throw error;
    }
  });
  for (const fault of faults) console.error(fault);
  if (faults.length > 0) process.exitCode = 1;
  else console.log(`text: ${files.length} files, no faults`);
}
