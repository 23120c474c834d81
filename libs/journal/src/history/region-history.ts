import { toDay, type Day } from '@regieboek/kernel';
import {
  decode,
  type Assignment,
  type Authorisation,
  type CareKey,
  type Contract,
  type DeclarationHead,
  type DeclarationOutcome,
  type DecidedLine,
  type DomainEvent,
  type RegionDefinition,
  type ResidenceFact,
} from '@regieboek/events';

/** A residence fact with the positions and days on which it became known and was withdrawn. */
export interface KnownFact {
  readonly fact: ResidenceFact;
  readonly recordedOn: Day;
  withdrawnOn: Day | null;
  readonly position: number;
}

/** A start or stop message or its removal, with its position in the log. */
export interface CareEvent {
  readonly kind: 'started' | 'start-withdrawn' | 'stopped' | 'stop-withdrawn';
  readonly key: CareKey;
  readonly end: Day | null;
  readonly reason: string | null;
  readonly position: number;
}

/** Whole days away from a stay at a provider. */
interface RecordedAbsence {
  readonly id: string;
  readonly provider: string;
  readonly kind: 'holiday' | 'weekend' | 'runaway' | 'admission';
  readonly from: Day;
  readonly to: Day;
}

/** All events about one youth. */
export interface YouthHistory {
  readonly youth: string;
  birth: Day;
  readonly facts: KnownFact[];
  readonly care: CareEvent[];
  readonly absences: RecordedAbsence[];
  readonly assignments: Map<string, Assignment>;
  readonly authorisations: Authorisation[];
}

/** A declaration with its lines. Nothing of it counts before `outcome` is set. */
export interface DeclarationHistory {
  readonly stream: string;
  readonly head: DeclarationHead;
  readonly lines: DecidedLine[];
  outcome: DeclarationOutcome | null;
}

/** Selects the declarations whose lines a replay keeps; default all. */
export type DeclarationFilter = (head: DeclarationHead) => boolean;

/** Key of an assignment: its number is unique per municipality (TR332). */
export const assignmentKey = (municipality: string, number: number): string => `${municipality}#${number}`;

/**
 * A region as replayed from its log, up to the last applied event. Built by replay only: the same events always give
 * the same history. Throws UnknownEvent on an event of a newer version.
 */
export class RegionHistory {
  definition: RegionDefinition | null = null;
  readonly contracts = new Map<string, Contract>();
  readonly youths = new Map<string, YouthHistory>();
  readonly declarations = new Map<string, DeclarationHistory>();
  /** Declarations that were not selected, with those of their lines that are evidence of care. */
  readonly elsewhere = new Map<string, DeclarationHistory>();
  /** Log position of the last event applied; 0 before the first. */
  position = 0;

  readonly #wants: DeclarationFilter;
  readonly #keepsOthers: boolean;

  /** `keepsOthers`: keeps declarations that are not selected, with their applied lines, in `elsewhere`. */
  constructor(wants: DeclarationFilter = () => true, keepsOthers = false) {
    this.#wants = wants;
    this.#keepsOthers = keepsOthers;
  }

  /** Applies one event of the region, in log order; an unknown event leaves the history unchanged. */
  apply(recorded: { stream: string; position: number; type: string; data: unknown }): void {
    const event = decode(recorded);
    if (event.type.startsWith('finance.')) this.applyFinance(event, recorded.stream);
    else if (event.type.startsWith('contracts.')) this.applyContracts(event);
    else this.applyPlacements(event, recorded.position);
    this.position = recorded.position;
  }

  private applyContracts(event: DomainEvent): void {
    if (event.type === 'contracts.region-defined.v1') this.definition = event.data;
    else if (event.type === 'contracts.contract-agreed.v1') this.contracts.set(event.data.provider, event.data);
    else if (event.type === 'contracts.contract-withdrawn.v1') this.contracts.delete(event.data.provider);
  }

  private youthOf(id: string): YouthHistory {
    let youth = this.youths.get(id);
    if (!youth) {
      youth = { youth: id, birth: 0, facts: [], care: [], absences: [], assignments: new Map(), authorisations: [] };
      this.youths.set(id, youth);
    }
    return youth;
  }

  private applyPlacements(event: DomainEvent, position: number): void {
    switch (event.type) {
      case 'placements.youth-registered.v1':
      case 'placements.birth-date-corrected.v1':
        this.youthOf(event.data.youth).birth = toDay(event.data.birth);
        return;
      case 'placements.residence-fact-recorded.v1': {
        const { youth, fact, recordedOn } = event.data;
        this.youthOf(youth).facts.push({ fact, recordedOn: toDay(recordedOn), withdrawnOn: null, position });
        return;
      }
      case 'placements.residence-fact-withdrawn.v1':
        this.withdraw(event.data.youth, event.data.factId, toDay(event.data.withdrawnOn));
        return;
      case 'placements.authorisation-recorded.v1':
        this.youthOf(event.data.youth).authorisations.push(event.data.authorisation);
        return;
      case 'placements.assignment-decided.v1': {
        const { youth, municipality, number } = event.data;
        this.youthOf(youth).assignments.set(assignmentKey(municipality, number), event.data);
        return;
      }
      case 'placements.absence-recorded.v1': {
        const { youth, id, provider, kind, from, to } = event.data;
        this.youthOf(youth).absences.push({ id, provider, kind, from: toDay(from), to: toDay(to) });
        return;
      }
      default:
        this.applyCare(event, position);
    }
  }

  private withdraw(youth: string, factId: string, on: Day): void {
    for (const known of this.youthOf(youth).facts) {
      if (known.fact.id === factId && known.withdrawnOn === null) known.withdrawnOn = on;
    }
  }

  private applyCare(event: DomainEvent, position: number): void {
    switch (event.type) {
      case 'placements.care-started.v1':
      case 'placements.care-start-withdrawn.v1': {
        const kind = event.type === 'placements.care-started.v1' ? 'started' : 'start-withdrawn';
        this.youthOf(event.data.youth).care.push({ kind, key: event.data, end: null, reason: null, position });
        return;
      }
      case 'placements.care-stopped.v1':
      case 'placements.care-stop-withdrawn.v1': {
        const kind = event.type === 'placements.care-stopped.v1' ? 'stopped' : 'stop-withdrawn';
        const { end, reason } = event.data;
        this.youthOf(event.data.youth).care.push({ kind, key: event.data, end: toDay(end), reason, position });
        return;
      }
      default: // Events of contracts and finance are handled in apply.
    }
  }

  private applyFinance(event: DomainEvent, stream: string): void {
    if (event.type === 'finance.declaration-received.v1') {
      const isWanted = this.#wants(event.data);
      if (isWanted || this.#keepsOthers) {
        const kept = isWanted ? this.declarations : this.elsewhere;
        kept.set(stream, { stream, head: event.data, lines: [], outcome: null });
      }
      return;
    }
    const declaration = this.declarations.get(stream) ?? this.elsewhere.get(stream);
    if (!declaration) return;
    if (event.type === 'finance.declaration-lines-decided.v1') {
      for (const line of event.data.lines) declaration.lines.push(line);
    } else if (event.type === 'finance.declaration-decided.v1') declaration.outcome = event.data;
  }
}
