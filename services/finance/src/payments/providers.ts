import type { Provider } from '@nestjs/common';
import { Payments } from './payments.js';

/** Payments to providers. */
export const paymentProviders: Provider[] = [Payments];
