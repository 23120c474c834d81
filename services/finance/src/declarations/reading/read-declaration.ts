import {
  DeclarationChecker,
  readDeclaration,
  type Declaration,
  type DeclarationHead,
  type DeclaredLine,
  type Finding,
  type Settings,
} from '@regieboek/ijw';
import type { Fault } from '@regieboek/platform';
import { numbersOfClients } from './numbers-of-clients.js';

/** A JW323 with its faults of level 1 and its numbers that name a client (then there is no declaration), and level 2. */
export interface ReadDeclaration {
  readonly declaration: Declaration | null;
  readonly levelOne: readonly Finding[];
  readonly levelTwo: readonly Finding[];
  readonly sensitive: readonly Fault[];
}

/** Settings of the receiver of a declaration where sources contradict each other; the head names the receiver. */
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
  if (!head || levelOne.length > 0) return { declaration: null, levelOne, levelTwo: [], sensitive: [] };
  const declaration = { head, lines };
  const sensitive = numbersOfClients(declaration);
  if (sensitive.length > 0) return { declaration: null, levelOne, levelTwo: [], sensitive };
  return { declaration, levelOne, levelTwo: checker?.end() ?? [], sensitive };
}

/** A declaration as received, with the choices of its receiver. */
export interface WithSettings {
  readonly body: Uint8Array;
  readonly settings: Partial<Settings>;
}

/** The same with settings that are known. */
export const readWithSettings = ({ body, settings }: WithSettings): ReadDeclaration =>
  readAndCheck(body, () => settings);

/** Bytes that are read at once in search of a head. */
const HEAD_BYTES = 16 * 1024;

/** Head of a declaration; null when it cannot be read. Nothing behind the head is read. */
export function headOf(body: Uint8Array): DeclarationHead | null {
  const found: { head?: DeclarationHead } = {};
  function* untilFound(): Generator<Uint8Array> {
    for (let at = 0; at < body.length && !found.head; at += HEAD_BYTES) yield body.subarray(at, at + HEAD_BYTES);
  }
  readDeclaration(untilFound(), {
    head(one) {
      found.head = one;
    },
    client: () => undefined,
    line: () => undefined,
  });
  return found.head ?? null;
}

/** A declaration that was accepted before, without the checks that it passed then; null when it cannot be read. */
export function readAccepted(body: Uint8Array): Declaration | null {
  const found: { head?: DeclarationHead } = {};
  const lines: DeclaredLine[] = [];
  const faults = readDeclaration([body], {
    head(one) {
      found.head = one;
    },
    client: () => undefined,
    line(one) {
      lines.push(one);
    },
  });
  return found.head && faults.length === 0 ? { head: found.head, lines } : null;
}
