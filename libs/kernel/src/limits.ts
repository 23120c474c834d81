/** Limits on everything that is received, in one place; docs/limits.md explains them. */
export const limits = {
  /** Maximum size of a message or file in bytes: 25 MB (iJw OP179). */
  bodyBytes: 25 * 1024 * 1024,
  /** Bytes of a JSON body; files and messages come as CSV, YAML and XML. */
  jsonBytes: 1024 * 1024,
  /** Levels of arrays and objects in a JSON body. */
  jsonDepth: 32,
  /** Arrays and objects in a JSON body together. */
  jsonObjects: 10_000,
  /** Fields of all objects in a JSON body. */
  jsonFields: 20_000,
  /** Commas between values in a JSON body. */
  jsonValues: 100_000,
  /** Faults that an answer names; further ones are counted. */
  faults: 1_000,
  /** Rows of a residence facts file, without the row of names. */
  csvRows: 250_000,
  /** Columns of a CSV file. */
  csvColumns: 64,
  /** Characters of one row of a CSV file. */
  csvRowCharacters: 20_000,
  /** Characters of one cell of a CSV file. */
  csvCellCharacters: 1_000,
  /** Bytes of a YAML file. */
  yamlBytes: 6 * 1024 * 1024,
  /** Keys, values and list items of a YAML file together. */
  yamlNodes: 300_000,
  /** Levels of maps and lists in a YAML file. */
  yamlDepth: 32,
  /** Characters of one value of a YAML file. */
  yamlValueCharacters: 10_000,
  /** References to anchors (aliases) in a YAML file. */
  yamlAliases: 100,
  /** From this size on, a message or file is read in a separate thread. */
  apartBytes: 256 * 1024,
  /** The same for YAML, which costs more to read. */
  apartYamlBytes: 32 * 1024,
  /** Milliseconds that reading one message or file in a thread may take. */
  apartMs: 60_000,
  /** Megabytes of memory that reading one message or file in a thread may take. */
  apartMegabytes: 1_024,
  /** Times that reading or recording a received message may fail before it is parked. */
  attempts: 3,
} as const;
