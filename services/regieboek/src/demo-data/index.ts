export { demoDefaults, regionsOf, windowOf, type DemoOptions } from './demo-options.js';
export { inventedIban } from './region/invented-iban.js';
export { writeDemoFiles } from './files/write-demo-files.js';
