/** Log-in at identity providers; an entry point of its own, so that only processes that have a log-in load it. */
export { openLogIn } from './log-in.js';
export { readLogInFile, type LogInFile } from './settings/log-in-file.js';
export { serviceTokens } from './service-token.js';
