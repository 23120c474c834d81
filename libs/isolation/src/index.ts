export { asProcess, canReach, overAllRegions, withinRegion, isRegionName, mustReach, OtherRegion } from './reach.js';
export { RegionPool } from './connections/region-client.js';
export { addressesOf, applicationOf, type DatabaseAddresses } from './database/addresses.js';
export { protection, protectTables } from './database/protect.js';
export { guestUsers, oneUser, ownUsers, twoUsers } from './database/roles.js';
