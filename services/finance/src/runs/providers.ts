import type { Provider } from '@nestjs/common';
import { ruleSets } from '@regieboek/billing';
import { RULE_SETS } from '../tokens.js';

/** The versions of the rules that months are billed by. */
export const runProviders: Provider[] = [{ provide: RULE_SETS, useValue: ruleSets }];
