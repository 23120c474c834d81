export { startTestProvider, type TestProvider } from './identity-provider.js';
export { logEverything } from './log-everything.js';
