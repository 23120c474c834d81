export { hiddenLine, hiddenCorrection, hiddenItem, hiddenRefusal, hiddenOpenWork } from './hidden-rows.js';
