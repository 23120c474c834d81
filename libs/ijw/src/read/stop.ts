import { levelOne, type Finding } from '../finding.js';

/** Thrown inside the reader when it cannot continue; never reaches the caller. */
export class Stop {
  readonly finding: Finding;

  constructor(rule: string, path: string, line: number, text: string) {
    this.finding = levelOne(rule, path, line, text);
  }
}
