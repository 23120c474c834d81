#!/usr/bin/env node
/** Starts the command line from the compiled sources; in a checkout, compiles changed sources first. */
import { existsSync } from 'node:fs';

const [major] = process.versions.node.split('.');
if (Number(major) < 22) {
  console.error(
    `regieboek: this is Node ${process.versions.node}; start it with npx regieboek or npm, which bring Node 24`,
  );
  process.exit(2);
}
const build = new URL('../../../tools/build.mjs', import.meta.url);
if (existsSync(build)) await (await import(build.href)).build();
await import('../dist/main.js');
