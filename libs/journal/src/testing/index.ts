export { longRegion, monthFrom } from './long-region.js';
export { positionAt } from './position-at.js';
export { newFolders } from './new-folders.js';
export { Story, youthId, type StoryEvent } from './story.js';
export { regions } from './random-region.js';
export { EncodedLog, StoryLog } from './story-log.js';
export { segmentsOf } from './story-segments.js';
export { readMonth } from './rows-work.js';
export { noSuccessors } from './no-successors.js';
