export { Refusals } from './refusals.js';
export { DeclaredLines, firstPartOf, type DeclaredLine, type LineReference } from './declared-lines.js';
export { type RefusalFilter, type RefusedItem } from './refused-item.js';
export { reasonsOf } from './reasons.js';
export { refusalsSheet } from './document/refusals-sheet.js';
