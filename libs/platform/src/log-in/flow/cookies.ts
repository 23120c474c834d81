/** A cookie as this server sets it: for this server alone, out of reach of scripts, and not sent along by other sites. */
export interface Cookie {
  readonly name: string;
  readonly value: string;
  /** Seconds; 0 deletes it. */
  readonly maxAgeSeconds: number;
  /** Only over https. */
  readonly secure: boolean;
}

/** Name of a cookie: with the prefix that browsers accept only over https from this host; on this machine without. */
export const cookieName = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name);

/** Value of a Set-Cookie header. */
export const setCookie = ({ name, value, maxAgeSeconds, secure }: Cookie): string =>
  `${cookieName(name, secure)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure ? '; Secure' : ''}`;

/** Value of a cookie in a Cookie header; undefined when it is not there, or there twice. */
export function cookieIn(header: string | undefined, name: string): string | undefined {
  const found = (header ?? '')
    .split(';')
    .map((one) => one.trim())
    .filter((one) => one.startsWith(`${name}=`));
  return found.length === 1 ? found[0]?.slice(name.length + 1) : undefined;
}
