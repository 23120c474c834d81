export { longRegion, aMonth } from './long-region.js';
export { newFolders } from './new-folders.js';
export { Story, youthId, type CareOptions, type ContractOptions, type ToldEvent } from './story.js';
export { regions } from './random-region.js';
export { EncodedLog, ToldLog, type ToldLogOptions } from './told-log.js';
export { segmentsOf } from './told-segments.js';
