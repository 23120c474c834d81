/** Browser and operating system, as far as the request states them. */
export interface BrowserKind {
  readonly browser: (typeof browsers)[number];
  readonly system: (typeof systems)[number];
}

export const browsers = ['Edge', 'Opera', 'Firefox', 'Chrome', 'Safari', 'other'] as const;
export const systems = ['Android', 'iOS', 'Windows', 'macOS', 'Linux', 'other'] as const;

/** A person, by issuer and subject. */
export interface Person {
  readonly issuer: string;
  readonly subject: string;
}

/** An active session. Times are ISO 8601, UTC. */
export interface OpenSession extends BrowserKind, Person {
  /** Identifies the session; cannot be used to log in. */
  readonly id: string;
  readonly since: string;
  /** Last request, noted to the minute. */
  readonly lastUsed: string;
  /** Latest end. */
  readonly endsAt: string;
}

/** Active sessions of a service. */
export interface OpenSessions {
  /** Those of a person, newest first. */
  ofPerson(person: Person): Promise<OpenSession[]>;
  /** Those of all people with a role in a region, newest first. */
  inRegion(region: string): Promise<OpenSession[]>;
  /** Ends sessions by their ids, in every process at once; gives how many there were. */
  end(ids: readonly string[]): Promise<number>;
  /**
   * The same by an administrator of a region. The next request of the person names that region as the reason: for 15 minutes a
   * trace of the session remains, without its rights.
   */
  endByAdministrator(ids: readonly string[], region: string): Promise<number>;
}
