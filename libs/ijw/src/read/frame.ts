import type { ElementDeclaration } from '../schema/schema.js';

/** Value under construction of an element with children: an object by field name, or an array for a list. */
export type Building = Record<string, unknown> | unknown[];

/** An element that is open. Frames are reused per depth, so that the hot path allocates nothing. */
export interface Frame {
  declaration: ElementDeclaration;
  /** Undefined for an element with text only. */
  value: Building | undefined;
  text: string;
  /** Line of the file on which the element starts. */
  line: number;
  /** Position in the sequence of its type: the element last seen, and how often. */
  at: number;
  seen: number;
  /** Index among its siblings with the same name, from 1. */
  number: number;
  /** Text between child elements is reported once. */
  hasStrayText: boolean;
}

/** Creates a frame, to be reused at one depth. */
export const newFrame = (declaration: ElementDeclaration): Frame => ({
  declaration,
  value: undefined,
  text: '',
  line: 0,
  at: 0,
  seen: 0,
  number: 1,
  hasStrayText: false,
});

/** Path of the innermost of `depth` open frames, with indexes for elements that may repeat. */
export function pathOf(frames: readonly Frame[], depth: number): string {
  let path = '';
  for (let i = 0; i < depth; i += 1) {
    const frame = frames[i];
    if (!frame) break;
    path += `/${frame.declaration.name}`;
    if (frame.declaration.max > 1) path += `[${frame.number}]`;
  }
  return path;
}
