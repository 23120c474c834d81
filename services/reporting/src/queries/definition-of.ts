import type { RegionDefinition } from '@regieboek/events';
import { notFound, type ContractsCopy } from '@regieboek/platform';

/** Current definition of a region in the log. Throws a Refusal (not-found). */
export async function definitionOf(contracts: ContractsCopy, region: string): Promise<RegionDefinition> {
  const definition = await contracts.region(region);
  if (!definition)
    throw notFound({
      en: 'no region has this id; see /v1/regions',
      nl: 'geen jeugdregio heeft dit id; zie /v1/regions',
    });
  return definition;
}
