import { declaredMode } from './funding-mode.js';

/** Effort-based funding (inspanningsgericht): each delivered unit is declared at the tariff of its product. */
export const effort = declaredMode('effort', 'effort');
