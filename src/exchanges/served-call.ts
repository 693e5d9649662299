import type { JsonObject } from '../core/index.ts';
import { endpointOf, hostOf } from './endpoints.ts';
import type { Answer, Call, Credential, Environment, Facts, Param, Unclear, Wire } from './exchange.ts';
import type { Ask } from './inspection.ts';
import { noAnswer, noHost } from './key-words.ts';

/** A call of Keyward's own to an exchange whose bots are served; `undefined` where the environment has no host for it. */
export function servedCall(
  facts: Facts,
  method: 'GET' | 'POST',
  path: string,
  { query = [], body }: { readonly query?: readonly Param[]; readonly body?: JsonObject },
  environment: Environment,
): Call | undefined {
  const endpoint = endpointOf(facts.endpoints, method, path);
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
    intents: [],
  };
}

/** Signs the call with the credential and sends it. */
export async function askedBy(
  wire: Wire,
  ask: Ask,
  credential: Credential,
  call: Call | undefined,
): Promise<Answer | Unclear> {
  if (!call) return noHost;
  return (await ask((time) => wire.build(call, credential, time))) ?? noAnswer;
}
