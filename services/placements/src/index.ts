export { MessageAnswers, type FoundAnswer } from './answer/message-answers.js';
export { placementsFed } from './fed.js';
export { FactsIntake } from './import/facts-intake.js';
export { optionalColumns, readFactsFile, requiredColumns, type FileYouth } from './import/facts-file.js';
export { MessageIntake } from './import/message-intake.js';
export { signalsOf, type Signal } from './domain/signals.js';
export { PlacementsModule } from './placements.module.js';
export type { Identity, IdentityVault } from './vault/identity-vault.js';
