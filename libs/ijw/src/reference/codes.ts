/** Values of code lists that decisions depend on, by meaning. */
import type { RedenBeeindiging, RedenWijziging, StatusAanlevering } from '../generated/messages.js';

/** Reason for change (RedenWijziging, JZ002) that removes an assignment. */
export const REMOVAL_REASON = '13' satisfies RedenWijziging;
/** Status (StatusAanlevering) of a start or stop that removes an earlier one. */
export const REMOVAL_STATUS = '3' satisfies StatusAanlevering;
/** Reason (RedenBeeindiging) of a temporary stop, after which care continues. */
export const TEMPORARY_STOP = '20' satisfies RedenBeeindiging;
