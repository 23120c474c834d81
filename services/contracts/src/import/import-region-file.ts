import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { eventId, type EventLog } from '@regieboek/eventing';
import { EVENT_LOG, handle, receivedText, type ContractsCopy, type MessageStore } from '@regieboek/platform';
import { contractDecider } from '../domain/contract.js';
import { regionDecider } from '../domain/region.js';
import { CONTRACTS, FILES } from '../tokens.js';
import type { RegionFile } from '../domain/contract-faults.js';
import { readRegionFile, type FileFault } from './region-file.js';

/** What became of a region file: recorded (events 0 when it said nothing new), or refused with every fault and kept. */
export type RegionFileImported =
  | { readonly kind: 'recorded'; readonly region: string; readonly events: number }
  | { readonly kind: 'refused'; readonly message: string; readonly faults: readonly FileFault[] };

/** Takes in a region file (`contracts.yaml`), as received. */
export class ImportRegionFile extends Command<RegionFileImported> {
  constructor(readonly body: Uint8Array) {
    super();
  }
}

/** Records what a region file says: the region, every contract, and the withdrawal of contracts it no longer holds. */
@CommandHandler(ImportRegionFile)
export class ImportRegionFileHandler implements ICommandHandler<ImportRegionFile> {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CONTRACTS) private readonly queries: ContractsCopy,
    @Inject(FILES) private readonly files: MessageStore,
  ) {}

  /** The file is kept first. A file that came before is taken in again: it may say what holds once more. */
  async execute({ body }: ImportRegionFile): Promise<RegionFileImported> {
    const { id } = await this.files.receive(body, 'region-file');
    const imported = await this.record(body);
    const refused = 'faults' in imported;
    await this.files.settle(id, {
      status: refused ? 'refused' : 'processed',
      region: refused ? null : imported.region,
      faults: refused ? imported.faults.map(({ line, text: fault }) => ({ place: `line ${line}`, text: fault })) : [],
      result: refused ? null : { events: imported.events },
    });
    return refused ? { kind: 'refused', message: id, ...imported } : { kind: 'recorded', ...imported };
  }

  private async record(body: Uint8Array): Promise<{ region: string; events: number } | { faults: FileFault[] }> {
    const received = receivedText(body);
    if ('fault' in received) return { faults: [received.fault] };
    const { text } = received;
    const read = readRegionFile(text);
    if ('faults' in read) return read;
    const { definition, settings } = read.file;
    const { region } = definition;
    const commandId = eventId(text, 0);
    let events = 0;
    for (const command of [
      { kind: 'define', definition },
      { kind: 'choose-ijw-settings', region, settings },
    ] as const) {
      const own = { region, id: region, commandId: eventId(`${commandId}/${command.kind}`, 0) };
      const handled = await handle(this.log, regionDecider, command, own);
      if (handled.kind === 'refused') {
        return { faults: handled.rejections.map(({ rejection }) => ({ line: 1, text: rejection.message })) };
      }
      events += handled.events;
    }
    return { region, events: events + (await this.agree(read.file, commandId)) };
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
