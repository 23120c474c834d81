export { Comparing, type Compared } from './comparing.js';
