import {
  DeclarationChecker,
  readDeclaration,
  type Declaration,
  type DeclarationHead,
  type DeclaredLine,
  type Finding,
} from '@regieboek/ijw';

/** A JW323 with its faults of level 1 (then there is no declaration) and level 2. */
export interface ReadDeclaration {
  readonly declaration: Declaration | null;
  readonly levelOne: readonly Finding[];
  readonly levelTwo: readonly Finding[];
}

/** Reads and checks a JW323 in one pass over its bytes. */
export function readAndCheck(body: Uint8Array): ReadDeclaration {
  const checker = new DeclarationChecker();
  const lines: DeclaredLine[] = [];
  let head: DeclarationHead | null = null;
  const levelOne = readDeclaration([body], {
    head(one) {
      head = one;
      checker.head(one);
    },
    client: (one) => checker.client(one),
    line(one) {
      lines.push(one);
      checker.line(one);
    },
  });
  const declaration = head && levelOne.length === 0 ? { head, lines } : null;
  return { declaration, levelOne, levelTwo: declaration ? checker.end() : [] };
}
