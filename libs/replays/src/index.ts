export { JournalReplays } from './journal-replays.js';
export type { Replays } from './replays.js';
export { REPLAYS, ReplaysModule } from './replays.module.js';
