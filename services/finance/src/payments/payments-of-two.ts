import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { fields, paymentOrdered } from '@regieboek/events';
import { formatEuro, sumCents } from '@regieboek/kernel';
import { FOUR_EYES, type ApprovalAsked, type FourEyes, type UseCaseOfTwo } from '@regieboek/platform';
import type { Watch } from '../runs/watch.js';
import type { Terms } from '../settlement/terms.js';
import { batchCents, Payments } from './payments.js';
import type { PaymentRequest, PaymentsOrdered } from './result.js';

/** Orders as planned at the time of the request: exactly these are recorded. */
const content = z.object({ region: fields.region, orders: z.array(paymentOrdered.schema).min(1) });

type Content = z.output<typeof content>;

/** Figures of orders for a description: number, amount, day. */
function figuresOf({ orders }: Content): { count: number; amount: string; day: string } {
  const amount = formatEuro(sumCents(orders.map(batchCents)));
  return { count: orders.length, amount, day: orders[0]?.executionDate ?? '' };
}

/** Orders payments; where four eyes are on, a second person confirms the batches first. */
@Injectable()
export class PaymentsOfTwo {
  private readonly useCase: UseCaseOfTwo<Content, void>;

  constructor(
    @Inject(Payments) private readonly payments: Payments,
    @Inject(FOUR_EYES) private readonly fourEyes: FourEyes,
  ) {
    this.useCase = {
      ...{ action: 'order-payments', content },
      describe(asked) {
        const { count, amount, day } = figuresOf(asked);
        return {
          nl: `${count} betaalbatches voor ${day}, samen ${amount}`,
          en: `${count} payment batches for ${day}, together ${amount}`,
        };
      },
      run: ({ region, orders }, by) => payments.orderPlanned(region, orders, by),
    };
    fourEyes.register(this.useCase);
  }

  /** Orders amounts that are not in a batch, or requests a second person's confirmation. Throws PaymentRefused. */
  async order(
    region: string,
    terms: Terms,
    asked: PaymentRequest,
    watch: Watch = {},
  ): Promise<PaymentsOrdered | ApprovalAsked> {
    if (!this.fourEyes.isOn) return this.payments.order(region, terms, asked, watch);
    const { orders, ordered } = await this.payments.plan(region, terms, asked, watch);
    if (orders.length === 0) return ordered;
    return this.fourEyes.ask(this.useCase, region, { region, orders: [...orders] });
  }
}
