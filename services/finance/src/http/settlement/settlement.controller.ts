import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { bankReason, fields } from '@regieboek/events';
import {
  approvalAsked,
  authorNow,
  Endpoint,
  inRegion,
  isAsked,
  notFound,
  Parsed,
  preferred,
  pathParts,
  invalid,
  sendAsked,
  sheetAnswer,
  sheetFiles,
} from '@regieboek/platform';
import { OrderPayments } from '../../commands/settlement/order-payments.js';
import { WithdrawPayment } from '../../commands/settlement/withdraw-payment.js';
import { GetMonthStates } from '../../queries/books/get-month-states.js';
import { GetPaymentBatch } from '../../queries/settlement/get-payment-batch.js';
import { ListPaymentBatches } from '../../queries/settlement/list-payment-batches.js';
import { SettleMonths } from '../../queries/settlement/settle-months.js';
import { batchCents, batchXml, type OrderedBatch } from '../../payments/index.js';
import { settlementSheets } from '../../documents/index.js';
import { fileLanguage, knownAtOf, knownAtText, mustBeRegion } from '../requests.js';
import * as responses from './responses.js';
import { termsBody, termsExample, termsOf } from './terms-body.js';

const settling = z.object({
  from: pathParts.period,
  to: pathParts.period,
  knownAt: knownAtText.optional(),
  lang: fileLanguage.optional(),
  terms: termsBody,
});
const paying = z.object({
  executionDate: fields.date.meta({ description: 'Day on which banks execute the payments.', example: '2026-03-16' }),
  provider: fields.provider.optional(),
  terms: termsBody,
});
const withdrawing = z.strictObject({
  reason: bankReason.meta({
    description: "Reason in the bank's status report (pain.002), such as AC04.",
    example: 'AC04',
  }),
  by: fields.actor.optional().meta({
    description:
      'Actor, when nobody is logged in: a role, initials or a staff number, never a name. With a log-in, the logged-in actor counts and this field is ignored.',
  }),
});
const batchPath = inRegion.extend({
  batch: z
    .string()
    .regex(/^[A-Z0-9-]{1,35}$/, 'the id of a batch')
    .meta({ description: 'Id of a batch.', example: 'RB4F1D' }),
});
const shown = ({ order, recordedAt, withdrawn }: OrderedBatch) => ({
  ...order,
  cents: batchCents(order),
  recordedAt,
  withdrawn: withdrawn && { reason: withdrawn.reason, by: withdrawn.withdrawnBy, on: withdrawn.withdrawnOn },
});

/** Settlement between municipalities (afrekening), and payments to providers (betaalopdrachten). */
@ApiTags('finance')
@Controller('regions/:region')
export class SettlementController {
  constructor(
    @Inject(CommandBus) private readonly commands: CommandBus,
    @Inject(QueryBus) private readonly queries: QueryBus,
  ) {}

  /** Settles months by the terms sent; records nothing. */
  @Post('settlements')
  @HttpCode(200)
  @Endpoint({
    permission: 'settle',
    summary: 'Settlement (afrekening) of months between municipalities; records nothing',
    description:
      'Own use, lump sums and solidarity by key, claims set off, advances; corrections of earlier months separately.',
    path: inRegion,
    body: {
      content: 'json',
      description: 'Months and terms.',
      schema: settling,
      example: { from: '2026-01', to: '2026-03', terms: termsExample },
    },
    answers: {
      200: { description: 'Amounts per municipality, to the cent.', json: responses.settlement, files: sheetFiles },
    },
    problems: [404],
  })
  async settle(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Body(new Parsed(settling)) { from, to, knownAt, lang = 'nl', terms: given }: z.output<typeof settling>,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await mustBeRegion(this.queries, region);
    const { settlement } = termsOf(given, region);
    if (to < from)
      throw invalid({ en: 'the last month precedes the first', nl: 'de laatste maand ligt voor de eerste' }, [
        { place: '/to', text: `must be ${from} or later` },
      ]);
    const months = { from, to, knownAt: knownAtOf(knownAt) };
    const { signal } = reply.request;
    const json = await this.queries.execute(new SettleMonths(region, months, settlement, { signal }));
    const states = await this.queries.execute(new GetMonthStates(region, { from, to }));
    return sheetAnswer(reply, accept, {
      ...{ json: { ...json, states }, name: `afrekening-${region}-${from}-${to}` },
      sheets: () => settlementSheets(json, lang),
    });
  }

  /** Orders approved payments that were not ordered; sent again for the same day it returns the same batches. */
  @Post('payment-batches')
  @HttpCode(200)
  @Endpoint({
    permission: 'order-payments',
    summary: 'Order payments (betaalopdrachten) of all approved amounts that were not ordered yet',
    description:
      'Every approved amount is ordered once. A repeat for the same day returns the batches of that day. Refused for a past day or a day more than a year ahead, unless batches were ordered for it.',
    path: inRegion,
    body: {
      content: 'json',
      description: 'Day and terms.',
      schema: paying,
      example: { executionDate: '2026-03-16', terms: termsExample },
    },
    answers: {
      200: { description: 'Batches for the day, and amounts held back.', json: responses.paymentsOrdered },
      202: {
        description: 'The batches wait for a second person (vier ogen); nothing is ordered yet.',
        json: approvalAsked,
      },
    },
    problems: [404, 409],
  })
  async order(
    @Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>,
    @Body(new Parsed(paying)) { terms: given, ...asked }: z.output<typeof paying>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    await mustBeRegion(this.queries, region);
    const ordered = await this.commands.execute(new OrderPayments(region, termsOf(given, region), asked));
    if (isAsked(ordered)) return sendAsked(ordered, reply);
    const { batches, withdrawn } = ordered;
    return { ...ordered, batches: batches.map(shown), withdrawn: withdrawn.map(({ order }) => order.batch) };
  }

  /** All batches that were ordered. */
  @Get('payment-batches')
  @Endpoint({
    permission: 'see-payments',
    summary: 'Batches of payments (betaalbatches) of a region, in order of recording',
    path: inRegion,
    answers: { 200: { description: 'Batches with their transfers.', json: responses.paymentBatches } },
    problems: [404],
  })
  async list(@Param(new Parsed(inRegion)) { region }: z.output<typeof inRegion>) {
    await mustBeRegion(this.queries, region);
    return { batches: (await this.queries.execute(new ListPaymentBatches(region))).map(shown) };
  }

  /** A batch: JSON, or the message for the bank with `Accept: application/xml`. */
  @Get('payment-batches/:batch')
  @Endpoint({
    permission: 'see-payments',
    summary: 'A batch of payments: JSON, or SEPA pain.001.001.09 with Accept: application/xml',
    path: batchPath,
    answers: {
      200: {
        description: 'The batch as ordered; its message is always the same.',
        json: responses.paymentBatch,
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
    await mustBeRegion(this.queries, region);
    const found = await this.queries.execute(new GetPaymentBatch(region, batch));
    if (!found)
      throw notFound({
        en: 'no batch of payments has this id; see the list of batches',
        nl: 'geen betaalbatch heeft dit id; zie de lijst van batches',
      });
    reply.header('Vary', 'Accept');
    if (preferred(accept, ['application/json', 'application/xml']) !== 'application/xml') return shown(found);
    reply.type('application/xml; charset=utf-8');
    return batchXml(found);
  }

  /** Withdraws a batch that the bank refused: its payments are ordered again with the next order, once. */
  @Post('payment-batches/:batch/withdrawal')
  @HttpCode(200)
  @Endpoint({
    permission: 'order-payments',
    summary: 'Withdraw a batch of payments (betaalbatch) that the bank refused, so that it is ordered again, once',
    path: batchPath,
    body: {
      content: 'json',
      description: 'Reason given by the bank, and actor.',
      schema: withdrawing,
      example: { reason: 'AC04', by: 'controller-3' },
    },
    answers: { 200: { description: 'The batch, withdrawn now or earlier.', json: responses.paymentBatch } },
    problems: [404, 409],
  })
  async withdraw(
    @Param(new Parsed(batchPath)) { region, batch }: z.output<typeof batchPath>,
    @Body(new Parsed(withdrawing)) { reason, by }: z.output<typeof withdrawing>,
  ) {
    await mustBeRegion(this.queries, region);
    const withdrawn = await this.commands.execute(new WithdrawPayment(region, { batch, reason, by: authorNow(by) }));
    if (!withdrawn)
      throw notFound({
        en: 'no batch of payments has this id; see the list of batches',
        nl: 'geen betaalbatch heeft dit id; zie de lijst van batches',
      });
    return shown(withdrawn);
  }
}
