import { Refusal, type Sentence } from '@regieboek/kernel';
import { nearest } from '@regieboek/platform';
import type { RegionNames } from './region-names.js';

/** A provider and a municipality by which a list is filtered. */
interface Parties {
  readonly provider?: string | undefined;
  readonly municipality?: string | undefined;
}

/** Codes that are listed when none resembles the given one. */
const LISTED_MAX = 10;

/** The code that was meant, with its name; otherwise the first known ones. */
function suggestion(code: string, known: readonly string[], nameOf: (code: string) => string): Sentence {
  const meant = nearest(code, known);
  const named = (one: string): string => `${one} (${nameOf(one)})`;
  if (meant !== undefined) return { en: `did you mean ${named(meant)}?`, nl: `bedoelde u ${named(meant)}?` };
  const listed = known.slice(0, LISTED_MAX).map(named).join(', ');
  return { en: `known: ${listed}`, nl: `bekend: ${listed}` };
}

/** Throws a Refusal with a suggestion for a provider without contract or declaration, or a municipality outside the region. */
export function mustBeKnownParties(names: RegionNames, region: string, { provider, municipality }: Parties): void {
  if (provider !== undefined && !names.providers.includes(provider)) {
    const meant = suggestion(provider, names.providers, names.provider);
    throw new Refusal('unknown-provider', 'invalid', {
      en: `provider ${provider} has no contract and no declaration in region ${region}; ${meant.en}`,
      nl: `aanbieder ${provider} heeft geen contract en geen declaratie in jeugdregio ${region}; ${meant.nl}`,
    });
  }
  if (municipality === undefined || names.municipalities.includes(municipality)) return;
  const meant = suggestion(municipality, names.municipalities, names.municipality);
  throw new Refusal('unknown-municipality', 'invalid', {
    en: `municipality ${municipality} is not in region ${region}; ${meant.en}`,
    nl: `gemeente ${municipality} hoort niet bij jeugdregio ${region}; ${meant.nl}`,
  });
}
