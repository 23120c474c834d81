export { openDatabase, type Database } from './open-database.js';
