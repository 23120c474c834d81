import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Payments, type OrderedBatch, type WithdrawalRequest } from '../../payments/index.js';

/** Withdraws a batch that the bank refused; undefined when it does not exist. */
export class WithdrawPayment extends Command<OrderedBatch | undefined> {
  constructor(
    readonly region: string,
    readonly request: WithdrawalRequest,
  ) {
    super();
  }
}

/** Handles WithdrawPayment. */
@CommandHandler(WithdrawPayment)
export class WithdrawPaymentHandler implements ICommandHandler<WithdrawPayment> {
  constructor(@Inject(Payments) private readonly payments: Payments) {}

  execute({ region, request }: WithdrawPayment): Promise<OrderedBatch | undefined> {
    return this.payments.withdraw(region, request);
  }
}
