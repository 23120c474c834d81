import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { limits, withoutBsn } from '@regieboek/kernel';
import { eventId, type EventLog } from '@regieboek/eventing';
import {
  attempt,
  Parked,
  receivedText,
  regionFaultOf,
  type MessageStore,
  type ReceivedMessage,
} from '@regieboek/intake';
import {
  compiledBeside,
  EVENT_LOG,
  handle,
  readOf,
  regionFault,
  type ContractsCopy,
  type Reader,
  overAllRegions,
} from '@regieboek/platform';
import { contractDecider } from '../domain/contract.js';
import { regionDecider } from '../domain/region.js';
import { CONTRACTS, FILES } from '../tokens.js';
import type { RegionFile } from '../domain/contract-faults.js';
import { readRegionFile, type FileFault, type ReadRegionFile } from '../import/region-file.js';

/** Result of a region file: recorded (events 0 when nothing changed), or refused with every fault and kept. */
export type RegionFileImported =
  | { readonly kind: 'recorded'; readonly region: string; readonly events: number }
  | { readonly kind: 'refused'; readonly message: string; readonly faults: readonly FileFault[] };

/** Reads region files, large ones in a thread. */
const reader: Reader<string, ReadRegionFile> = {
  module: compiledBeside(import.meta.url, '../import/region-file'),
  name: 'readRegionFile',
  read: readRegionFile,
  apartBytes: limits.apartYamlBytes,
};

/** Imports a region file (`contracts.yaml`), as received. */
export class ImportRegionFile extends Command<RegionFileImported> {
  constructor(readonly body: Uint8Array) {
    super();
  }
}

/** Records a region file: the region, every contract, and the withdrawal of contracts that are no longer in the file. */
@CommandHandler(ImportRegionFile)
export class ImportRegionFileHandler implements ICommandHandler<ImportRegionFile> {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CONTRACTS) private readonly queries: ContractsCopy,
    @Inject(FILES) private readonly files: MessageStore,
  ) {}

  /** The file is kept first. A file that was sent before is processed again: a later file may have replaced its content. */
  execute({ body }: ImportRegionFile): Promise<RegionFileImported> {
    // The region is known only once the file is read.
    return overAllRegions(() => this.take(body));
  }

  private async take(body: Uint8Array): Promise<RegionFileImported> {
    const received = await this.files.receive(body, 'region-file');
    const { id } = received;
    const other = regionFaultOf(received, 'import-contracts');
    if (other) return { kind: 'refused', message: id, faults: [{ line: 1, text: other.text }] };
    const imported = await this.attempt(received, body);
    if (imported instanceof Parked)
      return { kind: 'refused', message: id, faults: imported.faults.map(({ text }) => ({ line: 1, text })) };
    const refused = 'faults' in imported;
    await this.files.settle(id, {
      status: refused ? 'refused' : 'processed',
      region: refused ? null : imported.region,
      faults: refused ? imported.faults.map(({ line, text: fault }) => ({ place: `line ${line}`, text: fault })) : [],
      result: refused ? null : { events: imported.events },
    });
    return refused ? { kind: 'refused', message: id, ...imported } : { kind: 'recorded', ...imported };
  }

  /** The attempt is counted before the file is read: one that ended the process too often is parked. */
  private attempt(received: ReceivedMessage, body: Uint8Array) {
    return attempt(this.files, received, () => this.record(body, received.id)).catch((error: unknown) => {
      if (error instanceof Parked) return error;
      throw error;
    });
  }

  private async record(
    body: Uint8Array,
    id: string,
  ): Promise<{ region: string; events: number } | { faults: readonly FileFault[] }> {
    const received = receivedText(body);
    if ('fault' in received) return { faults: [received.fault] };
    const { text } = received;
    const read = await readOf(reader, text, body.length);
    if ('faults' in read)
      return { faults: read.faults.map(({ line, text: fault }) => ({ line, text: withoutBsn(fault) })) };
    const { definition, settings } = read.file;
    const { region } = definition;
    const other = regionFault('import-contracts', region, 'region');
    if (other) return { faults: [{ line: 1, text: other.text }] };
    const commandId = this.files.idIn(region, id);
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
