import { Inject, Injectable } from '@nestjs/common';
import type { Pool } from 'pg';
import {
  answerIdentification,
  decideDeclaration,
  refuseTechnically,
  type Declaration,
  type DeclarationDecision,
  type DeclarationHead,
  type Finding,
  type Settings,
} from '@regieboek/ijw';
import { eventId, type EventLog } from '@regieboek/eventing';
import type { DecidedLine, DeclarationOutcome } from '@regieboek/events';
import { toDay, type CalendarDate } from '@regieboek/kernel';
import {
  DATABASE,
  EVENT_LOG,
  IDENTITIES,
  IdentitiesAway,
  PROJECTIONS,
  retrying,
  TODAY,
  Turns,
  type ContractsCopy,
  type ContractsSnapshot,
  type Fault,
  type Identities,
  type MessageStore,
  type Projections,
  type ReceivedMessage,
  type Resumed,
  type Today,
} from '@regieboek/platform';
import { assignmentsProjection, declarationsProjection } from '../read-model/declarations.js';
import { CONTRACTS, MESSAGES } from '../tokens.js';
import { OpenDeclaration } from './open-declaration.js';
import { loadLedger, type LedgerSource } from './load-ledger.js';
import { readAndCheck, type ReadDeclaration } from './read-declaration.js';
import { outcomesOf, toHead, toLines } from './recorded-lines.js';

/** What became of a received declaration. */
export type DeclarationTaken =
  | {
      readonly status: 'decided' | 'unchanged';
      readonly message: string;
      readonly region: string;
      readonly declaration: string;
      readonly lines: number;
      readonly approvedLines: number;
    }
  | { readonly status: 'refused'; readonly message: string; readonly faults: readonly Fault[] };

/** What a declaration is judged by. */
interface Judged {
  readonly source: Omit<LedgerSource, 'pool'>;
  /** Lines decided before a crash. */
  readonly recorded: readonly DecidedLine[];
  readonly settings: Partial<Settings>;
}

const KIND = 'JW323';

/** Declarations of different regions decided at once by one process: each takes up to three connections of its pool. */
const DECIDED_AT_ONCE_MAX = 4;

/** Lines in one append: about a third of the 1 MiB that an event log takes at once. */
const LINES_PER_PART = 1_000;

const faultOf = ({ path, line, rule, text }: Finding): Fault => ({
  place: `line ${line} ${path}`,
  text: `${rule}: ${text}`,
});

/**
 * Takes in declarations (JW323): keeps the message, checks it on all levels, decides every line, and fixes the answer.
 * What was decided before a crash stays decided; nothing counts before the whole is.
 */
@Injectable()
export class DeclarationIntake {
  private readonly turns = new Turns(DECIDED_AT_ONCE_MAX);

  // eslint-disable-next-line @typescript-eslint/max-params -- injected, by token and never by place
  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(DATABASE) private readonly pool: Pool,
    @Inject(PROJECTIONS) private readonly projections: Projections,
    @Inject(CONTRACTS) private readonly contracts: ContractsCopy,
    @Inject(MESSAGES) private readonly messages: MessageStore,
    @Inject(IDENTITIES) private readonly identities: Identities,
    @Inject(TODAY) private readonly today: Today,
  ) {}

  /** Regions and contracts to judge a batch of declarations by. */
  snapshot(): Promise<ContractsSnapshot> {
    return this.contracts.snapshot();
  }

  /**
   * Takes in one declaration as received, judged by the contracts as they are now or by those of a batch. The same
   * message again gives the same answer; a refused one is tried again.
   */
  async take(body: Uint8Array, batch?: ContractsSnapshot): Promise<DeclarationTaken> {
    const message = await this.messages.receive(body, KIND);
    if (message.status === 'processed') return unchanged(message);
    const contracts = batch ?? (await this.snapshot());
    const regionOf = ({ header }: DeclarationHead): string | null =>
      contracts.regionOf(header.ontvanger, toDay(header.berichtIdentificatie.dagtekening));
    const read = readAndCheck(body, (head) => contracts.settingsOf(regionOf(head) ?? ''));
    if (!read.declaration) return this.refuse(message.id, read.levelOne.map(faultOf));
    const region = regionOf(read.declaration.head);
    if (!region) {
      const { ontvanger } = read.declaration.head.header;
      const text = `municipality ${ontvanger} takes part in no region: import the contracts.yaml of its region first`;
      return this.refuse(message.id, [{ place: '/Bericht/Header/Ontvanger', text }]);
    }
    const id = eventId(message.id, 0);
    const outcome = await this.oneAtATime(region, () =>
      retrying(() => this.decide(read, { region, id, message: message.id, contracts })),
    );
    const lines = outcome.approvedLines + outcome.rejectedLines;
    const result = { declaration: id, lines, approvedLines: outcome.approvedLines };
    const faults = outcome.headerCodes.includes('0001') ? read.levelTwo.map(faultOf) : [];
    await this.messages.settle(message.id, { status: 'processed', region, faults, result });
    return { status: 'decided', message: message.id, region, ...result };
  }

  /** Takes up again what was received and not decided, because a process ended or the vault was away. */
  resume(): Promise<Resumed> {
    return this.messages.resume([KIND], (body) => this.take(body));
  }

  private async refuse(message: string, faults: readonly Fault[]): Promise<DeclarationTaken> {
    await this.messages.settle(message, { status: 'refused', region: null, faults, result: null });
    return { status: 'refused', message, faults };
  }

  /**
   * One declaration of a region is decided at a time, over all processes: the next one has to see what it decided. Who
   * waits for a turn in this process holds no connection, so that those whose turn it is never lack one.
   */
  private oneAtATime<Result>(region: string, work: () => Promise<Result>): Promise<Result> {
    return this.turns.take(region, async () => {
      const client = await this.pool.connect();
      try {
        await client.query("SELECT pg_advisory_lock(hashtextextended('finance/' || $1, 0))", [region]);
        return await work();
      } finally {
        await client.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
        client.release();
      }
    });
  }

  private async decide(
    read: ReadDeclaration,
    { region, id, message, contracts }: { region: string; id: string; message: string; contracts: ContractsSnapshot },
  ): Promise<DeclarationOutcome> {
    const { declaration } = read;
    if (!declaration) throw new RangeError('there is no declaration to decide');
    const open = await OpenDeclaration.load(this.log, region, id);
    if (open.outcome) return open.outcome;
    open.record({ kind: 'receive', head: toHead(declaration, message) });
    const bsns = [...new Set(declaration.lines.map(({ bsn }) => bsn))];
    const youths = await this.youthsOf(region, bsns);
    const hasMunicipality = (code: string): boolean => contracts.hasMunicipality(code);
    const own = { region, id, youths, contracts: contracts.contractsOf(region), hasMunicipality };
    // Lines decided before a crash mean that the message had passed level 2, whatever the region chose since.
    const isRefused = read.levelTwo.length > 0 && open.lines.length === 0;
    const decision = isRefused
      ? refuseTechnically(declaration)
      : await this.judge(declaration, { source: own, recorded: open.lines, settings: contracts.settingsOf(region) });
    await this.recordLines(open, toLines(declaration, decision, youths));
    open.record({ kind: 'conclude', outcome: outcomeOf(decision, open.lines, { message, today: this.today() }) });
    await open.append();
    if (!open.outcome) throw new Error(`declaration ${id} has no outcome after it was concluded`);
    return open.outcome;
  }

  private async youthsOf(region: string, bsns: readonly string[]): Promise<ReadonlyMap<string, string>> {
    try {
      return await this.identities.youthsOf(region, bsns);
    } catch (error) {
      throw new IdentitiesAway(error);
    }
  }

  private async judge(declaration: Declaration, { source, recorded, settings }: Judged): Promise<DeclarationDecision> {
    await this.projections.catchUp(declarationsProjection, source.region);
    await this.projections.catchUp(assignmentsProjection, source.region);
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

const unchanged = ({ id, region, result }: ReceivedMessage): DeclarationTaken => ({
  status: 'unchanged',
  message: id,
  region: region ?? '',
  ...(result as { declaration: string; lines: number; approvedLines: number }),
});

function outcomeOf(
  decision: DeclarationDecision,
  lines: readonly DecidedLine[],
  { message, today }: { message: string; today: CalendarDate },
): DeclarationOutcome {
  const approved = lines.filter(({ codes }) => codes.length === 0);
  return {
    headerCodes: [...decision.header],
    declarationCodes: [...decision.declaration],
    clientCodes: Object.fromEntries([...decision.clients].map(([client, codes]) => [String(client), [...codes]])),
    approvedCents: decision.grantedCents,
    approvedLines: approved.length,
    rejectedLines: lines.length - approved.length,
    answerId: answerIdentification('A', message),
    answerDate: today,
  };
}
