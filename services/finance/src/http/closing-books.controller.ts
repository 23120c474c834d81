import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Endpoint, inRegion, Parsed, type ContractsCopy } from '@regieboek/platform';
import { Billing } from '../billing/billing.js';
import { Comparing } from '../closing/comparing.js';
import { Ledger } from '../closing/ledger.js';
import { Proving } from '../closing/proving.js';
import { correctionCentsOf } from '../domain/diff-causes.js';
import { CONTRACTS } from '../tokens.js';
import * as answers from './closing-answers.js';
import { answering, asKnown, knownAtOf, mustBeRegion, periodPath, twoSides } from './closing-asked.js';

const onlyKnownAt = asKnown.pick({ knownAt: true });
const asProof = z.object({
  mark: z
    .string()
    .regex(/^[0-9a-f]{64}$/, '64 hexadecimal digits in lower case')
    .meta({ description: 'Mark of a seal that was kept outside the ledger.' })
    .optional(),
  anew: z
    .enum(['true', 'false'])
    .meta({
      description:
        'With `true` every event is read and hashed by this process, and months are replayed from segments made now; otherwise the database hashes the events, and segments are used that are there (default).',
    })
    .optional(),
});
type PeriodPath = z.output<typeof periodPath>;
type OnlyKnownAt = z.output<typeof onlyKnownAt>;

/** The books of a region: what changed in sealed months and why, postings, balances, and the proof of what was sealed. */
@ApiTags('finance')
@Controller('regions/:region')
export class ClosingBooksController {
  // eslint-disable-next-line @typescript-eslint/max-params -- injected, by token and never by place
  constructor(
    @Inject(Billing) private readonly billing: Billing,
    @Inject(Comparing) private readonly comparing: Comparing,
    @Inject(Ledger) private readonly ledger: Ledger,
    @Inject(Proving) private readonly proving: Proving,
    @Inject(CONTRACTS) private readonly contracts: ContractsCopy,
  ) {}

  /** Differences of a month between two times or two versions of the rules. */
  @Get('billing-runs/:period/differences')
  @Endpoint({
    summary: 'Differences (verschillen) between two runs of a month, each with its causes',
    description:
      'From the sealed run, or from what is known at `from`, to what is known now, or at `to`. The first run and the differences are the second run, to the cent.',
    path: periodPath,
    query: twoSides,
    answers: { 200: { description: 'Both sides, and what differs.', json: answers.comparison } },
    problems: [404],
  })
  async differences(
    @Param(new Parsed(periodPath)) path: PeriodPath,
    @Query(new Parsed(twoSides)) { from, to, fromRuleSet, toRuleSet }: z.output<typeof twoSides>,
  ) {
    await mustBeRegion(this.contracts, path.region);
    const sides = [
      { knownAt: knownAtOf(from), ruleSet: fromRuleSet },
      { knownAt: knownAtOf(to), ruleSet: toRuleSet },
    ] as const;
    return answering(this.comparing.differences(path, sides));
  }

  /** Corrections of earlier months that a month takes over. */
  @Get('periods/:period/corrections')
  @Endpoint({
    summary: 'Corrections (correcties) of earlier, sealed months that a month takes over, each with its causes',
    path: periodPath,
    query: onlyKnownAt,
    answers: {
      200: { description: 'Corrections; none unless the month before is sealed.', json: answers.corrections },
    },
    problems: [404],
  })
  async corrections(
    @Param(new Parsed(periodPath)) { region, period }: PeriodPath,
    @Query(new Parsed(onlyKnownAt)) { knownAt }: OnlyKnownAt,
  ) {
    await mustBeRegion(this.contracts, region);
    const corrections = await answering(this.billing.corrections(region, period, knownAtOf(knownAt)));
    return { region, period, cents: correctionCentsOf(corrections), corrections };
  }

  /** Postings of a month. */
  @Get('periods/:period/postings')
  @Endpoint({
    summary: 'Postings (journaalposten) of a month: lines, lump sums, and corrections of earlier months',
    path: periodPath,
    query: onlyKnownAt,
    answers: { 200: { description: 'Balanced postings.', json: answers.postings } },
    problems: [404],
  })
  async postings(
    @Param(new Parsed(periodPath)) path: PeriodPath,
    @Query(new Parsed(onlyKnownAt)) { knownAt }: OnlyKnownAt,
  ) {
    await mustBeRegion(this.contracts, path.region);
    return answering(this.ledger.postings(path, knownAtOf(knownAt)));
  }

  /** Balances over all months. */
  @Get('balances')
  @Endpoint({
    summary: 'Balances (saldi) of all accounts over all months, as known now or at another time',
    path: inRegion,
    query: onlyKnownAt,
    answers: { 200: { description: 'By account and party; together zero.', json: answers.balances } },
    problems: [404],
  })
  async balances(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(onlyKnownAt)) { knownAt }: OnlyKnownAt,
  ) {
    await mustBeRegion(this.contracts, region);
    return answering(this.ledger.balances(region, knownAtOf(knownAt)));
  }

  /** Proof of the sealed months. */
  @Get('proof')
  @Endpoint({
    summary: 'Proof (bewijs) that sealed months still say what they said, from the log alone',
    description:
      'Hashes the whole log and replays every sealed month: about a second for a million events, and minutes with `anew`.',
    path: inRegion,
    query: asProof,
    answers: { 200: { description: 'What holds, and every fault with its place.', json: answers.proof } },
    problems: [404],
  })
  async proof(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Query(new Parsed(asProof)) { mark, anew }: z.output<typeof asProof>,
  ) {
    await mustBeRegion(this.contracts, region);
    return this.proving.proof(region, { marks: mark === undefined ? [] : [mark], anew: anew === 'true' });
  }
}
