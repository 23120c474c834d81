import { createHash } from 'node:crypto';
import { eventId, streamName, type EventLog } from '@regieboek/eventing';
import { validated, type DecidedLine, type DeclarationOutcome, type FinanceEvent } from '@regieboek/events';
import { isRejection } from '@regieboek/kernel';
import { load } from '@regieboek/platform';
import { declarationDecider, type DeclarationCommand, type DeclarationState } from '../domain/declaration.js';

/** A declaration while it is being decided: read once, then every command is decided on what it has become. */
export class OpenDeclaration {
  private readonly pending: FinanceEvent[] = [];

  private constructor(
    private readonly log: EventLog,
    private readonly stream: string,
    private state: DeclarationState,
    private revision: number | 'none',
  ) {}

  static async load(log: EventLog, region: string, id: string): Promise<OpenDeclaration> {
    const stream = streamName(region, declarationDecider.category, id);
    const { state, revision } = await load(log, declarationDecider, stream);
    return new OpenDeclaration(log, stream, state, revision);
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

  /** Decides; what it leads to is appended by `append`. */
  record(command: DeclarationCommand): void {
    const decided = declarationDecider.decide(command, this.state);
    if (isRejection(decided)) throw new Error(`declaration ${this.stream}: ${decided.message}`);
    for (const event of decided) this.state = declarationDecider.evolve(this.state, event);
    this.pending.push(...decided.map((event) => validated(event)));
  }

  /** Appends what was recorded since. Throws WrongRevision when another writer was first; what it wrote has to be read. */
  async append(): Promise<void> {
    if (this.pending.length === 0) return;
    // Ids follow from the content too: what another process decided otherwise must never pass for the same append.
    const content = createHash('sha256').update(JSON.stringify(this.pending)).digest('hex');
    const events = this.pending.map((event, index) => ({
      id: eventId(`${this.stream}@${this.revision}/${content}`, index),
      ...event,
    }));
    const { revision } = await this.log.append(this.stream, this.revision, events);
    this.pending.length = 0;
    this.revision = revision;
  }
}
