import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import {
  decideDeclaration,
  refuseTechnically,
  settingsWith,
  type Declaration,
  type DeclarationDecision,
  type DeclarationHead,
} from '@regieboek/ijw';
import { eventId, type EventLog } from '@regieboek/eventing';
import type { DecidedLine } from '@regieboek/events';
import { monthFault } from '@regieboek/kernel';
import {
  attempt,
  knownTo,
  leavesForOthers,
  mustBeOfSender,
  Parked,
  RefusedToSender,
  type MessageStore,
  type ReceivedMessage,
} from '@regieboek/intake';
import {
  DATABASE,
  EVENT_LOG,
  IDENTITIES,
  IdentitiesUnavailable,
  maskedFaults,
  PROJECTIONS,
  retrying,
  TODAY,
  traced,
  type ContractsCopy,
  type ContractsSnapshot,
  type Fault,
  type Identities,
  type Membership,
  type Projections,
  type Resumed,
  type Today,
  withinRegion,
  overAllRegions,
} from '@regieboek/platform';
import { assignmentsProjection } from '../read-model/assignments/projection.js';
import { declarationsProjection } from '../read-model/declarations/projection.js';
import { CONTRACTS, MESSAGES } from '../tokens.js';
import { numbersLikeBsns, numbersOfOthers } from './reading/numbers-of-clients.js';
import { OpenDeclaration } from './deciding/open-declaration.js';
import {
  faultOf,
  unchanged,
  wholeFaults,
  type DeclarationDecided,
  type DeclarationResult,
  type DeclarationWaits,
  type KeptMessage,
  type Decided,
  type Judged,
  type ToDecide,
} from './import-result.js';
import { outcomeOf } from './outcome.js';
import { loadLedger } from './deciding/load-ledger.js';
import type { ReadDeclaration } from './reading/read-declaration.js';
import { readSafely } from './reading/read-safely.js';
import { outcomesOf, toHead, toLines } from './deciding/recorded-lines.js';
import { RegionTurns } from './deciding/region-turns.js';
import { successionIn } from './deciding/succession.js';
import { candidateOf, WaitingDeclarations, type Wait } from './waiting-declarations.js';

const KIND = 'JW323';

const PERIOD = '/Bericht/Declaratie/DeclaratiePeriode/Begindatum';
const RECEIVER = '/Bericht/Header/Ontvanger';

/** Lines in one append: about a third of the 1 MiB that an event log takes at once. */
const LINES_PER_PART = 1_000;

/**
 * Imports declarations (JW323): keeps the message, checks it on all levels, decides every line, and fixes the answer. Lines
 * decided before a crash stay decided; nothing counts before the whole is concluded.
 */
@Injectable()
export class DeclarationIntake {
  private readonly turns: RegionTurns;
  private readonly waiting: WaitingDeclarations;

  // eslint-disable-next-line @typescript-eslint/max-params -- injected, by token and never by place
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(DATABASE) private readonly pool: Pool,
    @Inject(PROJECTIONS) private readonly projections: Projections,
    @Inject(CONTRACTS) private readonly contracts: ContractsCopy,
    @Inject(MESSAGES) private readonly messages: MessageStore,
    @Inject(IDENTITIES) private readonly identities: Identities,
    @Inject(TODAY) private readonly today: Today,
  ) {
    this.turns = new RegionTurns(pool);
    this.waiting = new WaitingDeclarations(pool);
  }

  /** Regions and contracts to judge a batch of declarations by. */
  snapshot(): Promise<ContractsSnapshot> {
    return this.contracts.snapshot();
  }

  /**
   * Imports one declaration as received. It is judged by the present contracts, or by those of a batch. The same
   * message again gives the same answer; a refused one is tried again.
   */
  take(body: Uint8Array, batch?: ContractsSnapshot): Promise<DeclarationResult> {
    const takeOnce = async (): Promise<DeclarationResult> => {
      const message = await this.messages.receive(body, KIND);
      const known = knownTo(message, unchanged, 'import-declarations');
      if (known) return known;
      return attempt(this.messages, message, () => this.taken(message, body, batch)).catch((error: unknown) => {
        const isToSender = error instanceof RefusedToSender;
        if (isToSender && !leavesForOthers(message)) return this.refuse({ id: message.id, body }, error.faults);
        if (!isToSender && !(error instanceof Parked)) throw error;
        return { status: 'refused' as const, message: message.id, faults: error.faults };
      });
    };
    // Its region is known only once it is read.
    return traced('import', { kind: KIND }, () => overAllRegions(() => this.messages.inTurn(body, takeOnce)));
  }

  private async taken(
    message: ReceivedMessage,
    body: Uint8Array,
    batch: ContractsSnapshot | undefined,
  ): Promise<DeclarationResult> {
    const contracts = batch ?? (await this.snapshot());
    const membershipOf = ({ header }: DeclarationHead): Membership =>
      contracts.membershipOf(header.ontvanger, header.berichtIdentificatie.dagtekening);
    const read = await readSafely(
      body,
      (head) => contracts.settingsOf(membershipOf(head).region ?? ''),
      async (head) => void (await Promise.all([this.catchUp(membershipOf(head).region), this.messages.readied(body)])),
    );
    const kept = { id: message.id, body };
    if (!read.declaration) return this.refuse(kept, [...read.levelOne.map(faultOf), ...read.sensitive]);
    const { begindatum } = read.declaration.head.declaratie.declaratiePeriode;
    const far = monthFault(begindatum.slice(0, 7), this.today());
    if (far !== undefined) return this.refuse(kept, [{ place: PERIOD, text: `must be in ${far}` }]);
    const { region, isMember, text } = membershipOf(read.declaration.head);
    if (region === null || !isMember) return this.refuse(kept, [{ place: RECEIVER, text }], region);
    mustBeOfSender('import-declarations', [region], RECEIVER);
    const numbers = numbersLikeBsns(read.declaration);
    const others = numbers.size > 0 ? numbersOfOthers(numbers, await this.youthsOf(region, [...numbers.keys()])) : [];
    if (others.length > 0) return this.refuse(kept, others, region);
    const logId = await this.messages.nameInLog(region, message.id);
    const id = eventId(logId, 0);
    const decided = await this.turns.take(region, () =>
      withinRegion(region, () =>
        retrying(() => this.decide(read, { region, id, message: logId, kept: message.id, contracts })),
      ),
    );
    if ('missing' in decided) return this.wait(kept, region, decided);
    const { outcome, youths } = decided;
    const lines = outcome.approvedLines + outcome.rejectedLines;
    const { afzender: provider } = read.declaration.head.header;
    const { declaratieNummer: number } = read.declaration.head.declaratie;
    const result = { declaration: id, lines, approvedLines: outcome.approvedLines, provider, number };
    const faults = wholeFaults(outcome, read.levelTwo);
    await this.messages.settle(message.id, { status: 'processed', region, faults, result, body, youths });
    const released = await this.release(read.declaration.head, region, batch);
    return {
      ...{ status: 'decided', message: message.id, region, ...result, faults },
      ...(released.length > 0 ? { released } : {}),
    };
  }

  /**
   * Retries pending declarations: those interrupted by the end of a process or a missing vault, and those that have waited long
   * enough for another one.
   */
  resume(): Promise<Resumed> {
    return overAllRegions(() => this.resumed());
  }

  private async resumed(): Promise<Resumed> {
    const resumed = await this.messages.resume([KIND], (body) => this.take(body));
    for (const id of await this.waiting.ready(this.today())) await this.take(await this.messages.open(id));
    return resumed;
  }

  /** Keeps a declaration until its predecessor arrives, and reports it. */
  private async wait(
    { id: message, body }: KeptMessage,
    region: string,
    { missing, until }: Wait,
  ): Promise<DeclarationWaits> {
    const text =
      `waits for the declaration of ${missing}, in which this provider had an assignment: send that declaration; ` +
      `otherwise this one is decided after ${until}`;
    const faults = [{ place: '/Bericht/Declaratie/DeclaratiePeriode', text }];
    await this.messages.settle(message, { status: 'waiting', region, faults, result: null, body });
    return { status: 'waiting', message, region, missing, until, faults };
  }

  /** Decides declarations that waited for the one that was just decided, earliest month first. */
  private async release(
    { header }: DeclarationHead,
    region: string,
    batch: ContractsSnapshot | undefined,
  ): Promise<DeclarationDecided[]> {
    const released: DeclarationDecided[] = [];
    const { afzender: provider, ontvanger: municipality } = header;
    for (const id of await this.waiting.behind({ region, provider, municipality })) {
      const taken = await this.take(await this.messages.open(id), batch);
      if (taken.status !== 'decided') continue;
      const { released: next = [], ...own } = taken;
      released.push(own, ...next);
    }
    return released;
  }

  private async refuse(
    { id: message, body }: KeptMessage,
    found: readonly Fault[],
    region: string | null = null,
  ): Promise<DeclarationResult> {
    const faults = maskedFaults(found);
    await this.messages.settle(message, { status: 'refused', region, faults, result: null, body });
    return { status: 'refused', message, faults };
  }

  private async decide(
    read: ReadDeclaration,
    { region, id, message, kept, contracts }: ToDecide,
  ): Promise<Decided | Wait> {
    const { declaration } = read;
    if (!declaration) throw new RangeError('no declaration to decide');
    const idOf = (content: string): string => this.messages.idIn(region, content, 'append');
    const open = await OpenDeclaration.load(this.log, { region, id, idOf });
    if (open.outcome) return { outcome: open.outcome, youths: new Map() };
    // Lines decided before a crash mean that the message had passed level 2, whatever the region's later settings.
    const isRefused = read.levelTwo.length > 0 && open.lines.length === 0;
    await this.catchUp(region);
    const candidate = candidateOf(declaration, region, kept);
    const days = settingsWith(contracts.settingsOf(region)).predecessorWaitDays;
    const wait = isRefused || open.parts > 0 ? undefined : await this.waiting.check(candidate, this.today(), days);
    if (wait) return wait;
    open.record({ kind: 'receive', head: toHead(declaration, message) });
    const bsns = [...new Set(declaration.lines.map(({ bsn }) => bsn))];
    const youths = await this.youthsOf(region, bsns);
    const own = {
      ...{ region, id, youths, contracts: contracts.contractsOf(region) },
      hasMunicipality: (code: string): boolean => contracts.hasMunicipality(code),
      succeeded: successionIn(contracts.definitionOf(region)),
    };
    const decision = isRefused
      ? refuseTechnically(declaration)
      : await this.judge(declaration, { source: own, recorded: open.lines, settings: contracts.settingsOf(region) });
    await this.recordLines(open, toLines(declaration, decision, youths));
    open.record({ kind: 'conclude', outcome: outcomeOf(decision, open.lines, { message, today: this.today() }) });
    await open.append();
    if (!open.outcome) throw new Error(`declaration ${id} was concluded without an outcome`);
    return { outcome: open.outcome, youths };
  }

  /** Brings the read models that declarations are judged by up to the head of the log. */
  private async catchUp(region: string | null): Promise<void> {
    if (region === null) return;
    await this.projections.catchUp(declarationsProjection, region);
    await this.projections.catchUp(assignmentsProjection, region);
  }

  private async youthsOf(region: string, bsns: readonly string[]): Promise<ReadonlyMap<string, string>> {
    try {
      return await this.identities.youthsOf(region, bsns);
    } catch (error) {
      throw new IdentitiesUnavailable(error);
    }
  }

  private async judge(declaration: Declaration, { source, recorded, settings }: Judged): Promise<DeclarationDecision> {
    const ledger = await loadLedger({ ...source, pool: this.pool }, declaration);
    return decideDeclaration(declaration, ledger, { today: this.today(), decided: outcomesOf(recorded), settings });
  }

  /** Records lines in parts; all but the last part are appended at once, that one together with the outcome. */
  private async recordLines(open: OpenDeclaration, lines: readonly DecidedLine[]): Promise<void> {
    const recorded = new Set(open.lines.map(({ place }) => place));
    const left = lines.filter(({ place }) => !recorded.has(place));
    for (let at = 0; at < left.length; at += LINES_PER_PART) {
      if (at > 0) await open.append();
      open.record({ kind: 'decide-lines', part: open.parts, lines: left.slice(at, at + LINES_PER_PART) });
    }
  }
}
