import { Inject, Injectable } from '@nestjs/common';
import type { EventLog } from '@regieboek/eventing';
import { refuseMessage, type MessageDecision } from '@regieboek/ijw';
import { toDay } from '@regieboek/kernel';
import {
  EVENT_LOG,
  Refused,
  retrying,
  takeIn,
  TODAY,
  Turns,
  type ContractsCopy,
  type ContractsSnapshot,
  type MessageStore,
  type RecordedMessage,
  type Resumed,
  type TakenIn,
  type Today,
} from '@regieboek/platform';
import { retourTo } from '../answer/retour.js';
import { StandingLines } from '../read-model/standing-lines.js';
import { CONTRACTS, MESSAGES, VAULT } from '../tokens.js';
import type { IdentityVault } from '../vault/identity-vault.js';
import { faultOf, readIncoming, type IncomingMessage, type PlacementsMessage } from './incoming-message.js';
import type { JudgedMessage, MessageContext } from './judged-message.js';
import { loadAssignments } from './load-assignments.js';
import { loadDeliveries } from './load-deliveries.js';
import { takeInOnce } from './take-in-all.js';

const KIND = 'iJw';

/** A message that was accepted before a process ended is not judged again. */
const ACCEPTED: MessageDecision = { accepted: true, header: [], classes: new Map(), findings: [] };

/** What a message was sent as: another one of the same sender under the same identification is refused (TR056). */
function sentAs(region: string, { type, value: { header } }: PlacementsMessage): string {
  return [region, type, header.afzender, header.berichtIdentificatie.identificatie].join('/');
}

/**
 * Takes in JW301, JW305 and JW307: keeps the message, checks it on all levels, records what it says or nothing, and
 * answers it with a retour (JW302, JW306, JW308), once.
 */
@Injectable()
export class MessageIntake {
  private readonly turns = new Turns(Infinity);

  // eslint-disable-next-line @typescript-eslint/max-params -- injected, by token and never by place
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CONTRACTS) private readonly contracts: ContractsCopy,
    @Inject(MESSAGES) private readonly messages: MessageStore,
    @Inject(VAULT) private readonly vault: IdentityVault,
    @Inject(StandingLines) private readonly standing: StandingLines,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  /** Regions and contracts to judge a batch of messages by. */
  snapshot(): Promise<ContractsSnapshot> {
    return this.contracts.snapshot();
  }

  /**
   * Takes in one message as received, judged by the contracts as they are now or by those of a batch. The same message
   * again changes nothing and has the same answer. One that has none, because it cannot be read or nobody knows its
   * region, is refused and tried again.
   */
  take(body: Uint8Array, batch?: ContractsSnapshot): Promise<TakenIn> {
    return takeIn(this.messages, { body, kind: KIND }, async (id, note) => {
      const incoming = readIncoming(body);
      const contracts = batch ?? (await this.snapshot());
      const region = regionOf(contracts, incoming.message);
      const judge = async () => note(await retrying(() => this.judge(incoming, { id, region, contracts })));
      // In turns: of two messages under one identification, or of one client, the second sees the first.
      const { bsn } = incoming.message.value.client;
      return this.turns.take(sentAs(region, incoming.message), () => this.turns.take(`${region}/${bsn}`, judge));
    });
  }

  /** Takes up again what was received and neither answered nor refused, because a process ended. */
  resume(): Promise<Resumed> {
    return this.messages.resume([KIND], (body) => this.take(body));
  }

  private async judge(incoming: IncomingMessage, own: Omit<MessageContext, 'isSentBefore'>): Promise<RecordedMessage> {
    const { message, lines, levelTwo } = incoming;
    const { id, region, contracts } = own;
    const today = this.today();
    const answered = (decision: MessageDecision, events: number): RecordedMessage => {
      const { accepted, findings } = decision;
      const answer = retourTo(message, decision, { id, today });
      return {
        region,
        events,
        answer: { ...answer, accepted, faults: findings.map(faultOf), sentAs: sentAs(region, message) },
      };
    };
    if (levelTwo.length > 0) return answered(refuseMessage(levelTwo), 0);
    const isSentBefore = await this.messages.isSentBefore(sentAs(region, message), id);
    const judged = await this.load(message, { ...own, isSentBefore });
    const facts = { today, lines, settings: contracts.settingsOf(region) };
    const decision = judged.isUnderWay ? ACCEPTED : judged.decide(facts);
    return answered(decision, decision.accepted ? await takeInOnce(this.log, await judged.parts()) : 0);
  }

  private load(message: PlacementsMessage, context: MessageContext): Promise<JudgedMessage> {
    const source = { log: this.log, vault: this.vault, standing: this.standing };
    return message.type === 'JW301'
      ? loadAssignments(source, message.value, context)
      : loadDeliveries(source, message, context);
  }
}

/** Region of the municipality in a header on the date of the message. Throws Refused when it takes part in none. */
function regionOf(contracts: ContractsSnapshot, { type, value: { header } }: PlacementsMessage): string {
  const municipality = type === 'JW301' ? header.afzender : header.ontvanger;
  const date = header.berichtIdentificatie.dagtekening;
  const region = contracts.regionOf(municipality, toDay(date));
  if (region) return region;
  const text = `municipality ${municipality} takes part in no region on ${date}: import the contracts.yaml of its region first`;
  throw new Refused([{ place: '/Bericht/Header', text }]);
}
