import type { Language } from '@regieboek/kernel';
import type { Sheet, SheetRow } from '@regieboek/sheets';
import type { Measured } from '../domain/metrics/measure.js';
import type { MeasuredFigures } from '../queries/get-figures.js';

const headings = {
  nl: {
    sheet: 'cijfers',
    figure: 'cijfer',
    name: 'naam',
    of: 'uitsplitsing',
    value: 'waarde',
    unit: 'eenheid',
    low: 'ondergrens 95 %',
    high: 'bovengrens 95 %',
    basis: 'waarnemingen',
    note: 'toelichting',
    definition: 'definitie',
    source: 'bron',
  },
  en: {
    sheet: 'figures',
    figure: 'figure',
    name: 'name',
    of: 'of',
    value: 'value',
    unit: 'unit',
    low: 'low 95 %',
    high: 'high 95 %',
    basis: 'observations',
    note: 'note',
    definition: 'definition',
    source: 'source',
  },
} as const;

const rowsOf = ({ metric, figures }: Measured, language: Language): SheetRow[] =>
  figures.map(({ of, value, interval, basis, note }) => [
    ...[metric.key, metric.name[language], of, value, metric.unit, interval?.[0], interval?.[1], basis],
    ...[note?.[language], metric.definition[language], metric.source],
  ]);

/** Figures as a sheet: amounts in whole cents, shares from 0 to 1, as in JSON. */
export function figuresSheet({ figures }: MeasuredFigures, language: Language): Sheet {
  const texts = headings[language];
  const column = (key: Exclude<keyof typeof texts, 'sheet'>, kind: 'text' | 'number' | 'integer' = 'text') => ({
    ...{ key, heading: texts[key], kind },
  });
  return {
    name: texts.sheet,
    columns: [
      ...[column('figure'), column('name'), column('of'), column('value', 'number'), column('unit')],
      ...[column('low', 'number'), column('high', 'number'), column('basis', 'integer'), column('note')],
      ...[column('definition'), column('source')],
    ],
    rows: figures.flatMap((one) => rowsOf(one, language)),
  };
}
