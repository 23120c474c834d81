/**
 * `@jest/globals` of the spec file that runs. Modules stay loaded from one spec file to the next, and what they import
 * from here is always of the running one.
 */
export let afterAll;
export let afterEach;
export let beforeAll;
export let beforeEach;
export let describe;
export let expect;
export let it;
export let jest;

/** Makes these the globals from now on. */
export function setGlobals(globals) {
  ({ afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } = globals);
}
