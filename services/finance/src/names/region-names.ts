import { namesIn } from '../billing/billing.js';
import type { DeclarationList } from '../read-model/declarations/queries.js';
import type { ContractsCopy } from '@regieboek/platform';

/** Names beside codes, for documents. */
export interface RegionNames {
  /** Name of a provider by its contract; empty when it has none. */
  readonly provider: (agb: string) => string;
  /** Name of a municipality by the list of the region, otherwise by the national one; its code when neither has it. */
  readonly municipality: (code: string) => string;
  /** Codes of the providers with a contract or a declaration, and of the municipalities of the region. */
  readonly providers: readonly string[];
  readonly municipalities: readonly string[];
}

/** Names of the providers and municipalities of a region. */
export async function regionNames(
  contracts: Pick<ContractsCopy, 'snapshot'>,
  declarations: Pick<DeclarationList, 'providersOf'>,
  region: string,
): Promise<RegionNames> {
  const snapshot = await contracts.snapshot();
  const agreed = snapshot.contractsOf(region);
  const definition = snapshot.definitionOf(region);
  return {
    provider: (agb) => agreed.get(agb)?.name ?? '',
    municipality: namesIn(definition),
    providers: [...new Set([...agreed.keys(), ...(await declarations.providersOf(region))])].sort(),
    municipalities: (definition?.municipalities ?? []).map(({ code }) => code).sort(),
  };
}
