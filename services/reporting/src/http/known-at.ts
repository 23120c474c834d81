import { z } from 'zod';
import { parseKnownAt } from '@regieboek/kernel';
import type { Delivery } from '../bi/star-source.js';

/** A recording day or a position; figures and the star schema are not made by business day. */
export const knownAtOf = (text: string): Delivery['knownAt'] | undefined => {
  const parsed = parseKnownAt(text);
  return parsed && 'toldBy' in parsed ? undefined : parsed;
};

/** Query parameter with the moment as of which the region is known. */
export const knownAtQuery = z
  .string()
  .refine((text) => knownAtOf(text) !== undefined, 'a recording day yyyy-mm-dd, or a log position')
  .optional()
  .meta({
    description: 'As known at the end of a recording day or at a position; default now.',
    example: '2026-01-31',
  });
