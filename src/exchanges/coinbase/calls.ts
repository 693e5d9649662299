import type { Intent, JsonObject } from '../../core/index.ts';
import { endpointOf, hostOf } from '../endpoints.ts';
import type { Body, Call, Environment, Method, Param } from '../exchange.ts';
import { facts } from './facts.ts';

/** A call of Keyward's own to a known endpoint, with its path filled in. */
function callTo(
  method: Method,
  template: string,
  environment: Environment,
  rest: {
    readonly path: string;
    readonly query: readonly Param[];
    readonly body: Body;
    readonly intents: readonly Intent[];
  },
): Call {
  const endpoint = endpointOf(facts.endpoints, method, template);
  const host = hostOf(facts.hosts, endpoint.group, environment);
  if (!host) throw new Error(`no ${environment} host for ${endpoint.group}`);
  return { environment, endpoint, host: host.name, headers: [], ...rest };
}

export function readCall(template: string, path: string, query: readonly Param[], environment: Environment): Call {
  return callTo('GET', template, environment, { path, query, body: { kind: 'none' }, intents: [{ action: 'read' }] });
}

export function tradeCall(path: string, value: JsonObject, intents: readonly Intent[], environment: Environment): Call {
  return callTo('POST', path, environment, { path, query: [], body: { kind: 'json', value }, intents });
}
