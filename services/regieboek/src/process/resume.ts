import { RetryPendingDeclarations } from '@regieboek/finance';
import { RetryPendingFacts, RetryPendingMessages } from '@regieboek/placements';

/** Commands that retry pending messages and files, in order: facts and placements before the declarations judged by them. */
export const retries = [RetryPendingFacts, RetryPendingMessages, RetryPendingDeclarations];
