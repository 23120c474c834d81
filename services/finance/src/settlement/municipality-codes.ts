/** Codes of municipalities that somebody typed: one that nobody has would owe or be owed for ever. */
import type { AllocationKey } from '@regieboek/billing';
import type { RegionDefinition } from '@regieboek/events';
import { municipalities } from '@regieboek/ijw';
import type { SettlementTerms } from '../domain/settle.js';

const nationalCodes = new Set(municipalities.map(([code]) => code));

/** Terms name municipalities that there are not; the message names them all. Nothing was settled. */
export class UnknownMunicipality extends Error {
  override readonly name = 'UnknownMunicipality';
  constructor(region: string, codes: readonly string[]) {
    super(
      `the terms give ${codes.join(', ')} an advance or a share, and that is no municipality of ${region} nor of the country (CBS code): correct it`,
    );
  }
}

/** Whether a code is of a municipality of today, or of one that takes or took part in the region. */
export const isMunicipality = (code: string, definition: RegionDefinition | null | undefined): boolean =>
  nationalCodes.has(code) || (definition?.municipalities ?? []).some((one) => one.code === code);

function codesOf(key: AllocationKey): string[] {
  if (key.model === 'fixed' || key.model === 'hybrid') return Object.keys(key.shares);
  if (key.model === 'use') return Object.keys(key.fallback);
  return Object.values(key.history).flatMap((shares) => Object.keys(shares));
}

/** Throws UnknownMunicipality when terms give an advance or a share to a code that is of no municipality. */
export function mustBeMunicipalities(
  { advances, solidarity }: SettlementTerms,
  region: string,
  definition: RegionDefinition | null,
): void {
  const named = [...advances.map(({ municipality }) => municipality), ...solidarity.flatMap(({ key }) => codesOf(key))];
  const unknown = [...new Set(named)].filter((code) => !isMunicipality(code, definition)).sort();
  if (unknown.length > 0) throw new UnknownMunicipality(region, unknown);
}
