import { ConfirmApprovalHandler, DeclineApprovalHandler } from './commands.js';
import { GetApprovalHandler, ListApprovalsHandler } from './queries.js';

/** Handlers of all commands and queries of four eyes. */
export const approvalHandlers = [
  ConfirmApprovalHandler,
  DeclineApprovalHandler,
  ListApprovalsHandler,
  GetApprovalHandler,
];
