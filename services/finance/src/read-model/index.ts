import { messageEntity, messageTableIn } from '@regieboek/intake';
import { contractsCopyIn, erasuresIn, secretAddressesIn, type Projection } from '@regieboek/platform';
import { waitingDeclarationRow } from './waiting-declarations/entity.js';
import { DeclarationTables1700000000003 } from '../migrations/1700000000003-declarations.js';
import { BookTable1700000000007 } from '../migrations/1700000000007-books.js';
import { WaitingDeclarations1700000000021 } from '../migrations/1700000000021-waiting-declarations.js';
import { Remarks1700000000050 } from '../migrations/1700000000050-remarks.js';
import { remarkRow } from './remarks/entity.js';
import { assignmentRow } from './assignments/entity.js';
import { assignmentsProjection } from './assignments/projection.js';
import { bookEventRow } from './books/entity.js';
import { bookEventsProjection } from './books/projection.js';
import { declarationRow, lineRow } from './declarations/entity.js';
import { declarationsProjection } from './declarations/projection.js';

/** Erasures of youths from finance. */
export const financeErasures = erasuresIn('finance');

/** Secret addresses, as finance keeps them. */
export const financeSecretAddresses = secretAddressesIn('finance');

/** Read models of finance. */
export const financeReadModels: readonly Projection[] = [
  contractsCopyIn('finance').projection,
  financeErasures.projection,
  financeSecretAddresses.projection,
  assignmentsProjection,
  declarationsProjection,
  bookEventsProjection,
];

/** Tables of finance beside its copy of regions and contracts: their entities, and the migrations that make them. */
export const financeTables = {
  readModels: financeReadModels,
  entities: [
    messageEntity,
    ...financeErasures.entities,
    ...financeSecretAddresses.entities,
    declarationRow,
    lineRow,
    assignmentRow,
    bookEventRow,
    waitingDeclarationRow,
    remarkRow,
  ],
  migrations: [
    ...messageTableIn('finance'),
    ...financeErasures.migrations,
    ...financeSecretAddresses.migrations,
    DeclarationTables1700000000003,
    BookTable1700000000007,
    WaitingDeclarations1700000000021,
    Remarks1700000000050,
  ],
};
