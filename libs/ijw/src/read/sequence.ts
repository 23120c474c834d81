import type { ElementDeclaration } from '../schema/schema.js';
import type { Frame } from './frame.js';

/** Fault of a child element, or of the end of a sequence. */
export interface SequenceReport {
  missing(parent: Frame, declaration: ElementDeclaration): void;
  misplaced(parent: Frame, text: string): void;
}

const elementsOf = ({ declaration: { type } }: Frame): readonly ElementDeclaration[] =>
  type.kind === 'complex' ? type.elements : [];

const isNamed = (declaration: ElementDeclaration | undefined, local: string, uri: string): boolean =>
  declaration !== undefined && declaration.name === local && declaration.uri === uri;

function accept(parent: Frame, at: number): ElementDeclaration | undefined {
  parent.seen = at === parent.at ? parent.seen + 1 : 1;
  parent.at = at;
  return elementsOf(parent)[at];
}

/** First place at which the sequence may continue. */
const resumeAt = (parent: Frame, elements: readonly ElementDeclaration[]): number =>
  parent.seen < (elements[parent.at]?.max ?? 0) ? parent.at : parent.at + 1;

/**
 * The declaration of the next child of `parent`, moving its place in the sequence. Elements that should have come
 * before are reported as missing. When the element is not allowed here, reports that and returns undefined.
 */
export function nextChild(
  parent: Frame,
  local: string,
  uri: string,
  report: SequenceReport,
): ElementDeclaration | undefined {
  const elements = elementsOf(parent);
  const from = resumeAt(parent, elements);
  for (let at = from; at < elements.length; at += 1) {
    if (!isNamed(elements[at], local, uri)) continue;
    for (let skipped = from; skipped < at; skipped += 1) reportIfMissing(parent, elements[skipped], skipped, report);
    return accept(parent, at);
  }
  report.misplaced(parent, misplacement(elements, from, local, uri));
  return undefined;
}

/** Reports elements missing at the end of `parent`. */
export function endOfSequence(parent: Frame, report: SequenceReport): void {
  const elements = elementsOf(parent);
  for (let at = resumeAt(parent, elements); at < elements.length; at += 1)
    reportIfMissing(parent, elements[at], at, report);
}

function reportIfMissing(
  parent: Frame,
  declaration: ElementDeclaration | undefined,
  at: number,
  report: SequenceReport,
): void {
  const seen = at === parent.at ? parent.seen : 0;
  if (declaration && seen < declaration.min) report.missing(parent, declaration);
}

function misplacement(elements: readonly ElementDeclaration[], from: number, local: string, uri: string): string {
  const known = elements.find((declaration) => declaration.name === local);
  if (known?.uri === uri)
    return `bevat ${local} te vaak of op de verkeerde plaats; houd de volgorde van de standaard aan`;
  if (known) return `bevat ${local} in de verkeerde namespace; gebruik ${known.uri}`;
  const expected = elements
    .slice(from)
    .map(({ name }) => name)
    .join(', ');
  return `bevat een element dat daar niet hoort; ${expected ? `verwacht: ${expected}` : 'hier mag niets meer volgen'}`;
}
