export type { DemoFile } from './demo-file.js';
export { demoFiles, type DemoCount } from './demo-files.js';
export { demoDefaults, regionsOf, windowOf, type DemoOptions } from './demo-options.js';
export { writeDemoFiles, type DemoProgress, type DemoWritten } from './write-demo-files.js';
