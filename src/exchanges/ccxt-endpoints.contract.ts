import { generateKeyPairSync } from 'node:crypto';
import ccxt from 'ccxt';

/** An endpoint as the installed ccxt would ask for it. */
export interface CcxtEndpoint {
  readonly method: string;
  readonly host: string;
  /** `{name}` stands for one segment. */
  readonly path: string;
  /** Where it stands in ccxt's table, `private.get`. */
  readonly api: string;
}

type Signed = { url: string };
type Client = { api: unknown; sign(path: string, api: unknown, method: string, params: object): Signed };

/** Every endpoint that ccxt knows of an exchange, by walking its table and signing each with a made-up key. */
export function ccxtEndpoints(id: string, options: { readonly params?: (path: string) => object } = {}): CcxtEndpoint[] {
  const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ type: 'sec1', format: 'pem' });
  const secret = id === 'coinbase' ? String(pem) : Buffer.from('a made-up secret of forty-eight bytes, no more!!').toString('base64');
  const clients = ccxt as unknown as Record<string, new (options: object) => Client>;
  const client = new clients[id]!({ apiKey: 'organizations/a/apiKeys/b', secret, password: 'p', uid: '1' });
  const found: CcxtEndpoint[] = [];
  walk(client.api, [], (api, method, path) => {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
    const params = { ...Object.fromEntries(names.map((name) => [name, `{${name}}`])), ...options.params?.(path) };
    const { url } = client.sign(path, api.length === 1 ? api[0] : api, method, params);
    const match = /^https:\/\/([^/]+)(\/[^?]*)/.exec(decodeURIComponent(url));
    if (!match) throw new Error(`ccxt gives no URL for ${method} ${path}: ${url}`);
    found.push({ method, host: match[1]!, path: match[2]!, api: [...api, method.toLowerCase()].join('.') });
  });
  return found;
}

function walk(node: unknown, api: string[], visit: (api: string[], method: string, path: string) => void): void {
  for (const [name, value] of Object.entries(node as Record<string, unknown>)) {
    if (!/^(get|post|put|delete|patch)$/i.test(name)) {
      walk(value, [...api, name], visit);
      continue;
    }
    const paths: string[] = Array.isArray(value) ? value : Object.keys(value as object);
    for (const path of paths) visit(api, name.toUpperCase(), path);
  }
}
