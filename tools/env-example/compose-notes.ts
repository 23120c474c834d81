/** Descriptions of the variables of the compose files, for the author of `.env`. */
const databasePassword = (owner: string) =>
  `Password of ${owner} in the database: letters and digits only, it becomes part of an address.`;
const vaultKey = (owner: string) =>
  `Key of the vault of ${owner}: 64 hexadecimal digits. Keep a copy apart from backups; without it what is in the vault cannot be read again.`;
const port = (owner: string) => `Port of ${owner} on 127.0.0.1 of this machine.`;

/** Descriptions by name. */
export const composeNotes: Readonly<Record<string, string>> = {
  POSTGRES_PASSWORD: databasePassword('the administrator'),
  CONTRACTS_DATABASE_PASSWORD: databasePassword('contracts'),
  PLACEMENTS_DATABASE_PASSWORD: databasePassword('placements'),
  FINANCE_DATABASE_PASSWORD: databasePassword('finance'),
  REPORTING_DATABASE_PASSWORD: databasePassword('reporting'),
  LOG_DATABASE_PASSWORD: databasePassword('the event log'),
  CONTRACTS_VAULT_KEY: vaultKey('contracts'),
  PLACEMENTS_VAULT_KEY: vaultKey('placements'),
  FINANCE_VAULT_KEY: vaultKey('finance'),
  REPORTING_VAULT_KEY: vaultKey('reporting'),
  REGIEBOEK_VAULT_KEY: vaultKey('the one process'),
  INTERNAL_TOKEN: 'Secret with which finance looks up identities at placements: at least 32 characters.',
  CONTRACTS_PORT: port('contracts'),
  PLACEMENTS_PORT: port('placements'),
  FINANCE_PORT: port('finance'),
  REPORTING_PORT: port('reporting'),
  REGIEBOEK_PORT: port('the one process'),
  KAFKA_PARTITIONS: 'Partitions per topic; must not change while the topics exist.',
  REGIEBOEK_SOURCE:
    'URN of the event source (NL GOV profile for CloudEvents), such as urn:nld:oin:<OIN>:systeem:regieboek; empty: the product.',
  REGIEBOEK_BEHIND_GATEWAY:
    'Name of the gateway that authenticates users, since the API has no authentication; by default ports are published on 127.0.0.1 only.',
  REGIEBOEK_HOSTS:
    'Host names of the services besides localhost, separated by commas; requests for other names are refused.',
  REGIEBOEK_INBOX:
    'Folder in the container whose files are imported (docs/inbox.md); mount it in a compose file of your own. Empty: none.',
  REGIEBOEK_OUTBOX: 'Folder in the container for the answers to files of the inbox. Empty: none.',
  LOG_LEVEL: 'Minimum log level: silent, error, warn, info or debug.',
  LOG_FORMAT: 'Log format: text (only the message) or json (all fields).',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'OpenTelemetry collector for traces (OTLP over HTTP); empty: no traces.',
  REGIEBOEK_TODAY: 'Fixed current day (yyyy-mm-dd); empty: the clock.',
};
