import { eventId, streamName } from '@regieboek/eventing';
import type { Waiver } from '@regieboek/events';
import type { Month } from '@regieboek/kernel';
import { metaNow, prepare, KeyedQueue, type ByTwo, type Today } from '@regieboek/platform';
import { correctionCentsOf } from '../domain/differences/diff-causes.js';
import type { OpenItem, PeriodCommand, SealContent } from '../domain/periods/period.js';
import { periodDecider } from '../domain/periods/period-decider.js';
import type { SealedPeriod } from '../domain/periods/periods.js';
import type { Books } from '../books/books.js';
import { correctionDigestOf, correctionsIn } from '../differences/corrections.js';
import { markOf } from '../runs/mark.js';
import { chainTo } from '../proof/leaf-digests.js';
import { statedMunicipalities } from '../statements/statement.js';
import { statementDigests } from '../statements/proof/statement-digest.js';
import { openItems } from './open-items.js';
import type { Replays } from '@regieboek/replays';
import { standingWaivers } from '../domain/standing/standing-decision.js';
import { standingDecisionsIn } from '../standing/standing-decisions.js';
import { firstDeclared, historyAt, runAt, type InMonth } from '../runs/runs.js';
import type { Watch } from '../runs/watch.js';
import { changedSinceAsked, refusalOf } from './period-refused.js';

type SealCommand = Extract<PeriodCommand, { kind: 'seal' }>;
type Prepared = Awaited<ReturnType<typeof prepare>>;

/** Actor of a seal, and the waivers with their reasons. */
export interface SealRequest {
  readonly by: string;
  readonly waivers: readonly Waiver[];
  /** Revision of the period that the sender saw (If-Match); a different one is refused with WrongRevision. */
  readonly expected?: number | undefined;
  /** The two people that decided on it. */
  readonly fourEyes?: ByTwo;
  /** Digest of the run that they decided on; a different one is refused. */
  readonly digest?: string;
}

/** Actor and reason of reopening a period. */
export interface ReopenRequest {
  readonly by: string;
  readonly reason: string;
  readonly expected?: number | undefined;
}

/** A sealed period with its mark, to be kept outside the ledger. */
export interface Sealed extends SealedPeriod {
  readonly mark: string;
}

/** A period: open, or sealed. */
export interface PeriodState {
  readonly period: Month;
  readonly sealed: Sealed | null;
  /** Last revision of its stream, or none. */
  readonly revision: number | 'none';
}

/** Seals and reopens periods, one at a time per region, because its periods have one order. */
export class Closing {
  private readonly turns = new KeyedQueue(4);

  constructor(
    private readonly replays: Replays,
    private readonly books: Books,
    private readonly today: Today,
  ) {}

  /** The present state of a period. */
  async period({ region, period }: InMonth): Promise<PeriodState> {
    let revision: number | 'none' = 'none';
    for await (const recorded of this.replays.log.read(streamName(region, periodDecider.category, period)))
      revision = recorded.revision;
    const sealed = (await this.books.periods(region)).sealOf(period);
    return { period, sealed: sealed ? { ...sealed, mark: markOf(region, sealed.seal) } : null, revision };
  }

  /** Sealed periods of a region with their marks, in the order of sealing. */
  async sealedPeriods(region: string): Promise<Sealed[]> {
    const { sealed } = await this.books.periods(region);
    return sealed.map((one) => ({ ...one, mark: markOf(region, one.seal) }));
  }

  /** Seals a period over everything known now; a second time changes nothing. Throws PeriodRefused and WrongRevision. */
  seal(month: InMonth, asked: SealRequest, watch: Watch = {}): Promise<PeriodState> {
    return this.turns.take(month.region, async () => {
      const { command, open } = await this.sealCommand(month, asked, watch);
      const decided = await this.decided(month, { command, by: asked.by, expected: asked.expected, open });
      if (decided.events.length > 0 && (asked.digest ?? command.content.digest) !== command.content.digest)
        throw changedSinceAsked();
      await this.append(decided, asked.by);
      return this.period(month);
    });
  }

  /** Content that a seal would have now; null when the period is sealed with that content. Records nothing. Throws what `seal` throws. */
  async preview(month: InMonth, asked: SealRequest, watch: Watch = {}): Promise<SealContent | null> {
    const { command, open } = await this.sealCommand(month, asked, watch);
    const { events } = await this.decided(month, { command, by: asked.by, expected: asked.expected, open });
    return events.length > 0 ? command.content : null;
  }

  /** Reopens the last sealed period. Throws PeriodRefused and WrongRevision. */
  reopen(month: InMonth, { by, reason, expected }: ReopenRequest): Promise<PeriodState> {
    return this.turns.take(month.region, async () => {
      const lastSealed = (await this.books.periods(month.region)).last?.seal.period ?? null;
      const { period } = month;
      const command = { kind: 'reopen', period, lastSealed, reason, by, today: this.today() } as const;
      await this.append(await this.decided(month, { command, by, expected, open: [] }), by);
      return this.period(month);
    });
  }

  /** Content of a seal, by replay of what is known now. */
  private async sealCommand(
    month: InMonth,
    { by, waivers, fourEyes }: SealRequest,
    watch: Watch,
  ): Promise<{ command: SealCommand; open: readonly OpenItem[] }> {
    const { region, period } = month;
    const position = await this.replays.log.head(region);
    const { ruleSet, periods } = await this.books.standing(region, period);
    const { run, digest, history } = await runAt(this.replays, month, { position, ruleSet }, watch);
    const declared = await historyAt(this.replays, region, { periods: [period], position, youths: [] }, watch);
    const items = openItems(run, declared);
    const standing = standingWaivers(items, period, {
      decisions: await standingDecisionsIn(this.replays.log, region),
      given: waivers,
    });
    const waivedByStanding = new Set(standing.map(({ item }) => item));
    const open = items.filter(({ item }) => !waivedByStanding.has(item));
    const corrections = await correctionsIn(this.replays, month, { periods, rules: this.books.rules, position }, watch);
    const content = {
      period,
      position,
      digest,
      ruleSet: ruleSet.version,
      billedCents: run.totals.billedCents,
      unresolvedCents: run.totals.unresolvedCents,
      correctionCents: correctionCentsOf(corrections),
      correctionDigest: correctionDigestOf(corrections),
      statements: statementDigests(run, statedMunicipalities(run, history.definition, corrections), corrections),
      chain: await chainTo({ log: this.replays.log, region }, position, watch),
    };
    const lastSealed = periods.last?.seal.period ?? null;
    // Only the first seal of a region may choose its month.
    const first = lastSealed === null ? await firstDeclared(this.replays, region, position) : null;
    const books = { lastSealed, firstDeclared: first };
    const byTwo = fourEyes ? { fourEyes } : {};
    const waived = { open: items, waivers: [...waivers, ...standing] };
    return { command: { kind: 'seal', content, ...waived, books, by, today: this.today(), ...byTwo }, open };
  }

  /** Decides on a command without recording anything. Throws PeriodRefused and WrongRevision. */
  private async decided(
    { region, period }: InMonth,
    decided: {
      readonly command: PeriodCommand;
      readonly by: string;
      readonly expected: number | undefined;
      readonly open: readonly OpenItem[];
    },
  ): Promise<Prepared> {
    const { command, by, expected, open } = decided;
    const commandId = eventId(JSON.stringify([region, period, command.kind, by]), 0);
    const address = { region, id: period, commandId, ...(expected === undefined ? {} : { expected }) };
    const prepared = await prepare(this.replays.log, periodDecider, [command], address);
    const [refused] = prepared.rejections;
    if (refused) throw refusalOf(refused.rejection, open);
    return prepared;
  }

  private async append({ stream, revision, events }: Prepared, by: string): Promise<void> {
    if (events.length > 0) await this.replays.log.append(stream, revision, events, metaNow({ actor: by }));
  }
}
