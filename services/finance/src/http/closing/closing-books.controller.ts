import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Endpoint, inRegion, Parsed, pathParts, RequestSignal } from '@regieboek/platform';
import { CompareRuns } from '../../queries/books/compare-runs.js';
import { GetBalances } from '../../queries/books/get-balances.js';
import { GetMonthStates } from '../../queries/books/get-month-states.js';
import { ListCorrections } from '../../queries/books/list-corrections.js';
import { ListPostings } from '../../queries/books/list-postings.js';
import { ProvePeriods } from '../../queries/books/prove-periods.js';
import { correctionCentsOf } from '../../domain/differences/diff-causes.js';
import * as responses from './responses.js';
import { asKnown, knownAtOf, mustBeRegion, periodPath, twoSides } from '../requests.js';

const onlyKnownAt = asKnown.pick({ knownAt: true });
const asProof = z.object({
  mark: z
    .string()
    .regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits in lower case')
    .meta({ description: 'Mark of a seal, kept outside the ledger.' })
    .optional(),
  fromScratch: z
    .enum(['true', 'false'])
    .meta({
      description:
        '`true`: this process reads and hashes every event and replays months from new segments. `false` (default): the database hashes the events, and existing segments are used.',
    })
    .optional(),
  /** Earlier name of `fromScratch`. */
  anew: z.enum(['true', 'false']).meta({ hidden: true }).optional(),
});
const monthRange = z.object({ from: pathParts.period, to: pathParts.period });
type PeriodPath = z.output<typeof periodPath>;
type OnlyKnownAt = z.output<typeof onlyKnownAt>;

/** The books of a region: changes in sealed months with their causes, postings, balances, and the proof of seals. */
@ApiTags('finance')
@Controller('regions/:region')
export class ClosingBooksController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  /** States of consecutive months. */
  @Get('months')
  @Endpoint({
    permission: 'see-periods',
    summary: 'States of consecutive months: sealed, open, without declarations, not over, or in the future',
    path: inRegion,
    query: monthRange,
    answers: { 200: { description: 'A state per month, in order.', json: responses.statedMonths } },
    problems: [404],
  })
  async months(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(monthRange)) range: z.output<typeof monthRange>,
  ) {
    await mustBeRegion(this.queries, region);
    return { months: await this.queries.execute(new GetMonthStates(region, range)) };
  }

  /** Differences of a month between two times or two versions of the rules. */
  @Get('billing-runs/:period/differences')
  @Endpoint({
    permission: 'see-books',
    summary: 'Differences (verschillen) between two runs of a month, each with its causes',
    description:
      'From the sealed run, of a reopened month the run sealed last, or the run as known at `from`, to the run as known now, or at `to`. A month that was never sealed needs `from` or other rules. The first run plus the differences equals the second run, to the cent.',
    path: periodPath,
    query: twoSides,
    answers: { 200: { description: 'Both sides and their differences.', json: responses.comparison } },
    problems: [404],
  })
  async differences(
    @Param(new Parsed(periodPath)) path: PeriodPath,
    @Query(new Parsed(twoSides)) { from, to, fromRuleSet, toRuleSet }: z.output<typeof twoSides>,
    @RequestSignal() signal: AbortSignal,
  ) {
    await mustBeRegion(this.queries, path.region);
    const sides = [
      { knownAt: knownAtOf(from), ruleSet: fromRuleSet },
      { knownAt: knownAtOf(to), ruleSet: toRuleSet },
    ] as const;
    return this.queries.execute(new CompareRuns(path, sides, { signal }));
  }

  /** Corrections of earlier months that a month takes over. */
  @Get('periods/:period/corrections')
  @Endpoint({
    permission: 'see-books',
    summary: 'Corrections (correcties) of earlier, sealed months in a month, each with its causes',
    path: periodPath,
    query: onlyKnownAt,
    answers: {
      200: { description: 'Corrections; none unless the month before is sealed.', json: responses.corrections },
    },
    problems: [404],
  })
  async corrections(
    @Param(new Parsed(periodPath)) { region, period }: PeriodPath,
    @Query(new Parsed(onlyKnownAt)) { knownAt }: OnlyKnownAt,
    @RequestSignal() signal: AbortSignal,
  ) {
    await mustBeRegion(this.queries, region);
    const corrections = await this.queries.execute(
      new ListCorrections({ region, period }, knownAtOf(knownAt), { signal }),
    );
    return { region, period, cents: correctionCentsOf(corrections), corrections };
  }

  /** Postings of a month. */
  @Get('periods/:period/postings')
  @Endpoint({
    permission: 'see-books',
    summary: 'Postings (journaalposten) of a month: lines, lump sums, and corrections of earlier months',
    path: periodPath,
    query: onlyKnownAt,
    answers: { 200: { description: 'Balanced postings.', json: responses.postings } },
    problems: [404],
  })
  async postings(
    @Param(new Parsed(periodPath)) path: PeriodPath,
    @Query(new Parsed(onlyKnownAt)) { knownAt }: OnlyKnownAt,
    @RequestSignal() signal: AbortSignal,
  ) {
    await mustBeRegion(this.queries, path.region);
    return this.queries.execute(new ListPostings(path, knownAtOf(knownAt), { signal }));
  }

  /** Balances over all months. */
  @Get('balances')
  @Endpoint({
    permission: 'see-books',
    summary: 'Balances (saldi) of all accounts over all months, as known now or at another time',
    path: inRegion,
    query: onlyKnownAt,
    answers: { 200: { description: 'By account and party; the sum is zero.', json: responses.balances } },
    problems: [404],
  })
  async balances(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(onlyKnownAt)) { knownAt }: OnlyKnownAt,
    @RequestSignal() signal: AbortSignal,
  ) {
    await mustBeRegion(this.queries, region);
    return this.queries.execute(new GetBalances(region, knownAtOf(knownAt), { signal }));
  }

  /** Proof of the sealed months. */
  @Get('proof')
  @Endpoint({
    permission: 'prove-periods',
    summary: 'Proof (bewijs) from the log alone that sealed months still produce their sealed results',
    description:
      'Hashes the whole log and replays every sealed month: about a second for a million events, and minutes with `fromScratch`. For proofs of more than three minutes use the command `regieboek verify`.',
    path: inRegion,
    query: asProof,
    answers: { 200: { description: 'Result per month, and every fault with its place.', json: responses.proof } },
    problems: [404],
  })
  async proof(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(asProof)) { mark, anew, fromScratch = anew }: z.output<typeof asProof>,
    @RequestSignal() signal: AbortSignal,
  ) {
    await mustBeRegion(this.queries, region);
    const asked = { marks: mark === undefined ? [] : [mark], fromScratch: fromScratch === 'true' };
    return this.queries.execute(new ProvePeriods(region, asked, { signal }));
  }
}
