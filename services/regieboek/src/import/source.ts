/** A file to import: on disk, or an entry of a ZIP file (`deliveries.zip/starts/1.xml`). */
export interface Source {
  readonly path: string;
  read(): Promise<Buffer>;
}
