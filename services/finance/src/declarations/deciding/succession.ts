import type { RegionDefinition } from '@regieboek/events';
import { residenceParameters, hasMergedInto } from '@regieboek/billing';
import { defaultParameters } from '@regieboek/residence';

/** True when a municipality is the legal successor of another one, by regional and national reorganisations. */
export function successionIn(
  definition: RegionDefinition | null,
): (municipality: string, predecessor: string) => boolean {
  const { mergers } = definition ? residenceParameters(definition) : defaultParameters;
  return (municipality, predecessor) => hasMergedInto(mergers, predecessor, municipality);
}
