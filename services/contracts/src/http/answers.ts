import { z } from 'zod';
import { contractAgreed, regionDefined } from '@regieboek/events';
import { component } from '@regieboek/platform';

/** A region as it stands. */
export const region = component('Region', regionDefined.schema);

/** A contract as it stands. */
export const contract = component('Contract', contractAgreed.schema);

/** What became of a region file that was not refused. */
export const regionFileImported = component(
  'RegionFileImported',
  z.object({
    kind: z.literal('recorded'),
    region: z.string(),
    events: z.int().min(0).meta({ description: 'Events recorded; 0 when the file said nothing new.' }),
  }),
);
