/**
 * A youth-care region (jeugdregio): its municipalities, the period of each, its choices for the residence principle, and its
 * choices where the sources of iJw contradict each other. Jeugdwet art. 2.8 (co-operation), art. 1.1 (woonplaats); iJw 3.2, §9.
 */
import { reject, unreachable, type Decider, type Rejection } from '@regieboek/kernel';
import {
  ijwSettingsChosen,
  regionDefined,
  type EventOf,
  type IjwSettings,
  type RegionDefinition,
} from '@regieboek/events';
import { sameContent } from './same-content.js';

export type RegionState =
  | { readonly status: 'unknown' }
  | {
      readonly status: 'defined';
      readonly definition: RegionDefinition;
      /** Choices that differ from the defaults of the product. */
      readonly settings: IjwSettings;
    };

export type RegionCommand =
  | { readonly kind: 'define'; readonly definition: RegionDefinition }
  | { readonly kind: 'choose-ijw-settings'; readonly region: string; readonly settings: IjwSettings };

/** `municipality-erased`: a municipality that took part may end, but its past membership stays. */
export type RegionRefusal = 'municipality-erased' | 'not-defined';

type RegionEvent = EventOf<typeof regionDefined> | EventOf<typeof ijwSettingsChosen>;
type Decision = readonly RegionEvent[] | Rejection<RegionRefusal>;

const erased = (before: RegionDefinition, after: RegionDefinition): string[] => {
  const kept = new Set(after.municipalities.map(({ code }) => code));
  return before.municipalities.map(({ code }) => code).filter((code) => !kept.has(code));
};

function define(definition: RegionDefinition, state: RegionState): Decision {
  if (state.status === 'defined') {
    if (sameContent(state.definition, definition)) return [];
    const missing = erased(state.definition, definition);
    if (missing.length > 0) {
      return reject(
        'municipality-erased',
        `municipality ${missing.join(', ')} participated in region ${definition.region}: enter an end date instead of removing it`,
      );
    }
  }
  return [{ type: regionDefined.type, data: definition }];
}

function choose(region: string, settings: IjwSettings, state: RegionState): Decision {
  if (state.status === 'unknown') return reject('not-defined', `region ${region} is not defined: define it first`);
  return sameContent(state.settings, settings) ? [] : [{ type: ijwSettingsChosen.type, data: { region, settings } }];
}

export const regionDecider: Decider<RegionState, RegionCommand, RegionEvent, RegionRefusal> = {
  category: 'region',
  initial: { status: 'unknown' },
  decide(command, state) {
    switch (command.kind) {
      case 'define':
        return define(command.definition, state);
      case 'choose-ijw-settings':
        return choose(command.region, command.settings, state);
      default:
        return unreachable(command);
    }
  },
  evolve(state, event) {
    switch (event.type) {
      case 'contracts.region-defined.v1':
        return {
          status: 'defined',
          definition: event.data,
          settings: state.status === 'defined' ? state.settings : {},
        };
      case 'contracts.ijw-settings-chosen.v1':
        return state.status === 'defined' ? { ...state, settings: event.data.settings } : state;
      default:
        return unreachable(event);
    }
  },
};
