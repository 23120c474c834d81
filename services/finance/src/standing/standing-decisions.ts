import { eventId, streamName, type EventLog } from '@regieboek/eventing';
import type { StandingDecision } from '@regieboek/events';
import { Refusal, type Month } from '@regieboek/kernel';
import { handle, KeyedQueue, load, type ByTwo, type Today } from '@regieboek/platform';
import { standingDecider, type StandingCommand, type StandingRefusal } from '../domain/standing/standing-decider.js';
import type { StandingDecisionOnRecord } from '../domain/standing/standing-decision.js';
import { historyAt } from '../runs/runs.js';
import type { Replays } from '@regieboek/replays';

/** A standing decision as requested. */
export interface StandingRequest {
  readonly youth: string;
  /** Code of the reason that is waived. */
  readonly waives: string;
  readonly from: Month;
  readonly to: Month;
  readonly reason: string;
  readonly by: string;
}

/** Withdrawal of a standing decision as requested. */
export interface StandingWithdrawal {
  readonly id: string;
  readonly reason: string;
  readonly by: string;
}

/** Kind of each refusal: a missing code does not compile. */
const kindOf: Readonly<Record<StandingRefusal, 'invalid' | 'conflict' | 'not-found'>> = {
  'months-reversed': 'invalid',
  'too-many-months': 'invalid',
  'months-too-far': 'invalid',
  overlaps: 'conflict',
  'sensitive-text': 'invalid',
  'unknown-decision': 'not-found',
};

/** Each refusal in Dutch; the English one, of the decider, names the decision or the months. */
const dutch: Readonly<Record<StandingRefusal, string>> = {
  'months-reversed': 'de laatste maand ligt voor de eerste: noem de eerste maand eerst',
  'too-many-months': 'een doorlopende afwijking geldt ten hoogste twaalf maanden: besluit elk jaar opnieuw',
  'months-too-far': 'de maanden liggen te ver weg: verbeter ze',
  overlaps:
    'voor deze reden van deze jeugdige geldt in een van deze maanden al een doorlopende afwijking: kies andere maanden, of trek die eerst in',
  'sensitive-text': 'de reden of een naam bevat een burgerservicenummer: haal dat weg',
  'unknown-decision': 'geen doorlopende afwijking van deze regio heeft dit id: zie de lijst',
};

const isStandingRefusal = (code: string): code is StandingRefusal => Object.hasOwn(kindOf, code);

/** Standing decisions of a region, withdrawn ones included, in the order in which they were taken. */
export const standingDecisionsIn = async (
  log: EventLog,
  region: string,
): Promise<readonly StandingDecisionOnRecord[]> =>
  (await load(log, standingDecider, streamName(region, standingDecider.category, region))).state;

/** Records and lists the standing decisions of regions. */
export class StandingDecisions {
  private readonly turns = new KeyedQueue(4);

  constructor(
    private readonly replays: Replays,
    private readonly today: Today,
  ) {}

  /** Standing decisions of a region, withdrawn ones included, in the order in which they were taken. */
  list(region: string): Promise<readonly StandingDecisionOnRecord[]> {
    return standingDecisionsIn(this.replays.log, region);
  }

  /** Takes a standing decision and returns it; the same one again returns the existing one. Throws a Refusal. */
  take(region: string, request: StandingRequest, fourEyes?: ByTwo): Promise<StandingDecisionOnRecord> {
    return this.turns.take(region, async () => {
      await this.mustBeKnown(region, request.youth);
      const before = await this.list(region);
      const decision = this.decisionOf(region, request, { number: before.length, fourEyes });
      await this.record(region, { kind: 'take', decision });
      return this.found(region, (one) => one.withdrawn === null && isFor(one, request));
    });
  }

  /** Withdraws a standing decision and returns it; withdrawing it again changes nothing. Throws a Refusal. */
  withdraw(region: string, request: StandingWithdrawal): Promise<StandingDecisionOnRecord> {
    return this.turns.take(region, async () => {
      await this.record(region, { kind: 'withdraw', ...request, today: this.today() });
      return this.found(region, ({ id }) => id === request.id);
    });
  }

  /** A decision with an id that follows from its place in the region, so that a repeat of an interrupted append has the same id. */
  private decisionOf(
    region: string,
    { youth, waives, from, to, reason, by }: StandingRequest,
    { number, fourEyes }: { readonly number: number; readonly fourEyes: ByTwo | undefined },
  ): StandingDecision {
    const id = eventId(JSON.stringify([region, 'standing-decision', youth, waives, from]), number);
    const taken = { id, youth, waives, from, to, reason, takenBy: by, takenOn: this.today() };
    return fourEyes ? { ...taken, fourEyes } : taken;
  }

  private async record(region: string, command: StandingCommand): Promise<void> {
    const commandId = eventId(JSON.stringify([region, command]), 0);
    const handled = await handle(this.replays.log, standingDecider, command, { region, id: region, commandId });
    if (handled.kind !== 'refused') return;
    const [first] = handled.rejections;
    const { code, message } = first?.rejection ?? { code: 'refused', message: 'the decision was refused' };
    if (!isStandingRefusal(code)) throw new Error(`unknown refusal ${code}`);
    throw new Refusal(code, kindOf[code], { en: message, nl: dutch[code] });
  }

  private async found(
    region: string,
    isWanted: (one: StandingDecisionOnRecord) => boolean,
  ): Promise<StandingDecisionOnRecord> {
    const found = (await this.list(region)).find(isWanted);
    if (!found) throw new Error(`a standing decision of ${region} is missing from the log after it was recorded`);
    return found;
  }

  /** Throws a Refusal (not-found) for a pseudonym that is not of a youth of the region. */
  private async mustBeKnown(region: string, youth: string): Promise<void> {
    const position = await this.replays.log.head(region);
    const { youths } = await historyAt(this.replays, region, { periods: [], position, youths: [youth] });
    if (!youths.has(youth))
      throw new Refusal('not-found', 'not-found', {
        en: 'no youth of this region has this pseudonym: see regieboek open-items',
        nl: 'geen jeugdige van deze regio heeft dit pseudoniem: zie regieboek open-items',
      });
  }
}

const isFor = (one: StandingDecision, { youth, waives, from, to }: StandingRequest): boolean =>
  one.youth === youth && one.waives === waives && one.from === from && one.to === to;
