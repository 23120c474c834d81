import { Inject, Injectable } from '@nestjs/common';
import { eventId, type EventLog } from '@regieboek/eventing';
import { checkMessage, type CheckedMessage } from './check-message.js';
import { toDay } from '@regieboek/kernel';
import {
  EVENT_LOG,
  prepare,
  type ContractsCopy,
  type ContractsSnapshot,
  type MessageStore,
  type Resumed,
  Refused,
  takeIn,
  type TakenIn,
} from '@regieboek/platform';
import type { JW301, JW305, JW307 } from '@regieboek/ijw';
import { assignmentDecider } from '../domain/assignment.js';
import { careDecider, type CareCommand } from '../domain/care.js';
import { youthDecider } from '../domain/youth.js';
import { CONTRACTS, MESSAGES, VAULT } from '../tokens.js';
import type { IdentityVault } from '../vault/identity-vault.js';
import { assignmentsOf, startsOf, stopsOf } from './commands-of-message.js';
import { takeInAll, type StreamPart } from './take-in-all.js';

const KIND = 'iJw';

const careId = ({ key }: CareCommand): string =>
  key.assignment === null
    ? eventId(`${key.youth}/${key.provider}/${key.category ?? ''}/${key.code ?? ''}`, 0)
    : `${key.municipality}-${key.assignment}`;

/** Takes in JW301, JW305 and JW307: keeps the message, checks it, and records what it says or nothing. */
@Injectable()
export class MessageIntake {
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CONTRACTS) private readonly contracts: ContractsCopy,
    @Inject(MESSAGES) private readonly messages: MessageStore,
    @Inject(VAULT) private readonly vault: IdentityVault,
  ) {}

  /** Regions and contracts to judge a batch of messages by. */
  snapshot(): Promise<ContractsSnapshot> {
    return this.contracts.snapshot();
  }

  /**
   * Takes in one message as received, judged by the contracts as they are now or by those of a batch. The same message
   * again changes nothing; a refused one is tried again.
   */
  take(body: Uint8Array, contracts?: ContractsSnapshot): Promise<TakenIn> {
    return takeIn(this.messages, { body, kind: KIND }, async (id) =>
      this.record(checkMessage(body), id, contracts ?? (await this.snapshot())),
    );
  }

  /** Takes up again what was received and neither recorded nor refused, because a process ended. */
  resume(): Promise<Resumed> {
    return this.messages.resume([KIND], (body) => this.take(body));
  }

  private async record(
    message: CheckedMessage,
    commandId: string,
    contracts: ContractsSnapshot,
  ): Promise<{ region: string; events: number }> {
    const parts =
      message.type === 'JW301'
        ? await this.assignmentParts(message.value, commandId, contracts)
        : await this.careParts(message, commandId, contracts);
    return { region: parts.region, events: await takeInAll(this.log, parts.parts) };
  }

  private async assignmentParts(value: JW301, commandId: string, contracts: ContractsSnapshot) {
    const region = regionIn(contracts, value.header.afzender, value.header.berichtIdentificatie.dagtekening);
    const { bsn, naam, geboortedatum } = value.client;
    const youth = (await this.vault.admit(region, [{ bsn, name: naam }])).get(bsn) ?? '';
    const register = { kind: 'register' as const, youth, birth: geboortedatum.datum };
    const parts: StreamPart[] = [
      {
        places: ['/Bericht/Client/Geboortedatum'],
        prepare: (log) => prepare(log, youthDecider, [register], { region, id: youth, commandId }),
      },
      ...assignmentsOf(value, youth).map((assignment, i) => ({
        places: [`/Bericht/Client/ToegewezenProducten/ToegewezenProduct[${i + 1}]/ToewijzingNummer`],
        prepare: (log: EventLog) =>
          prepare(log, assignmentDecider, [{ kind: 'decide', assignment }], {
            region,
            id: `${assignment.municipality}-${assignment.number}`,
            commandId,
          }),
      })),
    ];
    return { region, parts };
  }

  private async careParts(
    message: Exclude<CheckedMessage, { type: 'JW301' }>,
    commandId: string,
    contracts: ContractsSnapshot,
  ) {
    const { header, client } = message.value;
    const region = regionIn(contracts, header.ontvanger, header.berichtIdentificatie.dagtekening);
    const youth = (await this.vault.youthsOf(region, [client.bsn])).get(client.bsn);
    if (!youth) {
      const text = 'the client is not known to this region: import the assignment (JW301) first';
      throw new Refused([{ place: '/Bericht/Client/Bsn', text }]);
    }
    const [commands, place] = careCommands(message, youth);
    const byStream = Map.groupBy(
      commands.map((command, i) => ({ command, i })),
      ({ command }) => careId(command),
    );
    const parts = [...byStream].map(([id, own]): StreamPart => ({
      places: own.map(({ i }) => `${place}[${i + 1}]`),
      prepare: (log) =>
        prepare(
          log,
          careDecider,
          own.map(({ command }) => command),
          { region, id, commandId },
        ),
    }));
    return { region, parts };
  }
}

const careCommands = (
  message: { type: 'JW305'; value: JW305 } | { type: 'JW307'; value: JW307 },
  youth: string,
): [CareCommand[], string] =>
  message.type === 'JW305'
    ? [startsOf(message.value, youth), '/Bericht/Client/StartProducten/StartProduct']
    : [stopsOf(message.value, youth), '/Bericht/Client/StopProducten/StopProduct'];

/** Region of the municipality in a header on the date of the message. */
function regionIn(contracts: ContractsSnapshot, municipality: string, date: string): string {
  const region = contracts.regionOf(municipality, toDay(date));
  if (region) return region;
  const text = `municipality ${municipality} takes part in no region on ${date}: import the contracts.yaml of its region first`;
  throw new Refused([{ place: '/Bericht/Header', text }]);
}
