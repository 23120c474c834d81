export { startTestProvider, type TestProvider } from './identity-provider.js';
