import type { Provider } from '@nestjs/common';
import { Remarks } from './remarks.js';

/** Remarks about lines of work lists. */
export const remarkProviders: Provider[] = [Remarks];
