import { z } from 'zod';
import { contractAgreed, regionDefined } from '@regieboek/events';
import { component } from '@regieboek/platform';

/** The current definition of a region. */
export const region = component('Region', regionDefined.schema);

/** A current contract. */
export const contract = component('Contract', contractAgreed.schema);

/** Result of a region file that was not refused. */
export const regionFileImported = component(
  'RegionFileImported',
  z.object({
    kind: z.literal('recorded'),
    region: z.string(),
    events: z.int().min(0).meta({ description: 'Number of recorded events; 0 when the file contained nothing new.' }),
  }),
);
