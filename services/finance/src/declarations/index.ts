export { DeclarationIntake } from './intake.js';
export type { DeclarationResult, DeclarationDecided } from './import-result.js';
export { DeclarationAnswers } from './answers.js';
export { readyToReadLarge } from './reading/read-safely.js';
