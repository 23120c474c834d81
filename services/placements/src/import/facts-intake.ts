import { Inject, Injectable } from '@nestjs/common';
import type { EventLog } from '@regieboek/eventing';
import { plausibleFaults, type CalendarDate } from '@regieboek/kernel';
import {
  mustBeOfSender,
  receivedText,
  Refused,
  processReceived,
  type MessageStore,
  type IntakeResult,
} from '@regieboek/intake';
import {
  compiledBeside,
  EVENT_LOG,
  prepare,
  readOf,
  TODAY,
  type ContractsCopy,
  type Reader,
  type Resumed,
  type Today,
  overAllRegions,
} from '@regieboek/platform';
import { youthDecider } from '../domain/youth.js';
import { CONTRACTS, MESSAGES, VAULT } from '../tokens.js';
import type { IdentityVault } from '../vault/identity-vault.js';
import { commandFor, type FileYouth } from '../facts-file/facts-file.js';
import { readFacts, type ReadFacts } from '../facts-file/read-facts.js';
import { recordAll, type StreamPart } from './record-all.js';

const KIND = 'residence-facts';

/** Reads facts files, large ones in a thread. */
const reader: Reader<string, ReadFacts> = {
  module: compiledBeside(import.meta.url, '../facts-file/read-facts'),
  name: 'readFacts',
  read: readFacts,
};

/** Imports residence facts files (CSV): all rows or none. */
@Injectable()
export class FactsIntake {
  // eslint-disable-next-line @typescript-eslint/max-params -- injected, by token and never by place
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CONTRACTS) private readonly contracts: ContractsCopy,
    @Inject(MESSAGES) private readonly messages: MessageStore,
    @Inject(VAULT) private readonly vault: IdentityVault,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  /** Imports a file as received. A repeated file changes nothing; a refused one is tried again. */
  take(body: Uint8Array): Promise<IntakeResult> {
    // A file may contain rows of several regions.
    return overAllRegions(() => this.taken(body));
  }

  private taken(body: Uint8Array): Promise<IntakeResult> {
    return processReceived(this.messages, { body, kind: KIND }, async (id, note) => {
      const read = await readOf(reader, textOf(body), body.length);
      if ('faults' in read) throw new Refused(read.faults);
      const { youths } = read;
      checkDays(youths, this.today());
      const events = await recordAll(this.log, await this.parts(youths, id));
      const regions = new Set(youths.map(({ region }) => region));
      return note({ region: regions.size === 1 ? (youths[0]?.region ?? null) : null, events });
    });
  }

  /** Retries messages that were neither recorded nor refused, because a process ended. */
  resume(): Promise<Resumed> {
    return overAllRegions(() => this.messages.resume([KIND], (body) => this.take(body)));
  }

  private async parts(youths: readonly FileYouth[], id: string): Promise<StreamPart[]> {
    const byRegion = Map.groupBy(youths, ({ region }) => region);
    const unknown = [];
    for (const region of byRegion.keys()) if (!(await this.contracts.region(region))) unknown.push(region);
    if (unknown.length > 0) {
      throw new Refused(
        unknown.map((region) => ({
          place: 'column region',
          text: `region ${region} is not defined: import its contracts.yaml first`,
        })),
      );
    }
    mustBeOfSender('import-messages', byRegion.keys(), 'column region');
    const parts: StreamPart[] = [];
    for (const [region, own] of byRegion) {
      const ids = await this.vault.admit(
        region,
        own.map(({ bsn }) => ({ bsn, name: null })),
      );
      const commandId = this.messages.idIn(region, id);
      for (const youth of own) parts.push(partOf(youth, ids.get(youth.bsn) ?? '', commandId));
    }
    return parts;
  }
}

/** Throws Refused for dates of recording or withdrawal in the future, and for implausible dates. */
function checkDays(youths: readonly FileYouth[], today: CalendarDate): void {
  const late = youths.flatMap(({ commands }) =>
    commands.flatMap(({ line, command }) => {
      if ('recordedOn' in command && command.recordedOn > today) return [{ line, column: 'recordedOn' }];
      return 'withdrawnOn' in command && command.withdrawnOn > today ? [{ line, column: 'withdrawnOn' }] : [];
    }),
  );
  const far = youths.flatMap(({ birth, commands }) =>
    commands.flatMap(({ line, command }) =>
      plausibleFaults([birth, command], today).map(({ text }) => ({ place: `line ${line}`, text: `must be ${text}` })),
    ),
  );
  if (late.length + far.length === 0) return;
  const text = `lies after today (${today}): enter the day on which it became known`;
  throw new Refused([...late.map(({ line, column }) => ({ place: `line ${line}, column ${column}`, text })), ...far]);
}

function textOf(body: Uint8Array): string {
  const received = receivedText(body);
  if ('text' in received) return received.text;
  const { line, text } = received.fault;
  throw new Refused([{ place: `line ${line}`, text }]);
}

function partOf({ region, birth, toldOn, commands }: FileYouth, youth: string, commandId: string): StreamPart {
  const told = { birth, precision: 'day' as const, toldOn };
  const register = { kind: 'register' as const, youth, source: 'municipality' as const, ...told };
  const all = [register, ...commands.map(({ command }) => commandFor(command, youth))];
  return {
    places: [`line ${commands[0]?.line ?? 1}`, ...commands.map(({ line }) => `line ${line}`)],
    prepare: (log) => prepare(log, youthDecider, all, { region, id: youth, commandId }),
  };
}
