import { z } from 'zod';
import { browsers, systems } from '../../access/open-sessions.js';
import { component } from '../openapi/json-schema.js';
import { inRegion, pathParts } from '../paths.js';

const moment = z.iso.datetime({ precision: 3 });

const openSession = {
  id: z.uuid().meta({ description: 'Names the session; of no use for logging in.' }),
  since: moment,
  lastUsed: moment.meta({ description: 'Last request, noted to the minute.' }),
  endsAt: moment.meta({ description: 'Latest end.' }),
  browser: z.enum(browsers),
  system: z.enum(systems),
};

/** Sessions of the caller. */
export const ownSessions = component(
  'OwnSessions',
  z.object({
    sessions: z
      .array(z.object({ ...openSession, isCurrent: z.boolean().meta({ description: 'The one of this request.' }) }))
      .readonly(),
  }),
);

/** Sessions of people with a role in a region. */
export const regionSessions = component(
  'RegionSessions',
  z.object({
    sessions: z
      .array(
        z.object({
          ...openSession,
          actor: z.string().meta({ description: 'Code of the person, as events name it.' }),
          issuer: z.string(),
          subject: z.string().meta({ description: 'The person, by the id that the issuer gave.' }),
        }),
      )
      .readonly(),
  }),
);

/** Number of sessions that were ended. */
export const endedSessions = z.object({ ended: z.int().min(0) });

export const sessionPath = z.object({ session: pathParts.session });
export const actorPath = inRegion.extend({ actor: pathParts.actor });
