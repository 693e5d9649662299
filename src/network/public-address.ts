import { isIP } from 'node:net';
import { Client } from 'undici';

export type ToldAddress =
  | { readonly service: string; readonly family: 4 | 6; readonly address: string }
  | { readonly service: string; readonly family: 4 | 6; readonly fault: string };

export interface AddressRequest {
  /** An `https:` address that answers with the bare address of whoever asks; `http:` on loopback alone. */
  readonly service: string;
  readonly family: 4 | 6;
  readonly timeoutMs: number;
  /** The source to ask from; counts for its own family. */
  readonly localAddress?: string;
}

const MOST_BYTES = 64;

/** Asks one service from which public address it sees us, over the family given. Follows no redirect; never throws. */
export async function askPublicAddress(request: AddressRequest): Promise<ToldAddress> {
  const { service, family, timeoutMs, localAddress } = request;
  const faulty = (fault: string): ToldAddress => ({ service, family, fault });
  if (!isAddressService(service)) return faulty('it is neither https nor on this host');
  const url = new URL(service);
  const literal = isIP(url.hostname.replace(/^\[|\]$/g, ''));
  if (literal !== 0 && literal !== family) return faulty(`it has an IPv${literal} address`);
  const own = localAddress !== undefined && isIP(localAddress) === family ? { localAddress } : {};
  const client = new Client(url.origin, {
    // The environment may not switch the check of certificates off.
    connect: { family, timeout: timeoutMs, rejectUnauthorized: true },
    ...own,
    headersTimeout: timeoutMs,
    bodyTimeout: timeoutMs,
  });
  try {
    const { statusCode, body } = await client.request({
      method: 'GET',
      path: url.pathname + url.search,
      headers: { 'user-agent': 'keyward', accept: 'text/plain', 'accept-encoding': 'identity' },
      signal: AbortSignal.timeout(timeoutMs),
    });
    const chunks: Buffer[] = [];
    let size = 0;
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > MOST_BYTES) return faulty('it answers with more than an address');
      chunks.push(chunk);
    }
    if (statusCode !== 200) return faulty(`it answers with status ${statusCode}`);
    const address = Buffer.concat(chunks).toString('latin1').trim();
    const is = isIP(address);
    if (is === 0) return faulty('it does not answer with an address');
    return is === family ? { service, family, address } : faulty(`it answers with an IPv${is} address`);
  } catch (error) {
    return faulty(`it is not reached (${codeOf(error)})`);
  } finally {
    await client.destroy().catch(() => undefined);
  }
}

/** Whether an address service is one that may be asked: over TLS, or on this host. */
export function isAddressService(service: string): boolean {
  if (!URL.canParse(service)) return false;
  const { protocol, hostname, username, password } = new URL(service);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && /^(?:127(?:\.\d+){3}|localhost|\[::1\])$/.test(hostname));
}

function codeOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; depth++) {
    if (at instanceof AggregateError && at.errors.length > 0) at = at.errors[0];
    const { code, name } = at as { code?: unknown; name: string };
    if (typeof code === 'string') return code;
    if (name === 'TimeoutError') return 'too slow';
    at = (at as Error).cause;
  }
  return 'no reason given';
}
