/** A Jest reporter that ends a run with its slowest spec files. */
import { relative } from 'node:path';

const SHOWN_MAX = 10;

/** The slowest spec files of a run, slowest first, as lines of seconds and path. */
const slowestSpecs = (testResults, root, shown = SHOWN_MAX) =>
  testResults
    .map(({ testFilePath, perfStats }) => ({
      path: relative(root, testFilePath),
      seconds: (perfStats.end - perfStats.start) / 1000,
    }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, shown)
    .map(({ path, seconds }) => `${seconds.toFixed(1).padStart(7)} s  ${path}`);

/** Prints the slowest spec files when more than one ran. */
export default class SlowestSpecs {
  #root;

  constructor({ rootDir }) {
    this.#root = rootDir;
  }

  onRunComplete(_contexts, { testResults }) {
    if (testResults.length < 2) return;
    const lines = slowestSpecs(testResults, this.#root);
    process.stderr.write(`\nSlowest spec files:\n${lines.join('\n')}\n`);
  }
}
