export {
  Payments,
  type PaymentRequest,
  type PaymentsOrdered,
  type WithdrawalRequest,
  batchCents,
  batchXml,
} from './payments.js';
export type { OrderedBatch } from '../domain/payments/ordered-batch.js';
