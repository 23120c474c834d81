/** Municipality codes typed by a user: an unknown code would keep a balance for ever. */
import type { AllocationKey } from '@regieboek/billing';
import type { RegionDefinition } from '@regieboek/events';
import { isNationalMunicipality } from '@regieboek/ijw';
import { Refusal } from '@regieboek/kernel';
import type { SettlementTerms } from '../domain/settlement/settle.js';

/** Terms name unknown municipalities; the message lists all of them. Nothing was settled. */
export class UnknownMunicipality extends Refusal {
  override readonly name = 'UnknownMunicipality';
  constructor(region: string, codes: readonly string[]) {
    super(
      'invalid-input',
      'invalid',
      `the terms give ${codes.join(', ')} an advance or a share, but these are not municipalities of ${region} or of the country (CBS code): correct them`,
    );
  }
}

/** True when a code is a current municipality, or one that takes or took part in the region. */
export const isMunicipality = (code: string, definition: RegionDefinition | null | undefined): boolean =>
  isNationalMunicipality(code) || (definition?.municipalities ?? []).some((one) => one.code === code);

function codesOf(key: AllocationKey): string[] {
  if (key.model === 'fixed' || key.model === 'hybrid') return Object.keys(key.shares);
  if (key.model === 'use') return Object.keys(key.fallback);
  return Object.values(key.history).flatMap((shares) => Object.keys(shares));
}

/** Throws UnknownMunicipality when terms give an advance or a share to a code without a municipality. */
export function mustBeMunicipalities(
  { advances, solidarity }: SettlementTerms,
  region: string,
  definition: RegionDefinition | null,
): void {
  const named = [...advances.map(({ municipality }) => municipality), ...solidarity.flatMap(({ key }) => codesOf(key))];
  const unknown = [...new Set(named)].filter((code) => !isMunicipality(code, definition)).sort();
  if (unknown.length > 0) throw new UnknownMunicipality(region, unknown);
}
