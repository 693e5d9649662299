import { request } from 'node:http';
import type { Answer, UpstreamRequest } from '../exchanges/index.ts';

const TIMEOUT_MS = 15_000;

export interface AskedThrough {
  readonly port: number;
  /** How the client at hand addresses its requests. */
  readonly form: 'proxied' | 'prefixed';
  readonly headers?: Readonly<Record<string, string>>;
}

/** Sends a request to the gateway as a client on this host does. Rejects when the gateway is not reached or does not answer in time. */
export function askThrough(to: AskedThrough, what: UpstreamRequest): Promise<Answer> {
  const headers = { ...to.headers, ...what.headers, 'content-length': String(Buffer.byteLength(what.body)) };
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        host: '127.0.0.1',
        port: to.port,
        method: what.method,
        path: pathOf(to.form, what),
        headers,
        timeout: TIMEOUT_MS,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const told = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
          resolve({
            status: response.statusCode ?? 0,
            headers: Object.fromEntries(told),
            body: Buffer.concat(chunks).toString('utf8'),
          });
        });
      },
    );
    outgoing.on('timeout', () => outgoing.destroy(new Error('no answer in time')));
    outgoing.on('error', reject);
    outgoing.end(what.body);
  });
}

/** ccxt percent-encodes an address that has a query, and sends one without as it is. */
function pathOf(form: AskedThrough['form'], { host, target }: UpstreamRequest): string {
  if (form === 'prefixed') return `/${host}${target}`;
  const whole = `https://${host}${target}`;
  return `/${target.includes('?') ? encodeURIComponent(whole) : whole}`;
}
