import { fromDay, type Language } from '@regieboek/kernel';
import type { Sheet } from '@regieboek/sheets';
import type { MadeForecast } from '../queries/get-forecast.js';

const headings = {
  nl: {
    sheet: 'prognose',
    day: 'nacht',
    median: 'mediaan',
    low: (share: number) => `ondergrens ${share} %`,
    high: (share: number) => `bovengrens ${share} %`,
  },
  en: {
    sheet: 'forecast',
    day: 'night',
    median: 'median',
    low: (share: number) => `low ${share} %`,
    high: (share: number) => `high ${share} %`,
  },
} as const;

/** A forecast as a sheet, a row per night. */
export function forecastSheet({ forecast }: MadeForecast, language: Language): Sheet {
  const texts = headings[language];
  const bands = [50, 80, 90].flatMap((share) => [
    { key: `low${share}`, heading: texts.low(share), kind: 'integer' as const },
    { key: `high${share}`, heading: texts.high(share), kind: 'integer' as const },
  ]);
  return {
    name: texts.sheet,
    columns: [
      { key: 'day', heading: texts.day, kind: 'day' },
      { key: 'median', heading: texts.median, kind: 'integer' },
      ...bands,
    ],
    rows: forecast.nights.map(({ day, median, band50, band80, band90 }) => [
      ...[fromDay(day), median, ...band50, ...band80, ...band90],
    ]),
  };
}
