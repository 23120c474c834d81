export { Payments, type WithdrawalRequest, batchCents, batchXml } from './payments.js';
export { PaymentsOfTwo } from './payments-of-two.js';
export type { OrderedBatch } from '../domain/payments/ordered-batch.js';
export type { PaymentRequest, PaymentsOrdered } from './result.js';
