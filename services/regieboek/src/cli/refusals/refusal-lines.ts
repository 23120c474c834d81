import { reasonsOf, type RefusedItem } from '@regieboek/finance';
import type { Language } from '@regieboek/kernel';
import { refusalsTexts } from './texts.js';

/** Reasons of a refusal, a line each. */
export const reasonLines = (item: Pick<RefusedItem, 'codes' | 'faults'>, language: Language): string[] =>
  reasonsOf(item, language).map(({ code, text, remedy }) =>
    refusalsTexts[language].reason(code === null ? '' : `${code} `, text, remedy),
  );

/** Place of a refusal in its declaration. */
export function placeOf({ line, reference, assignment }: RefusedItem, language: Language): string {
  const texts = refusalsTexts[language];
  return line === null ? texts.whole : texts.line(line, reference ?? '', assignment ?? 0);
}

/** Lines for people about refusals, under a heading per declaration. */
export function refusalLines(items: readonly RefusedItem[], language: Language): string[] {
  const texts = refusalsTexts[language];
  const byDeclaration = Map.groupBy(items, ({ declaration }) => declaration);
  return [...byDeclaration.values()].flatMap((own) => {
    const [first] = own;
    const { provider, number, period } = first ?? { provider: null, number: null, period: null };
    return [
      provider === null ? texts.unread : texts.heading(provider, number ?? '', period ?? ''),
      ...own.flatMap((item) => [
        `  ${placeOf(item, language)}`,
        ...reasonLines(item, language).map((text) => `    ${text}`),
      ]),
    ];
  });
}
