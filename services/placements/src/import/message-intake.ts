import { Inject, Injectable } from '@nestjs/common';
import type { EventLog } from '@regieboek/eventing';
import { refuseMessage, type MessageDecision } from '@regieboek/ijw';
import { plausibleFaults, type PlausibleFault } from '@regieboek/kernel';
import {
  mustBeOfSender,
  Refused,
  processReceived,
  type MessageStore,
  type RecordedMessage,
  type IntakeResult,
} from '@regieboek/intake';
import {
  compiledBeside,
  EVENT_LOG,
  readOf,
  retrying,
  TODAY,
  KeyedQueue,
  type ContractsCopy,
  type ContractsSnapshot,
  type Fault,
  type Reader,
  type Resumed,
  type Today,
  withinRegion,
  overAllRegions,
} from '@regieboek/platform';
import { retourTo } from '../answer/retour.js';
import { StandingLines } from '../read-model/standing-lines/queries.js';
import { CONTRACTS, MESSAGES, VAULT } from '../tokens.js';
import type { IdentityVault } from '../vault/identity-vault.js';
import {
  faultOf,
  tryReadIncoming,
  type IncomingMessage,
  type PlacementsMessage,
  type ReadIncoming,
  numbersLikeBsns,
} from './incoming-message.js';
import type { JudgedMessage, MessageContext } from './judged-message.js';
import { loadAssignments } from './load-assignments.js';
import { loadDeliveries } from './load-deliveries.js';
import { recordOnce } from './record-all.js';

const placed = ({ path, text }: PlausibleFault): Fault => ({
  place: `/Bericht/${path.join('/')}`,
  text: `must be ${text}`,
});

const KIND = 'iJw';

/** Reads messages, large ones in a thread. */
const reader: Reader<Uint8Array, ReadIncoming> = {
  module: compiledBeside(import.meta.url, 'incoming-message'),
  name: 'tryReadIncoming',
  read: tryReadIncoming,
};

/** A message that was accepted before a process ended is not checked again. */
const ACCEPTED: MessageDecision = { accepted: true, header: [], classes: new Map(), findings: [] };

/** Key of a sent message: another one of the same sender under the same identification is refused (TR056). */
function sentAs(region: string, { type, value: { header } }: PlacementsMessage): string {
  return [region, type, header.afzender, header.berichtIdentificatie.identificatie].join('/');
}

/**
 * Processes JW301, JW305 and JW307: keeps the message, checks it on all levels, records its content or nothing, and answers it
 * with a retour (JW302, JW306, JW308), once.
 */
@Injectable()
export class MessageIntake {
  private readonly turns = new KeyedQueue(Infinity);

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
   * Processes one message as received, checked against the current contracts or those of a batch. The same message again changes
   * nothing and has the same answer. A message without an answer, because it is unreadable or its region is unknown, is refused
   * and can be retried.
   */
  take(body: Uint8Array, batch?: ContractsSnapshot): Promise<IntakeResult> {
    // Its region is known only once it is read.
    return overAllRegions(() => this.taken(body, batch));
  }

  private taken(body: Uint8Array, batch: ContractsSnapshot | undefined): Promise<IntakeResult> {
    return processReceived(this.messages, { body, kind: KIND }, async (id, note) => {
      const read = await readOf(reader, body, body.length);
      if ('faults' in read) throw new Refused(read.faults);
      const { incoming } = read;
      const far = plausibleFaults(incoming.message.value, this.today());
      if (far.length > 0) throw new Refused(far.map(placed));
      const contracts = batch ?? (await this.snapshot());
      const region = regionOf(contracts, incoming.message);
      mustBeOfSender('import-messages', [region], '/Bericht/Header');
      await withinRegion(region, () => this.mustNameNobody(region, incoming.message));
      const own = { region, contracts, commandId: this.messages.idIn(region, id) };
      const judge = async () => note(await withinRegion(region, () => retrying(() => this.judge(incoming, id, own))));
      // One at a time: of two messages under one identification, or of one client, the second sees the result of the first.
      const { bsn } = incoming.message.value.client;
      return this.turns.take(sentAs(region, incoming.message), () => this.turns.take(`${region}/${bsn}`, judge));
    });
  }

  /** Retries messages that were neither answered nor refused, because a process ended. */
  resume(): Promise<Resumed> {
    return overAllRegions(() => this.messages.resume([KIND], (body) => this.take(body)));
  }

  /** Throws Refused when a number that the sender chose is that of a child whom the region knows: the log would keep it. */
  private async mustNameNobody(region: string, message: PlacementsMessage): Promise<void> {
    const numbers = numbersLikeBsns(message);
    if (numbers.size === 0) return;
    const known = await this.vault.youthsOf(region, [...numbers.keys()]);
    const faults = [...numbers].filter(([number]) => known.has(number));
    if (faults.length === 0) return;
    const text = 'contains the citizen service number of a client: its sender must use another number';
    throw new Refused(faults.map(([, place]) => ({ place, text })));
  }

  private async judge(
    incoming: IncomingMessage,
    id: string,
    own: Omit<MessageContext, 'isSentBefore'>,
  ): Promise<RecordedMessage> {
    const { message, lines, levelTwo } = incoming;
    const { region, contracts, commandId } = own;
    const today = this.today();
    const answered = (decision: MessageDecision, events: number): RecordedMessage => {
      const { accepted, findings } = decision;
      const answer = retourTo(message, decision, { id: commandId, today });
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
    const events = decision.accepted ? await recordOnce(this.log, await judged.parts()) : 0;
    return { ...answered(decision, events), youths: judged.youths() };
  }

  private load(message: PlacementsMessage, context: MessageContext): Promise<JudgedMessage> {
    const source = { log: this.log, vault: this.vault, standing: this.standing };
    return message.type === 'JW301'
      ? loadAssignments(source, message.value, context)
      : loadDeliveries(source, message, context);
  }
}

/** Region of the municipality in a header on the date of the message. Throws Refused when it participates in none. */
function regionOf(contracts: ContractsSnapshot, { type, value: { header } }: PlacementsMessage): string {
  const municipality = type === 'JW301' ? header.afzender : header.ontvanger;
  const date = header.berichtIdentificatie.dagtekening;
  const { region, isMember, text } = contracts.membershipOf(municipality, date);
  if (region !== null && isMember) return region;
  throw new Refused([{ place: '/Bericht/Header', text }]);
}
