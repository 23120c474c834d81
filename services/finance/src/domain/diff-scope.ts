/** Part of a month that can be billed apart: some youths with their approved lines, or the lump sums. */
import type { DecidedLine } from '@regieboek/events';
import { RegionHistory, type DeclarationHistory } from '@regieboek/journal';
import type { Month } from '@regieboek/kernel';

/** Lines of one youth in one declaration. */
interface OwnLines {
  readonly declaration: DeclarationHistory;
  readonly lines: DecidedLine[];
}

/**
 * Lines of the concluded declarations of a month by youth, kept up to date as declarations are concluded; so that a
 * youth can be billed again without looking at the lines of others.
 */
export class LinesByYouth {
  readonly #byYouth = new Map<string, OwnLines[]>();
  readonly #month: Month;

  constructor(history: RegionHistory, month: Month) {
    this.#month = month;
    for (const declaration of history.declarations.values()) this.add(declaration);
  }

  /** Takes in a declaration; it counts when it is of the month and concluded. Gives the youths it has lines of. */
  add(declaration: DeclarationHistory): readonly string[] {
    if (!declaration.outcome || declaration.head.period !== this.#month) return [];
    const own = Map.groupBy(declaration.lines, ({ youth }) => youth);
    own.delete(null);
    for (const [youth, lines] of own) {
      if (youth === null) continue;
      const before = this.#byYouth.get(youth) ?? [];
      this.#byYouth.set(youth, [...before, { declaration, lines }]);
    }
    return [...own.keys()].flatMap((youth) => youth ?? []);
  }

  /** Youths with lines, in the order in which their lines came. */
  get youths(): readonly string[] {
    return [...this.#byYouth.keys()];
  }

  /** The region with these youths and their lines only, and without lump sums; contracts, rules and facts as they are. */
  scopedTo(history: RegionHistory, youths: Iterable<string>): RegionHistory {
    const scope = withContracts(history, { lumpSums: false });
    for (const id of youths) {
      const youth = history.youths.get(id);
      if (youth) scope.youths.set(id, youth);
      for (const { declaration, lines } of this.#byYouth.get(id) ?? []) {
        const known = scope.declarations.get(declaration.stream);
        if (known) known.lines.push(...lines);
        else scope.declarations.set(declaration.stream, { ...declaration, lines: [...lines] });
      }
    }
    return scope;
  }
}

function withContracts(history: RegionHistory, keep: { readonly lumpSums: boolean }): RegionHistory {
  const scope = new RegionHistory();
  scope.definition = history.definition;
  scope.position = history.position;
  for (const [provider, contract] of history.contracts)
    scope.contracts.set(provider, keep.lumpSums ? contract : { ...contract, lumpSums: [] });
  return scope;
}

/** The region without declarations: what is billed of it are its lump sums. */
export function lumpSumsOnly(history: RegionHistory): RegionHistory {
  const scope = withContracts(history, { lumpSums: true });
  for (const [id, youth] of history.youths) scope.youths.set(id, youth);
  return scope;
}
