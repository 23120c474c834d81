import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { eventId, type EventLog } from '@regieboek/eventing';
import { EVENT_LOG, handle, type ContractsCopy } from '@regieboek/platform';
import { contractDecider } from '../domain/contract.js';
import { regionDecider } from '../domain/region.js';
import { CONTRACTS } from '../tokens.js';
import type { RegionFile } from '../domain/contract-faults.js';
import { readRegionFile, type FileFault } from './region-file.js';

/** What became of a region file: recorded (events 0 when it said nothing new), or refused with every fault. */
export type RegionFileImported =
  | { readonly kind: 'recorded'; readonly region: string; readonly events: number }
  | { readonly kind: 'refused'; readonly faults: readonly FileFault[] };

/** Takes in a region file (`contracts.yaml`). */
export class ImportRegionFile extends Command<RegionFileImported> {
  constructor(readonly text: string) {
    super();
  }
}

/** Records what a region file says: the region, every contract, and the withdrawal of contracts it no longer holds. */
@CommandHandler(ImportRegionFile)
export class ImportRegionFileHandler implements ICommandHandler<ImportRegionFile> {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CONTRACTS) private readonly queries: ContractsCopy,
  ) {}

  async execute({ text }: ImportRegionFile): Promise<RegionFileImported> {
    const read = readRegionFile(text);
    if ('faults' in read) return { kind: 'refused', faults: read.faults };
    const { definition } = read.file;
    const commandId = eventId(text, 0);
    const defined = await handle(
      this.log,
      regionDecider,
      { kind: 'define', definition },
      {
        region: definition.region,
        id: definition.region,
        commandId,
      },
    );
    if (defined.kind === 'refused') {
      return {
        kind: 'refused',
        faults: defined.rejections.map(({ rejection }) => ({ line: 1, text: rejection.message })),
      };
    }
    return {
      kind: 'recorded',
      region: definition.region,
      events: defined.events + (await this.agree(read.file, commandId)),
    };
  }

  private async agree({ definition, contracts }: RegionFile, commandId: string): Promise<number> {
    const { region } = definition;
    const known = (await this.queries.contracts(region)).map(({ provider }) => provider);
    const kept = new Set(contracts.map(({ provider }) => provider));
    const commands = [
      ...contracts.map((contract) => ({ kind: 'agree' as const, contract, region, provider: contract.provider })),
      ...known
        .filter((provider) => !kept.has(provider))
        .map((provider) => ({ kind: 'withdraw' as const, region, provider })),
    ];
    let events = 0;
    for (const command of commands) {
      const id = eventId(`${commandId}/${command.provider}`, 0);
      const handled = await handle(this.log, contractDecider, command, { region, id: command.provider, commandId: id });
      if (handled.kind === 'done') events += handled.events;
    }
    return events;
  }
}
