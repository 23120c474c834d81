import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ApprovalAsked } from '@regieboek/platform';
import { PaymentsOfTwo, type PaymentRequest, type PaymentsOrdered } from '../../payments/index.js';
import type { Terms } from '../../settlement/index.js';
import type { Watch } from '../../runs/index.js';

/** Orders every approved amount that is in no batch yet, for one day of execution; where four eyes are required, a second person confirms first. */
export class OrderPayments extends Command<PaymentsOrdered | ApprovalAsked> {
  constructor(
    readonly region: string,
    readonly terms: Terms,
    readonly request: PaymentRequest,
    readonly watch: Watch = {},
  ) {
    super();
  }
}

/** Handles OrderPayments. */
@CommandHandler(OrderPayments)
export class OrderPaymentsHandler implements ICommandHandler<OrderPayments> {
  constructor(@Inject(PaymentsOfTwo) private readonly payments: PaymentsOfTwo) {}

  execute({ region, terms, request, watch }: OrderPayments): Promise<PaymentsOrdered | ApprovalAsked> {
    return this.payments.order(region, terms, request, watch);
  }
}
