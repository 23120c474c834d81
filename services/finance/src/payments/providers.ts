import type { Provider } from '@nestjs/common';
import { PaymentsOfTwo } from './payments-of-two.js';
import { Payments } from './payments.js';

/** Payments to providers. */
export const paymentProviders: Provider[] = [Payments, PaymentsOfTwo];
