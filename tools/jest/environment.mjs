/**
 * The environment of a spec file: that of the process itself. Changes that a spec file makes to the process are undone
 * after it.
 */
import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

const TRACE_LINES_MAX = 10;
const EVENT_HANDLERS = Symbol.for('EVENT_HANDLERS');

/** Records the state of the process; returns a function that restores it. */
function keepProcess() {
  const { console, process } = globalThis;
  const env = { ...process.env };
  const { exitCode, exit } = process;
  const cwd = process.cwd();
  return () => {
    globalThis.console = console;
    for (const name of Object.keys(process.env)) if (!(name in env)) delete process.env[name];
    for (const [name, value] of Object.entries(env)) if (process.env[name] !== value) process.env[name] = value;
    process.exitCode = exitCode;
    process.exit = exit;
    if (process.cwd() !== cwd) process.chdir(cwd);
  };
}

/** Removes the state of a spec file that `jest-circus` keeps in the globals of the process. */
function forgetSpec() {
  delete globalThis[EVENT_HANDLERS];
  for (const symbol of Object.getOwnPropertySymbols(globalThis))
    if (symbol.description === 'JEST_STATE_SYMBOL') delete globalThis[symbol];
}

export default class ProcessEnvironment {
  global = {};
  #restore = keepProcess();

  constructor({ projectConfig }, { console, testPath }) {
    forgetSpec();
    this.moduleMocker = new ModuleMocker(globalThis);
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
    globalThis.console = console;
    process.exit = (code) => {
      throw new Error(`${testPath} ended the process with ${code}`);
    };
  }

  getVmContext() {
    return null;
  }

  /** Stack traces as long as Node's default instead of Jest's 100 lines: many tests expect many errors. */
  async setup() {
    Error.stackTraceLimit = TRACE_LINES_MAX;
  }

  async teardown() {
    this.fakeTimersModern.dispose();
    this.moduleMocker.restoreAllMocks();
    this.#restore();
    forgetSpec();
  }
}
