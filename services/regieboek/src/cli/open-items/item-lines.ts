import { reasonInWords, waysOut, type OpenItem, type OpenWork } from '@regieboek/finance';
import { formatEuro, type Language } from '@regieboek/kernel';
import { table } from '../output.js';
import { openItemsTexts } from './texts.js';

/** Items that a table shows; a seal and a list name the way to all of them. */
export const ITEMS_SHOWN = 50;

const wordsOf = (reasons: readonly string[], language: Language): string =>
  reasons.map((reason) => reasonInWords(reason)[language]).join(' ');

const rowOf = (item: OpenItem, cents: number | null, language: Language): string[] => [
  item.item,
  item.youth ?? '',
  cents === null ? '' : formatEuro(cents),
  item.reasons.join(' '),
  wordsOf(item.reasons, language),
];

const isWork = (item: OpenItem | OpenWork): item is OpenWork => 'cents' in item;

/** A table of open items: the first ones, and how many more there are. */
export function itemTable(items: readonly (OpenItem | OpenWork)[], language: Language): string[] {
  if (items.length === 0) return [];
  const texts = openItemsTexts[language];
  const rows = items.slice(0, ITEMS_SHOWN).map((item) => rowOf(item, isWork(item) ? item.cents : null, language));
  const more = items.length > ITEMS_SHOWN ? [texts.more(items.length - ITEMS_SHOWN)] : [];
  return [...table(texts.columns, rows, [2]), ...more];
}

/** Ways out of the reasons among items, those of the first item with each reason as an example. */
export function wayLines(region: string, items: readonly OpenWork[], language: Language): string[] {
  const texts = openItemsTexts[language];
  const byReasons = Map.groupBy(items, ({ reasons }) => reasons.join(' '));
  return [...byReasons].flatMap(([reasons, own]) => {
    const [first] = own;
    const ways = first ? waysOut(region, first) : [];
    return [texts.wayTitle(reasons), ...ways.map(({ command, does }) => texts.way(does[language], command))];
  });
}
