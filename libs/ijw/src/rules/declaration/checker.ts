import type { Finding } from '../../finding.js';
import type {
  DeclarationHead,
  DeclarationVisitor,
  DeclaredClient,
  DeclaredLine,
} from '../../read/declaration-reader.js';
import { declarationKeyRules } from './key-rules.js';
import { settingsWith, type Settings } from '../../settings.js';
import { declarationHeadRules, declarationLineRules, periodRule } from './line-rules.js';
import type { DeclarationRule, ReportPlace, Watch } from './rule.js';
import { findingOf } from '../rule.js';

/** Every rule of level 2 on a JW323 (iJw 3.2). */
export const declarationRules: readonly DeclarationRule[] = [
  ...declarationHeadRules,
  ...declarationLineRules,
  ...declarationKeyRules,
];

function pathOf(rule: DeclarationRule, place: DeclaredLine | DeclaredClient | undefined): string {
  const client = place ? `/Clienten/Client[${place.client}]` : '';
  const line = place && 'number' in place ? `/Prestaties/Prestatie[${place.number}]` : '';
  return `/Bericht/Declaratie${client}${line}${rule.element ? `/${rule.element}` : ''}`;
}

/**
 * Applies every rule of level 2 in one pass over a declaration, in document order. Memory grows only with the
 * reference numbers. Its findings count only for a message without findings of level 1.
 */
export class DeclarationChecker implements DeclarationVisitor {
  readonly #findings: Finding[] = [];
  readonly #watches: readonly Watch[];
  readonly #lineWatches: readonly ((line: DeclaredLine) => void)[];

  constructor(
    private readonly findingsMax = 1000,
    settings: Partial<Settings> = {},
  ) {
    const { periodAfterDeclaration } = settingsWith(settings);
    const rules = periodAfterDeclaration === 'level 2' ? [...declarationRules, periodRule] : declarationRules;
    this.#watches = rules.map((rule) => rule.start(this.#reporter(rule)));
    this.#lineWatches = this.#watches.flatMap((watch) => (watch.line ? [watch.line.bind(watch)] : []));
  }

  head(head: DeclarationHead): void {
    for (const watch of this.#watches) watch.head?.(head);
  }

  client(client: DeclaredClient): void {
    for (const watch of this.#watches) watch.client?.(client);
  }

  line(line: DeclaredLine): void {
    for (const watch of this.#lineWatches) watch(line);
  }

  /** Ends the declaration and returns the findings, in the order in which the rules found them. */
  end(): readonly Finding[] {
    for (const watch of this.#watches) watch.end?.();
    return this.#findings;
  }

  #reporter(rule: DeclarationRule): ReportPlace {
    return (place) => {
      if (this.#findings.length < this.findingsMax)
        this.#findings.push(findingOf(rule, pathOf(rule, place), place?.line ?? 0));
    };
  }
}
