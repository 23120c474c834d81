import { eventId, streamName, type EventLog } from '@regieboek/eventing';
import { validated, type DecidedLine, type DeclarationOutcome, type FinanceEvent } from '@regieboek/events';
import { isRejection } from '@regieboek/kernel';
import { load, metaNow, traced } from '@regieboek/platform';
import {
  declarationDecider,
  type DeclarationCommand,
  type DeclarationState,
} from '../../domain/declarations/declaration.js';

/** Identifies a declaration, and derives ids from content. */
export interface DeclarationAddress {
  readonly region: string;
  readonly id: string;
  readonly idOf: (content: string) => string;
}

/** A declaration being decided: read once, then every command is decided on its current state. */
export class OpenDeclaration {
  private readonly pending: FinanceEvent[] = [];

  private constructor(
    private readonly log: EventLog,
    private readonly at: { readonly stream: string; readonly idOf: (content: string) => string },
    private state: DeclarationState,
    private revision: number | 'none',
  ) {}

  /** Loads a declaration; ids of its appends follow from their content by `idOf`, which needs the vault. */
  static async load(log: EventLog, { region, id, idOf }: DeclarationAddress): Promise<OpenDeclaration> {
    const stream = streamName(region, declarationDecider.category, id);
    const { state, revision } = await load(log, declarationDecider, stream);
    return new OpenDeclaration(log, { stream, idOf }, state, revision);
  }

  /** Lines decided so far. */
  get lines(): readonly DecidedLine[] {
    return this.state.status === 'unknown' ? [] : this.state.lines;
  }

  /** Parts recorded so far. */
  get parts(): number {
    return this.state.status === 'unknown' ? 0 : this.state.parts;
  }

  get outcome(): DeclarationOutcome | null {
    return this.state.status === 'decided' ? this.state.outcome : null;
  }

  /** Decides a command; `append` records the resulting events. */
  record(command: DeclarationCommand): void {
    const decided = declarationDecider.decide(command, this.state);
    if (isRejection(decided)) throw new Error(`declaration ${this.at.stream}: ${decided.message}`);
    for (const event of decided) this.state = declarationDecider.evolve(this.state, event);
    this.pending.push(...decided.map((event) => validated(event)));
  }

  /** Appends the pending events. Throws WrongRevision when another writer was first; its events have to be read. */
  async append(): Promise<void> {
    if (this.pending.length === 0) return;
    const { stream, idOf } = this.at;
    // Ids depend on the content too, so a different decision of another process never counts as the same append.
    const content = idOf(JSON.stringify(this.pending));
    const events = this.pending.map((event, index) => ({
      id: eventId(`${stream}@${this.revision}/${content}`, index),
      ...event,
    }));
    const { revision } = await traced('append', { stream, events: events.length }, () =>
      this.log.append(stream, this.revision, events, metaNow()),
    );
    this.pending.length = 0;
    this.revision = revision;
  }
}
