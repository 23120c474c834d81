/** One file of the demo: its path below the folder, with slashes, and its text. */
export interface DemoFile {
  readonly path: string;
  readonly content: string;
}
