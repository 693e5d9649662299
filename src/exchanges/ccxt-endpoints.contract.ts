/** An endpoint as the installed ccxt would ask for it. */
export interface CcxtEndpoint {
  readonly method: string;
  readonly host: string;
  /** `{name}` stands for one segment. */
  readonly path: string;
  /** Where it stands in ccxt's table, `private.get`. */
  readonly api: string;
}

/** What is used of a ccxt client; it needs a key, so that it can sign. */
export interface CcxtClient {
  readonly api: unknown;
  sign(path: string, api: unknown, method: string, params: object): { readonly url?: string };
}

/** Every endpoint that ccxt knows of an exchange, by walking its table and signing each. `params`: what a path cannot be signed without. */
export function ccxtEndpoints(client: CcxtClient, params: (path: string) => object = () => ({})): CcxtEndpoint[] {
  const found: CcxtEndpoint[] = [];
  walk(client.api, [], (api, method, path) => {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]!);
    const given = { ...Object.fromEntries(names.map((name) => [name, `{${name}}`])), ...params(path) };
    const { url } = client.sign(path, api.length === 1 ? api[0] : api, method, given);
    const match = /^https:\/\/([^/]+)(\/[^?]*)/.exec(decodeURIComponent(url ?? ''));
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
