import { z } from 'zod';
import { declare, type EventOf } from '../declare.js';
import { actor, cents, date, guarded, month, municipality, safeText } from '../fields.js';

/** Number of a settlement: year of issue and place in that year. */
export const settlementNumber = guarded(z.string().regex(/^[0-9]{4}-[0-9]{3}$/, 'a year and three digits: 2026-001'));

/** A settlement was issued to municipalities (afrekening vastgesteld): what their letters state never changes. */
export const settlementIssued = declare(
  'finance.settlement-issued.v1',
  z.object({
    number: settlementNumber,
    /** First and last month that it settles; all are sealed. */
    from: month,
    to: month,
    /** Position of the last event of the region that it takes into account. */
    position: z.int().min(0),
    /** Sender of the letters. */
    organisation: safeText(1, 200),
    municipalities: z
      .array(
        z.object({
          municipality,
          name: safeText(1, 200),
          /** Own use, lump sums, solidarity and corrections: what it bears over these months. */
          ownUseCents: cents,
          lumpSumCents: cents,
          solidarityCents: cents,
          correctionCents: cents,
          borneCents: cents,
          /** Paid by it to providers, and its advances. */
          paidCents: cents,
          advanceCents: cents,
          /** Borne, minus paid and advances; negative when it gets money back. */
          totalCents: cents,
          /** Stated by earlier settlements of the same months. */
          beforeCents: cents,
          /** Stated by this one: the total minus that. */
          dueCents: cents,
        }),
      )
      .min(1),
    issuedBy: actor,
    issuedOn: date,
  }),
);

export const settlementEvents = [settlementIssued] as const;
export type SettlementEvent = EventOf<(typeof settlementEvents)[number]>;
export type IssuedSettlement = EventOf<typeof settlementIssued>['data'];
