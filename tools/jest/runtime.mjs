/**
 * The module loader of the tests: that of Node itself. Jest's own loader loads every module again for every spec file,
 * which takes most of the time of a run. Nothing can mock a module here.
 */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { setGlobals } from './globals.mjs';
import { sourceMaps } from './sources.mjs';

const require = createRequire(import.meta.url);

/** Replaces `jest-runtime`: the part that `jest-runner` and `jest-circus` use. */
export default class NativeRuntime {
  #environment;

  constructor(_config, environment) {
    this.#environment = environment;
  }

  /** The functions of `jest` that the specs use. */
  #jest() {
    const { fakeTimersModern: timers, moduleMocker: mocker } = this.#environment;
    return {
      fn: mocker.fn.bind(mocker),
      spyOn: mocker.spyOn.bind(mocker),
      isMockFunction: (value) => mocker.isMockFunction(value),
      restoreAllMocks: () => mocker.restoreAllMocks(),
      useFakeTimers: (options) => timers.useFakeTimers(options),
      useRealTimers: () => timers.useRealTimers(),
      advanceTimersByTime: (ms) => timers.advanceTimersByTime(ms),
    };
  }

  setGlobalsForRuntime(globals) {
    setGlobals({ ...globals, jest: this.#jest() });
  }

  /** Loads a part of Jest that keeps the state of a spec file, again for each spec file. */
  requireInternalModule(path) {
    delete require.cache[path];
    return require(path);
  }

  requireModule(path) {
    return require(path);
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  unstable_importModule(path) {
    return import(pathToFileURL(path).href);
  }

  getSourceMaps() {
    return sourceMaps;
  }

  getAllCoverageInfoCopy() {
    return undefined;
  }

  enterTestCode() {}

  leaveTestCode() {}

  teardown() {}
}
