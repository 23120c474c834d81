import { ListRefusals, type RefusedItem } from '@regieboek/finance';
import type { Language } from '@regieboek/kernel';
import type { FileResult } from '../../import/import-one.js';
import type { Ledger } from '../../process/ledger-as.js';
import { placeOf, reasonLines } from './refusal-lines.js';
import { refusalsTexts } from './texts.js';

/** A refused line and the file in which it was declared. */
interface RefusedInFile {
  readonly file: string;
  readonly item: RefusedItem;
}

/** Refused lines of imported declarations: some of them, and how many more there are in the region of the first. */
export interface RefusedInImport {
  readonly shown: readonly RefusedInFile[];
  readonly more: number;
  readonly region: string;
}

const refusedLines = ({ declaration }: FileResult): number =>
  declaration ? declaration.lines - declaration.approvedLines : 0;

/** Refused lines of the declarations in an import, at most `max` of them. */
export async function refusedInImport(
  ledger: Pick<Ledger, 'ask'>,
  results: readonly FileResult[],
  max: number,
): Promise<RefusedInImport> {
  const withRefused = results.filter((result) => refusedLines(result) > 0);
  const shown: RefusedInFile[] = [];
  for (const { file, region, declaration } of withRefused) {
    if (shown.length >= max || region === null || !declaration) break;
    const items = await ledger.ask(new ListRefusals(region, { declaration: declaration.id }));
    shown.push(...items.slice(0, max - shown.length).map((item) => ({ file, item })));
  }
  const all = withRefused.reduce((sum, result) => sum + refusedLines(result), 0);
  return { shown, more: all - shown.length, region: withRefused[0]?.region ?? '' };
}

/** Lines for people about the refused lines of an import, each with its file. */
export function refusedInImportLines(
  { shown, more, region }: RefusedInImport,
  nameOf: (file: string) => string,
  language: Language,
): string[] {
  if (shown.length === 0) return [];
  const texts = refusalsTexts[language];
  return [
    texts.inImport,
    ...shown.flatMap(({ file, item }) => [
      `  ${nameOf(file)}: ${placeOf(item, language)}`,
      ...reasonLines(item, language).map((text) => `    ${text}`),
    ]),
    ...(more > 0 ? [texts.moreInImport(more, region)] : []),
  ];
}
