/**
 * `@jest/globals` of the running spec file. Modules stay loaded from one spec file to the next; their imports from
 * here always belong to the running one.
 */
export let afterAll;
export let afterEach;
export let beforeAll;
export let beforeEach;
export let describe;
export let expect;
export let it;
export let jest;

/** Sets the globals. */
export function setGlobals(globals) {
  ({ afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } = globals);
}
