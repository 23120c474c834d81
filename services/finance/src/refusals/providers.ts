import type { Provider } from '@nestjs/common';
import { DeclaredLines } from './declared-lines.js';
import { Refusals } from './refusals.js';

/** Refused lines and declarations, and declared lines by their reference. */
export const refusalProviders: Provider[] = [Refusals, DeclaredLines];
