export { isAsked, type Approval, type ApprovalAsked } from './approval.js';
export { FourEyes } from './four-eyes.js';
export { approvalAsked, sendAsked } from './http/responses.js';
export { ConfirmApproval, DeclineApproval } from './messages/commands.js';
export { ListApprovals } from './messages/queries.js';
export { approvalTables, openApprovals, type Approvals } from './store/approvals.js';
export { sealedApprovals } from './store/sealed-approvals.js';
export type { ByTwo, UseCaseOfTwo } from './use-case.js';
