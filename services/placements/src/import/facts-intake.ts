import { Inject, Injectable } from '@nestjs/common';
import type { EventLog } from '@regieboek/eventing';
import {
  EVENT_LOG,
  prepare,
  receivedText,
  Refused,
  takeIn,
  type ContractsCopy,
  type MessageStore,
  type Resumed,
  type TakenIn,
} from '@regieboek/platform';
import { youthDecider } from '../domain/youth.js';
import { CONTRACTS, MESSAGES, VAULT } from '../tokens.js';
import type { IdentityVault } from '../vault/identity-vault.js';
import { readFactsFile, type FileYouth } from './facts-file.js';
import { takeInAll, type StreamPart } from './take-in-all.js';

const KIND = 'residence-facts';

/** Takes in residence facts files (CSV): all rows or none. */
@Injectable()
export class FactsIntake {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CONTRACTS) private readonly contracts: ContractsCopy,
    @Inject(MESSAGES) private readonly messages: MessageStore,
    @Inject(VAULT) private readonly vault: IdentityVault,
  ) {}

  /** Takes in a file as received. The same file again changes nothing; a refused one is tried again. */
  take(body: Uint8Array): Promise<TakenIn> {
    return takeIn(this.messages, { body, kind: KIND }, async (id, note) => {
      const youths = readFactsFile(textOf(body));
      const events = await takeInAll(this.log, await this.parts(youths, id));
      const regions = new Set(youths.map(({ region }) => region));
      return note({ region: regions.size === 1 ? (youths[0]?.region ?? null) : null, events });
    });
  }

  /** Takes up again what was received and neither recorded nor refused, because a process ended. */
  resume(): Promise<Resumed> {
    return this.messages.resume([KIND], (body) => this.take(body));
  }

  private async parts(youths: readonly FileYouth[], commandId: string): Promise<StreamPart[]> {
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
    const parts: StreamPart[] = [];
    for (const [region, own] of byRegion) {
      const ids = await this.vault.admit(
        region,
        own.map(({ bsn }) => ({ bsn, name: null })),
      );
      for (const youth of own) parts.push(partOf(youth, ids.get(youth.bsn) ?? '', commandId));
    }
    return parts;
  }
}

function textOf(body: Uint8Array): string {
  const received = receivedText(body);
  if ('text' in received) return received.text;
  const { line, text } = received.fault;
  throw new Refused([{ place: `line ${line}`, text }]);
}

function partOf({ region, birth, commands }: FileYouth, youth: string, commandId: string): StreamPart {
  const register = { kind: 'register' as const, youth, birth };
  const all = [register, ...commands.map(({ make }) => make(youth))];
  return {
    places: [`line ${commands[0]?.line ?? 1}`, ...commands.map(({ line }) => `line ${line}`)],
    prepare: (log) => prepare(log, youthDecider, all, { region, id: youth, commandId }),
  };
}
