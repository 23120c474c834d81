#!/usr/bin/env node
/** Starts the command line from the compiled sources; in a checkout, compiles changed sources first. */
import { existsSync } from 'node:fs';
import module from 'node:module';
import { fileURLToPath } from 'node:url';

const [major] = process.versions.node.split('.');
if (Number(major) < 22) {
  console.error(
    `regieboek: this is Node ${process.versions.node}; start it with npx regieboek or npm, which bring Node 24`,
  );
  process.exit(2);
}
const build = new URL('../../../tools/build.mjs', import.meta.url);
if (existsSync(build)) await (await import(build.href)).build();
// Compiled code is kept between starts, beside the program; where that cannot be written, starts take a little longer.
module.enableCompileCache(fileURLToPath(new URL('../.compile-cache', import.meta.url)));
await import('../dist/main.js');
