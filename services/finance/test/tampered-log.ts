import { MemoryEventLog, type Recorded } from '@regieboek/eventing';

/** A log that holds these events, whatever they say: as a store that somebody wrote into. */
export class TamperedLog extends MemoryEventLog {
  constructor(private readonly events: readonly Recorded[]) {
    super();
  }

  override async head(): Promise<number> {
    return this.events.length;
  }

  override async *readRegion(_: string, { after = 0, upTo = Infinity } = {}): AsyncGenerator<readonly Recorded[]> {
    yield this.events.filter(({ position }) => position > after && position <= upTo);
  }
}
