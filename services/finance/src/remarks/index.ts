export { Remarks, type RemarksRequest, type RemarksWritten } from './remarks.js';
export { remark, type RecordedRemark } from './remark.js';
export { remarksInCsv, remarksInRows } from './remarks-file.js';
