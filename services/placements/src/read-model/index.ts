import { messageEntity, messageTableIn } from '@regieboek/intake';
import { contractsCopyIn, erasuresIn, secretAddressesIn, type Projection } from '@regieboek/platform';
import { IdentityTable1700000000002 } from '../migrations/1700000000002-identity.js';
import { StandingLineTables1700000000006 } from '../migrations/1700000000006-standing-lines.js';
import { RegionOfApprovedLines1700000000022 } from '../migrations/1700000000022-region-of-approved-lines.js';
import { identityEntity } from '../vault/entity.js';
import { approvedLines, standingDeclaration } from './standing-lines/entity.js';
import { standingLinesProjection } from './standing-lines/projection.js';

/** Erasures of youths from placements. */
export const placementsErasures = erasuresIn('placements', ['placements.identity']);

/** Secret addresses, as placements keeps them. */
export const placementsSecretAddresses = secretAddressesIn('placements');

/** Read models of placements. */
export const placementsReadModels: readonly Projection[] = [
  contractsCopyIn('placements').projection,
  placementsErasures.projection,
  placementsSecretAddresses.projection,
  standingLinesProjection,
];

/** Tables of placements and its copy of regions and contracts: their entities, and the migrations that create them. */
export const placementsTables = {
  readModels: placementsReadModels,
  entities: [
    messageEntity,
    ...placementsErasures.entities,
    ...placementsSecretAddresses.entities,
    identityEntity,
    standingDeclaration,
    approvedLines,
  ],
  migrations: [
    ...messageTableIn('placements'),
    IdentityTable1700000000002,
    ...placementsErasures.migrations,
    ...placementsSecretAddresses.migrations,
    StandingLineTables1700000000006,
    RegionOfApprovedLines1700000000022,
  ],
};
