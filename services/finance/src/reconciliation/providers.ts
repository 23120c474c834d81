import type { Provider } from '@nestjs/common';
import { Reconciliations } from './reconciliations.js';
import { RemainingOf } from './remaining/remaining-of.js';

/** Reconciliation of declared and expected lines. */
export const reconciliationProviders: Provider[] = [Reconciliations, RemainingOf];
