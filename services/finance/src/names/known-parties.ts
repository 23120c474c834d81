import { Refusal } from '@regieboek/kernel';
import { nearest } from '@regieboek/platform';
import type { RegionNames } from './region-names.js';

/** A provider and a municipality by which a list is filtered. */
interface Parties {
  readonly provider?: string | undefined;
  readonly municipality?: string | undefined;
}

const suggestion = (code: string, known: readonly string[], nameOf: (code: string) => string): string => {
  const meant = nearest(code, known);
  return meant === undefined ? known.slice(0, 10).join(', ') : `${meant} (${nameOf(meant)})?`;
};

/** Throws a Refusal with a suggestion for a provider without a contract, or a municipality that the region does not have. */
export function mustBeKnownParties(names: RegionNames, region: string, { provider, municipality }: Parties): void {
  if (provider !== undefined && !names.providers.includes(provider)) {
    const meant = suggestion(provider, names.providers, names.provider);
    throw new Refusal('unknown-provider', 'invalid', {
      en: `no provider ${provider} has a contract in region ${region}; did you mean ${meant}`,
      nl: `aanbieder ${provider} heeft geen contract in regio ${region}; bedoelde u ${meant}`,
    });
  }
  if (municipality === undefined || names.municipalities.includes(municipality)) return;
  const meant = suggestion(municipality, names.municipalities, names.municipality);
  throw new Refusal('unknown-municipality', 'invalid', {
    en: `municipality ${municipality} is not in region ${region}; did you mean ${meant}`,
    nl: `gemeente ${municipality} hoort niet bij regio ${region}; bedoelde u ${meant}`,
  });
}
