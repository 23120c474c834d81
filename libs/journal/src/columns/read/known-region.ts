import type { Contract, RegionDefinition } from '@regieboek/events';
import type { DecodedEvent, RowNames } from './decode-rows.js';
import { parsed } from './decided-line.js';
import { RegionHistory } from '../../history/region-history.js';
import type { OtherTable } from '../encode/segment.js';
import { at, NONE, textAt } from '../tables/table.js';

/** The event of a row that is stored as JSON. */
export function otherEvent({ column, text }: OtherTable, row: number, names: RowNames): DecodedEvent {
  const declaration = at(column.declaration, row);
  return {
    stream: declaration === NONE ? '' : names.declarations.text(declaration),
    position: at(column.position, row),
    type: names.words.text(at(column.type, row)),
    data: parsed(textAt(text, row)),
  };
}

/** Events of a segment without a youth: contracts, and heads and outcomes of the selected declarations; in order. */
export function sideEvents(
  { other }: { readonly other: OtherTable },
  names: RowNames,
  wants: (declaration: number) => boolean = () => false,
): DecodedEvent[] {
  const { column, rows } = other;
  const events: DecodedEvent[] = [];
  for (let row = 0; row < rows && at(column.youth, row) === NONE; row += 1) {
    const declaration = at(column.declaration, row);
    if (declaration === NONE || wants(declaration)) events.push(otherEvent(other, row, names));
  }
  return events;
}

/** Definition and contracts of a region as known at a position, as a history without youths. */
export function contractsAt(events: Iterable<DecodedEvent>, upTo: number): RegionHistory {
  const history = new RegionHistory();
  for (const event of events) {
    if (event.position > upTo) break;
    if (event.type.startsWith('contracts.')) history.apply(event);
  }
  return history;
}

/** The same from a definition and contracts that were replayed elsewhere. */
export function regionWithoutYouths(region: string, { definition, contracts }: RegionContracts): RegionHistory {
  const history = new RegionHistory();
  const told = [
    ...(definition ? [{ type: 'contracts.region-defined.v1', data: definition }] : []),
    ...contracts.map((data) => ({ type: 'contracts.contract-agreed.v1', data })),
  ];
  for (const { type, data } of told) history.apply({ stream: region, position: 0, type, data });
  return history;
}

/** Definition of a region, if any, and its contracts. */
interface RegionContracts {
  readonly definition: RegionDefinition | null;
  readonly contracts: readonly Contract[];
}
