export { longRegion, aMonth } from './long-region.js';
export { positionAt } from './position-at.js';
export { newFolders } from './new-folders.js';
export { Story, youthId, type ToldEvent } from './story.js';
export { regions } from './random-region.js';
export { EncodedLog, ToldLog } from './told-log.js';
export { segmentsOf } from './told-segments.js';
export { readMonth } from './rows-work.js';
export { noSuccessors } from './no-successors.js';
