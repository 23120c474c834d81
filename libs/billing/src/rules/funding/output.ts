import { declaredMode } from './funding-mode.js';

/** Output-based funding (outputgericht): the result that was agreed is declared at the tariff of its product. */
export const output = declaredMode('output', 'output');
