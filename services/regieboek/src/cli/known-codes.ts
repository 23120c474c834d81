import { ListContracts, ListRegions } from '@regieboek/contracts';
import type { Language } from '@regieboek/kernel';
import { nearest } from '@regieboek/platform';
import type { Ledger } from '../process/ledger-as.js';
import { bilingual } from './language/language.js';
import { CommandRefused } from './output.js';

/** A code with the name of what it stands for. */
interface Named {
  readonly code: string;
  readonly name: string;
}

/** Codes that are named in a refusal; with more, the nearest one is the remedy. */
const SHOWN_MAX = 30;

const texts = bilingual({
  en: {
    municipality: (code: string, region: string) => `municipality ${code} is not one of region ${region}`,
    provider: (code: string, region: string) => `provider ${code} has no contract in region ${region}`,
    meant: (one: string) => `did you mean ${one}?`,
    known: (all: string) => `known: ${all}`,
    none: 'none is known: import contracts first',
  },
  nl: {
    municipality: (code, region) => `gemeente ${code} hoort niet bij jeugdregio ${region}`,
    provider: (code, region) => `aanbieder ${code} heeft geen contract in jeugdregio ${region}`,
    meant: (one) => `bedoelde u ${one}?`,
    known: (all) => `bekend: ${all}`,
    none: 'er is er geen bekend: importeer eerst contracten',
  },
});

const shown = ({ code, name }: Named): string => `${code} (${name})`;

/** Remedy for an unknown code: the one that was most likely meant, or the known ones. */
function remedyFor(code: string, known: readonly Named[], language: Language): string {
  const { meant, known: list, none } = texts[language];
  const near = nearest(
    code,
    known.map((one) => one.code),
  );
  const found = known.find((one) => one.code === near) ?? known.find(({ name }) => nearest(code, [name]) !== undefined);
  if (found) return meant(shown(found));
  if (known.length === 0) return none;
  return list(`${known.slice(0, SHOWN_MAX).map(shown).join(', ')}${known.length > SHOWN_MAX ? ', …' : ''}`);
}

/** Throws CommandRefused, with the code that was most likely meant, unless a municipality takes or took part in a region. */
export async function mustKnowMunicipality(
  ledger: Ledger,
  { region, code }: { readonly region: string; readonly code: string | undefined },
  language: Language,
): Promise<void> {
  if (code === undefined) return;
  const regions = await ledger.ask(new ListRegions());
  const known = regions.find((one) => one.region === region)?.municipalities ?? [];
  if (known.some((one) => one.code === code)) return;
  throw new CommandRefused(`${texts[language].municipality(code, region)}: ${remedyFor(code, known, language)}`);
}

/** The same for a provider with a contract in a region. */
export async function mustKnowProvider(
  ledger: Ledger,
  { region, code }: { readonly region: string; readonly code: string | undefined },
  language: Language,
): Promise<void> {
  if (code === undefined) return;
  const contracts = await ledger.ask(new ListContracts(region));
  if (contracts.some(({ provider }) => provider === code)) return;
  const known = contracts.map(({ provider, name }) => ({ code: provider, name }));
  throw new CommandRefused(`${texts[language].provider(code, region)}: ${remedyFor(code, known, language)}`);
}
