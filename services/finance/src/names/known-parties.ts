import { Refusal, type Sentence } from '@regieboek/kernel';
import { nearest } from '@regieboek/platform';
import type { RegionNames } from './region-names.js';

/** A provider and a municipality by which something is selected. */
interface Parties {
  readonly provider?: string | undefined;
  readonly municipality?: string | undefined;
}

/** Codes that are listed when none resembles the given one. */
const LISTED_MAX = 30;

/** The code that was meant, also by its name; otherwise the known ones. */
function remedyFor(code: string, known: readonly string[], nameOf: (code: string) => string): Sentence {
  const named = (one: string): string => (nameOf(one) === '' ? one : `${one} (${nameOf(one)})`);
  const meant = nearest(code, known) ?? known.find((one) => nearest(code, [nameOf(one)]) !== undefined);
  if (meant !== undefined) return { en: `did you mean ${named(meant)}?`, nl: `bedoelde u ${named(meant)}?` };
  if (known.length === 0)
    return {
      en: 'none is known: import contracts first',
      nl: 'er is er geen bekend: importeer eerst contracten',
    };
  const listed = `${known.slice(0, LISTED_MAX).map(named).join(', ')}${known.length > LISTED_MAX ? ', …' : ''}`;
  return { en: `known: ${listed}`, nl: `bekend: ${listed}` };
}

/** Throws a Refusal with a remedy for a provider without contract or declaration, or a municipality outside the region. */
export function mustBeKnownParties(names: RegionNames, region: string, { provider, municipality }: Parties): void {
  if (provider !== undefined && !names.providers.includes(provider)) {
    const { en, nl } = remedyFor(provider, names.providers, names.provider);
    throw new Refusal('unknown-provider', 'invalid', {
      en: `provider ${provider} has no contract and no declaration in region ${region}: ${en}`,
      nl: `aanbieder ${provider} heeft geen contract en geen declaratie in jeugdregio ${region}: ${nl}`,
    });
  }
  if (municipality === undefined || names.municipalities.includes(municipality)) return;
  const { en, nl } = remedyFor(municipality, names.municipalities, names.municipality);
  throw new Refusal('unknown-municipality', 'invalid', {
    en: `municipality ${municipality} is not one of region ${region}: ${en}`,
    nl: `gemeente ${municipality} hoort niet bij jeugdregio ${region}: ${nl}`,
  });
}
