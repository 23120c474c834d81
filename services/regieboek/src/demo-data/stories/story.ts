import type { Biography } from '../youths/biography.js';

/** What happens to a youth: adds facts and care to the biography. */
export type Story = (biography: Biography) => void;
