import { decode } from '@regieboek/events';
import type { EventLog, Recorded } from '@regieboek/eventing';
import type { Month } from '@regieboek/kernel';
import { KeyedQueue } from '@regieboek/platform';

/** Last month with approved lines of each youth of a region, up to the position read. */
interface Followed {
  readonly last: Map<string, Month>;
  /** Month of each declaration, by its stream. */
  readonly months: Map<string, Month>;
  position: number;
}

/** Follows the log to find the last month with approved care of each youth, as the books of its year must be kept. */
export class BilledMonths {
  private readonly regions = new Map<string, Followed>();
  private readonly turns = new KeyedQueue(Infinity);

  constructor(private readonly log: Pick<EventLog, 'readRegion'>) {}

  /** Last months up to the head of the log, by youth. */
  of(region: string): Promise<ReadonlyMap<string, Month>> {
    const followed = this.regions.get(region) ?? {
      last: new Map<string, Month>(),
      months: new Map<string, Month>(),
      position: 0,
    };
    this.regions.set(region, followed);
    return this.turns.take(region, () => this.catchUp(region, followed));
  }

  private async catchUp(region: string, followed: Followed): Promise<ReadonlyMap<string, Month>> {
    for await (const batch of this.log.readRegion(region, { after: followed.position }))
      for (const recorded of batch) {
        apply(recorded, followed);
        followed.position = recorded.position;
      }
    return followed.last;
  }
}

function apply(recorded: Recorded, { last, months }: Followed): void {
  if (!recorded.type.startsWith('finance.declaration-')) return;
  const { type, data } = decode(recorded);
  if (type === 'finance.declaration-received.v1') months.set(recorded.stream, data.period);
  if (type !== 'finance.declaration-lines-decided.v1') return;
  const month = months.get(recorded.stream);
  if (month === undefined) return;
  for (const { youth, codes } of data.lines)
    if (youth !== null && codes.length === 0 && month > (last.get(youth) ?? '')) last.set(youth, month);
}
