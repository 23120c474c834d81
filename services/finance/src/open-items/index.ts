export { OpenItems, type OpenItemsOfRegion } from './open-items-of-region.js';
export type { OpenItemFilter, OpenWork } from './open-work.js';
export { reasonInWords } from './texts.js';
export { waysOut } from './ways-out.js';
export { openItemsSheet } from './document/open-items-sheet.js';
