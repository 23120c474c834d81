/**
 * A youth-care region (jeugdregio): which municipalities buy together, since when, under which choices of the
 * residence principle. Jeugdwet art. 2.8 (co-operation), art. 1.1 (woonplaats).
 */
import { reject, type Decider } from '@regieboek/kernel';
import { regionDefined, type EventOf, type RegionDefinition } from '@regieboek/events';
import { sameContent } from './same-content.js';

export type RegionState =
  { readonly status: 'unknown' } | { readonly status: 'defined'; readonly definition: RegionDefinition };

export type RegionCommand = { readonly kind: 'define'; readonly definition: RegionDefinition };

/** `municipality-erased`: a municipality that took part may end, but its past membership stays. */
export type RegionRefusal = 'municipality-erased';

type RegionEvent = EventOf<typeof regionDefined>;

const erased = (before: RegionDefinition, after: RegionDefinition): string[] => {
  const kept = new Set(after.municipalities.map(({ code }) => code));
  return before.municipalities.map(({ code }) => code).filter((code) => !kept.has(code));
};

export const regionDecider: Decider<RegionState, RegionCommand, RegionEvent, RegionRefusal> = {
  category: 'region',
  initial: { status: 'unknown' },
  decide({ definition }, state) {
    if (state.status === 'defined') {
      if (sameContent(state.definition, definition)) return [];
      const missing = erased(state.definition, definition);
      if (missing.length > 0) {
        return reject(
          'municipality-erased',
          `municipality ${missing.join(', ')} took part in region ${definition.region}: give it an end date instead of leaving it out`,
        );
      }
    }
    return [{ type: regionDefined.type, data: definition }];
  },
  evolve: (_state, event) => ({ status: 'defined', definition: event.data }),
};
