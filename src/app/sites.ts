import type { Call, Exchange } from '../exchanges/index.ts';

type Facts = Exchange['facts'];

/** The base URLs of the facts, on the host where a key works when that one serves the same; `undefined` is the main site. */
export function baseUrlsAt({ hosts, baseUrls }: Facts, host: string | undefined): Readonly<Record<string, string>> {
  const groupOf = (wanted: string | undefined) => hosts.find(({ name }) => name === wanted)?.group;
  const at = (path: string): string => {
    const [, first = '', ...rest] = path.split('/');
    return host !== undefined && groupOf(host) === groupOf(first) ? ['', host, ...rest].join('/') : path;
  };
  return Object.fromEntries(Object.entries(baseUrls).map(([client, path]) => [client, at(path)]));
}

/** The same call, to the host where a key works when that one serves it. */
export function callAt(call: Call, { hosts }: Facts, host: string | undefined): Call {
  const isServed = hosts.some(
    ({ name, group, environment }) =>
      name === host && group === call.endpoint.group && environment === call.environment,
  );
  return host !== undefined && isServed ? { ...call, host } : call;
}
