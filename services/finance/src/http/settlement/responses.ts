import { z } from 'zod';
import { fields, paymentOrdered, receiptRecorded, settlementIssued } from '@regieboek/events';
import { component } from '@regieboek/platform';
import type { StatedMonth } from '../../closing/index.js';
import type { HeldBack } from '../../domain/payments/plan.js';
import type { ReceiptOnRecord, SettlementOnRecord, SettlementResult } from '../../settlement/index.js';
import { statedMonth } from '../closing/responses.js';

const { cents, date, month, municipality, provider } = fields;

const ofMunicipality = component(
  'MunicipalitySettlement',
  z.object({
    municipality,
    name: z.string(),
    ownUseCents: cents,
    lumpSumCents: cents,
    solidarityCents: cents.meta({ description: 'Share by key minus own use; zero over all municipalities.' }),
    correctionCents: cents,
    corrections: z.array(z.object({ period: month, cents })),
    borneCents: cents,
    paidCents: cents,
    advanceCents: cents.meta({ description: 'Advances as agreed.' }),
    receivedAdvanceCents: cents.meta({ description: 'Advances as received and recorded.' }),
    receivedSettlementCents: cents.meta({ description: 'Settlements of these months as received and recorded.' }),
    claimsReceivableCents: cents,
    claimsPayableCents: cents,
    balanceCents: cents.meta({
      description: 'Borne, minus paid, advances (agreed or received) and settlements received; positive: still due.',
    }),
  }),
);

/** A settlement of months. */
export const settlement = component(
  'Settlement',
  z.object({
    region: z.string(),
    from: month,
    to: month,
    position: z.int(),
    providersPaidBy: z.enum(['municipalities', 'organisation']),
    advancesCounted: z.enum(['agreed', 'received']),
    months: z.array(z.object({ period: month, sealed: z.boolean() })),
    municipalities: z.array(ofMunicipality),
    claims: z.array(z.object({ debtor: municipality, creditor: municipality, cents })),
    borneCents: cents,
    unresolvedCents: cents,
    states: z.array(statedMonth).meta({ description: 'State of each month now.' }),
  }) satisfies z.ZodType<SettlementResult & { readonly states: StatedMonth[] }>,
);

const held = component(
  'HeldBack',
  z.object({
    provider,
    municipality: municipality.nullable(),
    cents,
    reason: z.enum(['credit-outstanding', 'payer-without-account', 'provider-without-account', 'above-bank-limit']),
  }) satisfies z.ZodType<HeldBack>,
);

/** A batch of payments as it was ordered. */
export const paymentBatch = component(
  'PaymentBatch',
  z.object({
    ...paymentOrdered.schema.shape,
    cents: cents.meta({ description: 'Sum of the transfers.' }),
    recordedAt: z.iso.datetime().meta({ description: 'Time of the order, in UTC.' }),
    withdrawn: z.object({ reason: z.string(), by: z.string(), on: date }).nullable().meta({
      description: 'Withdrawal with the reason of the bank, the actor and the day; null when not withdrawn.',
    }),
  }),
);

/** Batches of a region. */
export const paymentBatches = component('PaymentBatches', z.object({ batches: z.array(paymentBatch) }));

/** Result of ordering payments. */
export const paymentsOrdered = component(
  'PaymentsOrdered',
  z.object({
    region: z.string(),
    executionDate: date,
    batches: z.array(paymentBatch),
    newBatches: z.array(z.string()).meta({ description: 'Ids of the batches ordered by this request.' }),
    held: z.array(held),
    withdrawn: z
      .array(z.string())
      .meta({ description: 'Withdrawn batches of the day: do not send their files to the bank.' }),
  }),
);

/** A receipt of a municipality as it was recorded. */
export const receipt = component(
  'Receipt',
  z.object({
    ...receiptRecorded.schema.shape,
    recordedAt: z.iso.datetime().meta({ description: 'Time of recording, in UTC.' }),
    position: z.int().meta({ description: 'Position in the log of the region.' }),
  }) satisfies z.ZodType<ReceiptOnRecord>,
);

/** Receipts of a region. */
export const receipts = component('Receipts', z.object({ receipts: z.array(receipt) }));

/** A settlement as it was issued. */
export const issuedSettlement = component(
  'IssuedSettlement',
  z.object({
    ...settlementIssued.schema.shape,
    recordedAt: z.iso.datetime().meta({ description: 'Time of recording, in UTC.' }),
  }) satisfies z.ZodType<SettlementOnRecord>,
);

/** Settlements of a region. */
export const issuedSettlements = component('IssuedSettlements', z.object({ settlements: z.array(issuedSettlement) }));
