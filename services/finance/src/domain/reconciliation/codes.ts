import { residenceParameters } from '@regieboek/billing';
import type { RegionHistory } from '@regieboek/journal';
import { firstDayOf, type Month } from '@regieboek/kernel';
import { codeOn } from '@regieboek/residence';

/** Code of a municipality in a month: that of its successor after a reorganisation (herindeling, WPB-M1). */
export type CodeIn = (municipality: string, month: Month) => string;

/** Codes of municipalities in a region, by its own reorganisations and the national ones. */
export function codesIn({ definition }: RegionHistory): CodeIn {
  if (!definition) return (municipality) => municipality;
  const { mergers } = residenceParameters(definition);
  return (municipality, month) => codeOn(mergers, municipality, firstDayOf(month)) ?? municipality;
}
