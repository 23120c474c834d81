import type { Biography } from '../youths/biography.js';

/** A story of a youth: adds facts and care to the biography. */
export type Story = (biography: Biography) => void;
