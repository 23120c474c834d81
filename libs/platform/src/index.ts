export {
  prepare,
  prepareOn,
  commit,
  retrying,
  handle,
  type Address,
  type Prepared,
  type Handled,
} from './commands/handle.js';
export { loadFor, type LoadedFor, load } from './commands/load.js';
export { measureDisk } from './metrics/folder-metrics.js';
export type { Metrics } from './metrics/metrics.js';
export { KeyedQueue } from './commands/keyed-queue.js';
export { createApplication, checkPort, listen } from './http/application.js';
export { nearest, unknownNames } from './http/requests/unknown-names.js';
export { preferred } from './http/requests/accepted.js';
export { fileAnswer, sheetAnswer, sheetFiles } from './http/files/sheet-answer.js';
export { checkAddress, isLoopback } from './http/address.js';
export type { LogIn } from './access/log-in.js';
export { rateLimits, type RateLimits } from './access/rates/rate-limits.js';
export {
  accessVariables,
  auditVariables,
  ratesOf,
  rateVariables,
  upgradeVariables,
} from './service/access-variables.js';
export { hostNames, logInVariables } from './service/variables.js';
export { bounded, listed } from './http/problems/bounded.js';
export { httpLimits } from './http/edge/http-limits.js';
export {
  actorNow,
  authorNow,
  codeNow,
  inBody,
  inId,
  isAllowed,
  mustBeAllowed,
  Permitted,
  regionFault,
  regionOfFault,
  type ActorCodes,
  type Authenticator,
} from './access/index.js';
export { EmergencyGrants, type EmergencyAccessRow } from './emergency/index.js';
export {
  Auditor,
  checkChain,
  codesOf,
  INSTALLATION,
  knownAtIn,
  logboekLines,
  MemoryAuditLog,
  auditTables,
  openAuditLog,
  type AuditEntry,
  type AuditFilter,
  type AuditLog,
  type KeptAuditLog,
  type Audited,
  type ChainEnd,
  type CheckedChain,
} from './audit/index.js';
export {
  approvalAsked,
  ConfirmApproval,
  DeclineApproval,
  FourEyes,
  isAsked,
  ListApprovals,
  approvalTables,
  openApprovals,
  sealedApprovals,
  sendAsked,
  type Approval,
  type ApprovalAsked,
  type ByTwo,
  type UseCaseOfTwo,
} from './four-eyes/index.js';
export { ReviewRights } from './rights-review/review-rights.js';
export type { RightsReview } from './rights-review/rights-review.js';
export { Endpoint } from './http/endpoint.js';
export { component } from './http/openapi/json-schema.js';
export { faultLine, faultText } from './faults/fault-lines.js';
export { bytesOf } from './http/openapi/media-types.js';
export { describeApi } from './http/openapi/openapi.js';
export { Parsed } from './http/requests/parsed.js';
export { pathParts, inRegion, messagePath } from './http/paths.js';
export { fault } from './http/problems/problem-schema.js';
export { type Fault, maskedFaults, invalid, notFound } from './http/problems/problem.js';
export { type Identities, type Keepers, IdentitiesUnavailable } from './identities.js';
export type { Projections, Projection } from './projections/projection.js';
export { CheckpointAhead, OtherLog } from './projections/checkpoints.js';
export { ProjectionRunner } from './projections/projection-runner.js';
export { cipherWith, type IdUse, type Cipher, keyIdIn } from './secrets/cipher.js';
export { keyFrom, VaultKeyFault, type KeySource } from './secrets/vault-key.js';
export { keepKey, openVault, openVaultKeys } from './secrets/vault.js';
export { opensCheck } from './secrets/key-rows.js';
export type { FoundKeys, Queryable } from './secrets/key-rows.js';
export { DataKey } from './secrets/data-key.js';
export { SecretAddresses, secretAddressesIn } from './read-models/secret-addresses/queries.js';
export { secretAddressesFrom } from './read-models/secret-addresses/provider.js';
export { HIDDEN_PROVIDER, HIDDEN_YOUTH } from './read-models/secret-addresses/hidden.js';
export { erasuresIn } from './read-models/erasures/index.js';
export { erasureEntity, type ErasureRow } from './read-models/erasures/entity.js';
export { Erasures } from './read-models/erasures/erasures.js';
export { NO_REGION, reachingFor, sealedRegionKeys } from './secrets/region-keys.js';
export { sealedYouthKeys, YouthKeys } from './secrets/youth-keys.js';
export { holdVault, type HeldVault } from './secrets/vault-use.js';
export { checkTables, rotateKeys, type CheckedTable, type Rotated, type SealedTable } from './secrets/rotation.js';
export { whileReported } from '@regieboek/embedded-postgres';
export { logger, logLevels, logFormats } from './logging/logger.js';
export { asActor, metaNow, seeRows, seeYouths, type SeenByRegion } from './logging/request-context.js';
export { startTelemetry } from './logging/telemetry.js';
export { traced } from './logging/traced.js';
export { dayOfMoment, type Today, systemToday, latestToday, fixedToday } from './today.js';
export {
  ACTOR_CODES,
  EMERGENCY_GRANTS,
  EVENT_LOG,
  DATABASE,
  PROJECTIONS,
  CIPHER,
  TODAY,
  IDENTITIES,
  READINESS,
  LEDGER_CHECKS,
  METRICS,
  ERASURES,
  FOUR_EYES,
} from './tokens.js';
export { openReadModels, type ReadModels } from './read-models/data-source.js';
export { type Resources, PlatformModule } from './platform.module.js';
export { contractsCopyIn, ContractsCopy } from './read-models/contracts/queries.js';
export { ContractsSnapshot, type Membership } from './read-models/contracts/snapshot.js';
export { readModelStates, type ReadModelState } from './read-models/rebuild/read-model-list.js';
export { ReadModelRebuild, type RebuildStep } from './read-models/rebuild/rebuild.js';
export { serviceDatabase } from './read-models/service-database.js';
export { asProcess, canReach, isRegionName, overAllRegions, withinRegion } from '@regieboek/isolation';
export type { DatabaseAddresses } from '@regieboek/isolation';
export { productVersion } from './version.js';
export {
  askOnce,
  beginRestore,
  hasEventLog,
  identifyLedger,
  ledgerIn,
  ledgerVersion,
  lineageIn,
  migrateLog,
  mustFitVersion,
  lastBackupIn,
  openDatabase,
  parkedMessagesIn,
  reachStage,
  recordBackup,
  restoreMarkIn,
  type Database,
  type RestoreMark,
} from './database/index.js';
export { unusedResources } from './unused-resources.js';
export { ParkedStreams, type Retried } from './feeds/parked-streams.js';
export { FeedBarrier, FeedBehind } from './feeds/feed-barrier.js';
export { ProjectionFeed } from './feeds/projection-feed.js';
export { PostgresRelayStore } from './feeds/relay-store.js';
export { settingsFrom, SettingsFault, unlessBlank } from './settings-fault.js';
export { keepResuming, resumeAll, type Resumed } from './resuming.js';
export { CheckLedger } from './checks/check-ledger.js';
export { type CheckResult, type LedgerCheck, LedgerChecks, sound, unsound } from './checks/checks.js';
export { Readiness } from './readiness.js';
export { etagOf, revisionOf } from './http/requests/if-match.js';
export { RequestSignal } from './http/requests/request-signal.js';
export { compiledBeside, readOf, ready, type Reader } from './reading/read-apart.js';
export { readYaml } from './reading/yaml-file.js';
export { ReadingFailed } from './reading/reading-failed.js';
