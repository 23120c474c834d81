import { decode } from '@regieboek/events';
import type { Recorded } from '@regieboek/eventing';
import { RegionHistory } from '@regieboek/journal';
import type { Projection } from '@regieboek/platform';
import { careSpansOf } from '../../domain/care-of-youths.js';
import { loadContracts, loadYouths, writeCare, writeContract, writeYouths, type CareTables } from './tables.js';

/** Scope of a batch: youths with the position of the first event about them, and providers of changed contracts. */
interface Subjects {
  readonly youths: ReadonlyMap<string, number>;
  readonly providers: readonly string[];
}

function subjectsOf(events: readonly Recorded[]): Subjects {
  const youths = new Map<string, number>();
  const providers: string[] = [];
  for (const recorded of events) {
    const { type, data } = decode(recorded);
    if (type === 'contracts.contract-agreed.v1' || type === 'contracts.contract-withdrawn.v1')
      providers.push(data.provider);
    else if ('youth' in data && !youths.has(data.youth)) youths.set(data.youth, recorded.position);
  }
  return { youths, providers };
}

/** Applies a batch of one region: derives the care of the affected youths again from all their known data. */
async function applyIn(tables: CareTables, events: readonly Recorded[]): Promise<void> {
  const { youths: named, providers } = subjectsOf(events);
  const history = new RegionHistory();
  for (const contract of await loadContracts(tables)) history.contracts.set(contract.provider, contract);
  for (const youth of await loadYouths(tables, [...named.keys()], providers)) history.youths.set(youth.youth, youth);
  for (const recorded of events) {
    history.apply(recorded);
    await writeContract(tables, recorded);
  }
  const youths = [...history.youths.values()];
  await writeYouths(tables, youths, named);
  await writeCare(
    tables,
    youths.map((youth) => ({ youth: youth.youth, care: careSpansOf(youth, history.contracts) })),
  );
}

/** Care of youths by provider and form, from start and stop messages, assignments and contracts. */
export const careProjection: Projection = {
  name: 'reporting.care.v1',
  contexts: ['contracts', 'placements'],
  schema: 'reporting',
  tables: ['care_contract', 'care_youth', 'care'],
  async apply(events, transaction, into) {
    const own = events.filter(({ type }) => /^(contracts|placements)\./.test(type));
    for (const [region, batch] of Map.groupBy(own, (one) => one.region))
      await applyIn({ transaction, schema: into, region }, batch);
  },
};
