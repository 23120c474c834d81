import { ImportRegionFileHandler } from './import-region-file.js';
import { ReviewEmergencyAccessHandler } from './review-emergency-access.js';
import { TakeEmergencyAccessHandler } from './take-emergency-access.js';

/** Handlers of all commands, for the module of this service. */
export const commandHandlers = [ImportRegionFileHandler, TakeEmergencyAccessHandler, ReviewEmergencyAccessHandler];
