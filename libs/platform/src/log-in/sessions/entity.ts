import { EntitySchema } from 'typeorm';
import type { Grant } from '@regieboek/access';
import type { BrowserKind } from '../../access/open-sessions.js';

/** A session of a browser. The cookie contains its id; the table contains only a keyed hash of the id. */
export interface SessionRow {
  idHash: string;
  /** Identifies the session in lists; random, and cannot be used to log in. */
  id: string;
  browser: BrowserKind['browser'];
  system: BrowserKind['system'];
  issuer: string;
  subject: string;
  grants: readonly Grant[];
  createdAt: Date;
  /** When the person gave credentials to the provider; null where it did not tell. */
  authenticatedAt: Date | null;
  /** Region whose administrator ended it; null while it goes on. */
  endedIn: string | null;
  seenAt: Date;
  /** ID token, sealed; it tells the provider who logs out. */
  idToken: Buffer;
}

export const sessionEntity = new EntitySchema<SessionRow>({
  name: 'session',
  columns: {
    idHash: { type: 'text', name: 'id_hash', primary: true },
    id: { type: 'uuid', unique: true },
    browser: { type: 'text' },
    system: { type: 'text' },
    issuer: { type: 'text' },
    subject: { type: 'text' },
    grants: { type: 'jsonb' },
    createdAt: { type: 'timestamptz', name: 'created_at' },
    authenticatedAt: { type: 'timestamptz', name: 'authenticated_at', nullable: true },
    endedIn: { type: 'text', name: 'ended_in', nullable: true },
    seenAt: { type: 'timestamptz', name: 'seen_at' },
    idToken: { type: 'bytea', name: 'id_token' },
  },
});

/** A log-in that was completed: its state counts once. */
export interface UsedLogInRow {
  stateHash: string;
  usedAt: Date;
}

export const usedLogInEntity = new EntitySchema<UsedLogInRow>({
  name: 'used_log_in',
  columns: {
    stateHash: { type: 'text', name: 'state_hash', primary: true },
    usedAt: { type: 'timestamptz', name: 'used_at' },
  },
});
