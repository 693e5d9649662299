import type { JsonObject } from '../core/index.ts';
import type { Call, Endpoint, EndpointClass, Environment, Facts, Host, Method, Param } from './exchange.ts';

/**
 * Reads a table of endpoints of one class: a line each, `METHOD /path source`, where source is where the endpoint was read.
 * Lines that start with `#` are notes.
 */
export function endpointTable(cls: EndpointClass, group: (path: string) => string, lines: string): Endpoint[] {
  return lines
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [method, path, source] = line.split(/\s+/);
      if (!method || !path || !source) throw new Error(`endpoint table: ${line}`);
      return { method: method as Method, path, class: cls, group: group(path), source };
    });
}

/** Finds endpoints by host and request line. */
export class EndpointIndex {
  readonly #hosts = new Map<string, Host[]>();
  readonly #exact = new Map<string, Endpoint>();
  readonly #templates: { readonly endpoint: Endpoint; readonly pattern: RegExp }[] = [];

  constructor(facts: Facts) {
    for (const host of facts.hosts) this.#hosts.set(host.name, [...this.hosts(host.name), host]);
    for (const endpoint of facts.endpoints) {
      const name = `${endpoint.group} ${endpoint.method} ${endpoint.path}`;
      if (this.#exact.has(name)) throw new Error(`endpoint listed twice: ${name}`);
      this.#exact.set(name, endpoint);
      if (endpoint.path.includes('{')) {
        const source = endpoint.path
          .split(/\{\w+\}/)
          .map((part) => part.replace(/[.*+?^$()|[\]\\]/g, '\\$&'))
          .join('([A-Za-z0-9_.:-]+)');
        this.#templates.push({ endpoint, pattern: new RegExp(`^${source}$`) });
      }
    }
  }

  /** What stands under this name: one entry for each environment that it serves, all of one group; empty when it is not in the facts. */
  hosts(name: string): readonly Host[] {
    return this.#hosts.get(name) ?? [];
  }

  /** The host of this name, in this environment where one is given. */
  host(name: string, environment?: Environment): Host | undefined {
    return this.hosts(name).find((host) => environment === undefined || host.environment === environment);
  }

  /** The endpoint that this request line names on a host of this group; exact paths win over templates. */
  find(group: string, method: string, path: string): Endpoint | undefined {
    if (path.includes('{')) return undefined;
    const exact = this.#exact.get(`${group} ${method} ${path}`);
    if (exact) return exact;
    return this.#templates.find(
      ({ endpoint, pattern }) => endpoint.group === group && endpoint.method === method && pattern.test(path),
    )?.endpoint;
  }
}

/** The endpoint of a call of Keyward's own. Throws when the facts do not list it: a defect, found by the contract test. */
export function endpointOf(endpoints: readonly Endpoint[], method: Method, path: string): Endpoint {
  const endpoint = endpoints.find((candidate) => candidate.method === method && candidate.path === path);
  if (!endpoint) throw new Error(`not in the facts: ${method} ${path}`);
  return endpoint;
}

/** The first host of a group in an environment; `undefined` where the exchange has none. */
export function hostOf(hosts: readonly Host[], group: string, environment: Environment): Host | undefined {
  return hosts.find((host) => host.group === group && host.environment === environment);
}

/**
 * A call of Keyward's own, with a read as its intent where it is one; `undefined` where the environment has no host for it. `template`: the
 * path as the facts have it, where parts of it are filled in.
 */
export function callTo(
  facts: Pick<Facts, 'endpoints' | 'hosts'>,
  method: 'GET' | 'POST',
  path: string,
  {
    query = [],
    body,
    template = path,
  }: { readonly query?: readonly Param[]; readonly body?: JsonObject; readonly template?: string },
  environment: Environment,
): Call | undefined {
  const endpoint = endpointOf(facts.endpoints, method, template);
  const host = hostOf(facts.hosts, endpoint.group, environment);
  if (!host) return undefined;
  return {
    endpoint,
    host: host.name,
    environment,
    path,
    query,
    body: body ? { kind: 'json', value: body } : { kind: 'none' },
    headers: [],
    intents: endpoint.class === 'read' ? [{ action: 'read' }] : [],
  };
}

/** A GET of Keyward's own, for an environment that has its host. */
export function getOf(
  facts: Pick<Facts, 'endpoints' | 'hosts'>,
  path: string,
  query: readonly Param[],
  environment: Environment,
  template = path,
): Call {
  const call = callTo(facts, 'GET', path, { query, template }, environment);
  if (!call) throw new Error(`no ${environment} host for ${endpointOf(facts.endpoints, 'GET', template).group}`);
  return call;
}
