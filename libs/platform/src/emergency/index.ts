export { emergencyAccessEntity, type EmergencyAccessRow } from './entity.js';
export { EmergencyGrants } from './grants.js';
