/** Where a request really wants to go. */
export interface Routed {
  readonly host: string;
  /** Path with query, as the real exchange would see it. */
  readonly target: string;
}

/**
 * Finds the real host and target of a request. Forms, in this order: the target in full behind a slash, raw or percent-encoded
 * (ccxt's `proxyUrl`), or in absolute form; the first path segment is a host (`/api.binance.com/api/v3/time`); the Host header.
 * `undefined` when none names a known host.
 */
export function routeOf(target: string, hostHeader: string, hosts: ReadonlySet<string>): Routed | undefined {
  const rest = target.startsWith('/') ? target.slice(1) : target;
  const plain = /^https?%3A/i.test(rest) ? decodeOnce(rest) : rest;
  const full = /^https?:\/{1,2}([^/?]+)(.*)$/i.exec(plain);
  if (full) return known(full[1]!, full[2]!, hosts);
  const first = /^([^/?]+)(.*)$/.exec(rest);
  const prefixed = first && known(first[1]!, first[2]!, hosts);
  return prefixed ?? known(hostHeader, target, hosts);
}

function decodeOnce(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function known(name: string, target: string, hosts: ReadonlySet<string>): Routed | undefined {
  const host = name.toLowerCase().replace(/:\d+$/, '');
  if (!hosts.has(host)) return undefined;
  return { host, target: target.startsWith('/') ? target : `/${target}` };
}
