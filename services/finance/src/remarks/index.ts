export { Remarks, type RemarksRequest, type RemarksWritten } from './remarks.js';
export { remark, type RecordedRemark } from './remark.js';
export { remarksInCsv } from './remarks-file.js';
