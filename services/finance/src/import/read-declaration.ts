import {
  DeclarationChecker,
  readDeclaration,
  type Declaration,
  type DeclarationHead,
  type DeclaredLine,
  type Finding,
  type Settings,
} from '@regieboek/ijw';

/** A JW323 with its faults of level 1 (then there is no declaration) and level 2. */
export interface ReadDeclaration {
  readonly declaration: Declaration | null;
  readonly levelOne: readonly Finding[];
  readonly levelTwo: readonly Finding[];
}

/** What the receiver of a declaration chose where sources contradict each other; its head tells who that is. */
export type SettingsFor = (head: DeclarationHead) => Partial<Settings>;

const FINDINGS_MAX = 1_000;

/** Reads and checks a JW323 in one pass over its bytes. */
export function readAndCheck(body: Uint8Array, settingsFor: SettingsFor = () => ({})): ReadDeclaration {
  const passed: { head?: DeclarationHead; checker?: DeclarationChecker } = {};
  const lines: DeclaredLine[] = [];
  const levelOne = readDeclaration([body], {
    head(one) {
      passed.head = one;
      passed.checker = new DeclarationChecker(FINDINGS_MAX, settingsFor(one));
      passed.checker.head(one);
    },
    client: (one) => passed.checker?.client(one),
    line(one) {
      lines.push(one);
      passed.checker?.line(one);
    },
  });
  const { head, checker } = passed;
  if (!head || levelOne.length > 0) return { declaration: null, levelOne, levelTwo: [] };
  return { declaration: { head, lines }, levelOne, levelTwo: checker?.end() ?? [] };
}
