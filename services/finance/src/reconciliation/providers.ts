import type { Provider } from '@nestjs/common';
import { Reconciliations } from './reconciliations.js';

/** Reconciliation of declared and expected lines. */
export const reconciliationProviders: Provider[] = [Reconciliations];
