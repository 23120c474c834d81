/** Measures the shape of the sources: sizes of folders, files and functions, circles of imports, tests per source line. */
import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import ts from 'typescript';

const isTest = (file: string): boolean =>
  /\.(spec|long|external|scenario)\.ts$|^[^/]+\/[^/]+\/(test|conformance|bench)\/|\/src\/testing\//.test(file);
const isGenerated = (file: string): boolean => file.includes('/generated/');

/** Product sources among the files of the repository. */
export const productFiles = (files: readonly string[]): string[] =>
  files.filter((file) => /^(libs|services)\/[^/]+\/src\/.*\.ts$/.test(file) && !isTest(file) && !isGenerated(file));

/** Test sources of the packages among the files of the repository. */
export const testFiles = (files: readonly string[]): string[] =>
  files.filter((file) => /^(libs|services)\/.*\.ts$/.test(file) && isTest(file));

const linesOf = (text: string): number => text.split('\n').length - (text.endsWith('\n') ? 1 : 0);

/** Lines of a file in the repository. */
export const linesIn = (root: string, file: string): number => linesOf(readFileSync(join(root, file), 'utf8'));

/** Lines of tests for each line of product source below some folder: 0 when there is no source. */
export function testShare(folder: string, files: readonly string[], linesOfFile: (file: string) => number): number {
  const own = files.filter((file) => file.startsWith(`${folder}/`));
  const sum = (names: readonly string[]): number => names.reduce((lines, file) => lines + linesOfFile(file), 0);
  const source = sum(productFiles(own));
  return source === 0 ? 0 : sum(testFiles(own)) / source;
}

/** Median, 90th percentile and largest of some numbers. */
interface Spread {
  readonly median: number;
  readonly p90: number;
  readonly most: number;
}

/** Spread of some numbers; zeros for none. */
export function spread(numbers: readonly number[]): Spread {
  const sorted = numbers.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { median: at(0.5), p90: at(0.9), most: sorted.at(-1) ?? 0 };
}

/** The limits that a spread breaks, each as a phrase. */
export const brokenLimits = (found: Spread, limits: Spread): string[] =>
  (['median', 'p90', 'most'] as const)
    .filter((name) => found[name] > limits[name])
    .map((name) => `${name} is ${found[name]}, and the limit is ${limits[name]}`);

/** Product files of each folder, fullest folder first. */
export function folderSizes(files: readonly string[]): { folder: string; files: number }[] {
  const byFolder = Map.groupBy(files, (file) => dirname(file));
  return [...byFolder]
    .map(([folder, own]) => ({ folder, files: own.length }))
    .toSorted((a, b) => b.files - a.files || a.folder.localeCompare(b.folder, 'en'));
}

/** Verbs with which names of commands and queries begin. */
const verbs = new Set(['get', 'list']);

/** Name prefixes shared by three files of a folder: each should be a folder. Verbs of commands and queries do not count. */
export function sharedPrefixes(files: readonly string[]): string[] {
  const byPrefix = Map.groupBy(
    files.filter((file) => basename(file).includes('-') && !verbs.has(basename(file).split('-')[0] ?? '')),
    (file) => join(dirname(file), basename(file).split('-')[0] ?? ''),
  );
  return [...byPrefix].filter(([, own]) => own.length >= 3).map(([prefix, own]) => `${prefix}-* (${own.length})`);
}

/** Lines of every function with a block body in a source text. */
export function functionLengths(text: string): number[] {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  const lengths: number[] = [];
  const lineAt = (position: number): number => source.getLineAndCharacterOfPosition(position).line;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body && ts.isBlock(node.body))
      lengths.push(lineAt(node.getEnd()) - lineAt(node.getStart()) + 1);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return lengths;
}

/** Explicit `any` and non-null assertions in a source text. */
export function escapes(text: string): number {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  let found = 0;
  const visit = (node: ts.Node): void => {
    if (node.kind === ts.SyntaxKind.AnyKeyword || ts.isNonNullExpression(node)) found += 1;
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Files that each file imports by a relative path, type-only imports included. */
export function importsOf(root: string, files: readonly string[]): Map<string, string[]> {
  const known = new Set(files);
  return new Map(
    files.map((file) => {
      const { importedFiles } = ts.preProcessFile(readFileSync(join(root, file), 'utf8'), true, true);
      const targets = importedFiles
        .filter(({ fileName }) => fileName.startsWith('.'))
        .map(({ fileName }) => join(dirname(file), fileName).replace(/\.js$/, '.ts'));
      return [file, targets.filter((target) => known.has(target) || existsSync(join(root, target)))];
    }),
  );
}

/** Groups of files that import each other in a circle (strongly connected, by Tarjan), type-only imports included. */
export function circles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const numbers = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (file: string): number => {
    const number = numbers.size;
    numbers.set(file, number);
    lowest.set(file, number);
    stack.push(file);
    for (const target of imports.get(file) ?? []) {
      const seen = numbers.get(target);
      if (seen === undefined) lowest.set(file, Math.min(lowest.get(file) ?? number, visit(target)));
      else if (stack.includes(target)) lowest.set(file, Math.min(lowest.get(file) ?? number, seen));
    }
    const least = lowest.get(file) ?? number;
    if (least === number) {
      const group = stack.splice(stack.indexOf(file));
      if (group.length > 1) found.push(group.toSorted());
    }
    return least;
  };
  for (const file of imports.keys()) if (!numbers.has(file)) visit(file);
  return found;
}
