/** Part of a month that can be billed separately: some youths with their approved lines, or the lump sums. */
import type { DecidedLine } from '@regieboek/events';
import { RegionHistory, type DeclarationHistory } from '@regieboek/journal';
import type { Month } from '@regieboek/kernel';

/** Lines of one youth in one declaration. */
interface OwnLines {
  readonly declaration: DeclarationHistory;
  readonly lines: DecidedLine[];
}

/**
 * Lines of the concluded declarations of a month by youth, updated as declarations are concluded. With them a youth can be
 * billed again without reading the lines of others.
 */
export class LinesByYouth {
  readonly #byYouth = new Map<string, OwnLines[]>();
  /** Lines of other months, which are evidence of care. */
  readonly #elsewhere = new Map<string, OwnLines[]>();
  readonly #month: Month;

  constructor(history: RegionHistory, month: Month) {
    this.#month = month;
    for (const declaration of [...history.elsewhere.values(), ...history.declarations.values()]) this.add(declaration);
  }

  /** Adds a declaration of any month; it counts when it is concluded. Returns the youths in its lines. */
  add(declaration: DeclarationHistory): readonly string[] {
    if (!declaration.outcome) return [];
    const byYouth = declaration.head.period === this.#month ? this.#byYouth : this.#elsewhere;
    const own = Map.groupBy(declaration.lines, ({ youth }) => youth);
    own.delete(null);
    for (const [youth, lines] of own) {
      if (youth === null) continue;
      const before = byYouth.get(youth) ?? [];
      byYouth.set(youth, before);
      before.push({ declaration, lines });
    }
    return [...own.keys()].flatMap((youth) => youth ?? []);
  }

  /** Youths with lines, in the order of arrival of their lines. */
  get youths(): readonly string[] {
    return [...this.#byYouth.keys()];
  }

  /** The region with only these youths and their lines; contracts and facts do not change. */
  scopedTo(history: RegionHistory, youths: Iterable<string>): RegionHistory {
    const scope = withContracts(history);
    for (const id of youths) {
      const youth = history.youths.get(id);
      if (youth) scope.youths.set(id, youth);
      addLines(scope.declarations, this.#byYouth.get(id));
      addLines(scope.elsewhere, this.#elsewhere.get(id));
    }
    return scope;
  }
}

function addLines(declarations: Map<string, DeclarationHistory>, own: readonly OwnLines[] = []): void {
  for (const { declaration, lines } of own) {
    const known = declarations.get(declaration.stream);
    if (known) known.lines.push(...lines);
    else declarations.set(declaration.stream, { ...declaration, lines: [...lines] });
  }
}

function withContracts(history: RegionHistory): RegionHistory {
  const scope = new RegionHistory();
  scope.definition = history.definition;
  scope.position = history.position;
  for (const [provider, contract] of history.contracts) scope.contracts.set(provider, contract);
  return scope;
}

/** The region without declarations: only its lump sums are billed. */
export function lumpSumsOnly(history: RegionHistory): RegionHistory {
  const scope = withContracts(history);
  for (const [id, youth] of history.youths) scope.youths.set(id, youth);
  // Not billed themselves: their lines are evidence of care.
  for (const [stream, declaration] of [...history.elsewhere, ...history.declarations])
    scope.elsewhere.set(stream, declaration);
  return scope;
}
