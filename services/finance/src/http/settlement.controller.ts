import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { fields } from '@regieboek/events';
import { Endpoint, inRegion, notFound, Parsed, pathParts, Problem, type ContractsCopy } from '@regieboek/platform';
import { batchCents, batchXml, PaymentRefused, Payments, type OrderedBatch } from '../settlement/payments.js';
import { Settlements } from '../settlement/settlements.js';
import { readTerms, termsSchema, type Terms } from '../settlement/terms.js';
import { CONTRACTS } from '../tokens.js';
import { answering, knownAtOf, knownAtText, mustBeRegion } from './closing-asked.js';
import * as answers from './settlement-answers.js';

const terms = z
  .unknown()
  .meta({ description: 'Terms of payment (betaalafspraken), as docs/payments-file.md has them.' });
const settling = z.object({
  from: pathParts.period,
  to: pathParts.period,
  knownAt: knownAtText.optional(),
  terms: z.record(z.string(), terms),
});
const paying = z.object({
  executionDate: fields.date.meta({ description: 'Day on which banks execute it.', example: '2026-03-16' }),
  provider: fields.provider.optional(),
  terms: z.record(z.string(), terms),
});
const batchPath = inRegion.extend({
  batch: z
    .string()
    .regex(/^[A-Z0-9-]{1,35}$/, 'the id of a batch')
    .meta({ description: 'Id of a batch.', example: 'RB4F1D' }),
});
const example = {
  ...{ format: 'regieboek-payments/1', region: 'zhz', organisation: { name: 'Serviceorganisatie Jeugd' } },
} satisfies Partial<z.input<typeof termsSchema>>;

/** Terms of a body, for the region of the path. Throws a Problem (400) with all faults at once. */
function termsOf(value: unknown, region: string): Terms {
  const read = readTerms(value);
  const faults =
    'faults' in read
      ? read.faults
      : read.terms.region === region
        ? []
        : [
            {
              path: ['region'],
              text: `is ${read.terms.region}, and the request is about ${region}: send its own terms`,
            },
          ];
  if ('terms' in read && faults.length === 0) return read.terms;
  const at = faults.map(({ path, text }) => ({ place: `/${['terms', ...path].map(String).join('/')}`, text }));
  throw new Problem(400, 'invalid-input', 'the terms of payment cannot be used', at);
}

const shown = ({ order, recordedAt }: OrderedBatch) => ({ ...order, cents: batchCents(order), recordedAt });

/** Settlement between municipalities (afrekening), and payments to providers (betaalopdrachten). */
@ApiTags('finance')
@Controller('regions/:region')
export class SettlementController {
  constructor(
    @Inject(Settlements) private readonly settlements: Settlements,
    @Inject(Payments) private readonly payments: Payments,
    @Inject(CONTRACTS) private readonly contracts: ContractsCopy,
  ) {}

  /** Settles months by the terms sent; records nothing. */
  @Post('settlements')
  @HttpCode(200)
  @Endpoint({
    summary: 'Settlement (afrekening) of months between municipalities; records nothing',
    description:
      'Own use, lump sums and solidarity by key, claims set off, advances; corrections of earlier months apart.',
    path: inRegion,
    body: {
      content: 'json',
      description: 'Months and terms.',
      schema: settling,
      example: { from: '2026-01', to: '2026-03', terms: example },
    },
    answers: { 200: { description: 'Amounts per municipality, to the cent.', json: answers.settlement } },
    problems: [404],
  })
  async settle(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Body(new Parsed(settling)) { from, to, knownAt, terms: given }: z.output<typeof settling>,
  ) {
    await mustBeRegion(this.contracts, region);
    const { settlement } = termsOf(given, region);
    if (to < from)
      throw new Problem(400, 'invalid-input', 'the last month lies before the first', [
        { place: '/to', text: `must be ${from} or later` },
      ]);
    return answering(this.settlements.of(region, { from, to, knownAt: knownAtOf(knownAt) }, settlement));
  }

  /** Orders what was approved and not ordered; sent again for the same day it gives the same batches. */
  @Post('payment-batches')
  @HttpCode(200)
  @Endpoint({
    summary: 'Order payments (betaalopdrachten) of all that was approved and not ordered before',
    description:
      'Every approved amount is ordered once. Asked again for the same day, it gives the batches of that day. Refused for a day that has passed or lies more than a year ahead, unless batches were ordered for it.',
    path: inRegion,
    body: {
      content: 'json',
      description: 'Day and terms.',
      schema: paying,
      example: { executionDate: '2026-03-16', terms: example },
    },
    answers: { 200: { description: 'Batches for the day, and what was held back.', json: answers.paymentsOrdered } },
    problems: [404, 409],
  })
  async order(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Body(new Parsed(paying)) { terms: given, ...asked }: z.output<typeof paying>,
  ) {
    await mustBeRegion(this.contracts, region);
    try {
      const ordered = await this.payments.order(region, termsOf(given, region), asked);
      return { ...ordered, batches: ordered.batches.map(shown) };
    } catch (error) {
      throw error instanceof PaymentRefused ? new Problem(409, error.code, error.message) : error;
    }
  }

  /** All batches that were ordered. */
  @Get('payment-batches')
  @Endpoint({
    summary: 'Batches of payments (betaalbatches) of a region, in the order in which they were ordered',
    path: inRegion,
    answers: { 200: { description: 'Batches with their transfers.', json: answers.paymentBatches } },
    problems: [404],
  })
  async list(@Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>) {
    await mustBeRegion(this.contracts, region);
    return { batches: (await this.payments.batches(region)).map(shown) };
  }

  /** A batch: JSON, or the message for the bank with `Accept: application/xml`. */
  @Get('payment-batches/:batch')
  @Endpoint({
    summary: 'A batch of payments: JSON, or SEPA pain.001.001.09 with Accept: application/xml',
    path: batchPath,
    answers: {
      200: {
        description: 'As it was ordered; the message is the same every time.',
        json: answers.paymentBatch,
        text: { 'application/xml': '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.09"></Document>' },
      },
    },
    problems: [404],
  })
  async show(
    @Param(new Parsed(batchPath)) { region, batch }: z.output<typeof batchPath>,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await mustBeRegion(this.contracts, region);
    const found = await this.payments.batch(region, batch);
    if (!found) throw notFound('there is no batch of payments under this id; see the list of them');
    reply.header('Vary', 'Accept');
    if (!accept?.includes('xml')) return shown(found);
    reply.type('application/xml; charset=utf-8');
    return batchXml(found);
  }
}
