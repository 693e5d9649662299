import type { JsonValue } from '../../core/index.ts';
import { sureCallTo } from '../endpoints.ts';
import type { Call, Environment, Param, Unclear } from '../exchange.ts';
import { jsonOf, objectOf } from '../replies.ts';
import { facts } from './facts.ts';
import { errorsOf, key } from './key.ts';

/** A private call of Keyward's own, a read unless it says what it wants. */
export function ask(
  name: string,
  params: readonly Param[],
  environment: Environment,
  intents: Call['intents'] = [{ action: 'read' }],
): Call {
  const carried = params.length > 0 ? { form: params, intents } : { intents };
  return sureCallTo(facts, 'POST', `/0/private/${name}`, carried, environment);
}

export function unclear(status: number, body: string, message = `status ${status}`): Unclear {
  return key.readError(status, body) ?? { unclear: true, cause: 'unreadable', message };
}

/** What stands under `result` of an answer without errors. */
export function resultOf(status: number, body: string): { readonly result: JsonValue } | Unclear {
  const answer = status === 200 ? objectOf(jsonOf(body)) : undefined;
  const errors = errorsOf(body);
  if (!answer || errors.length > 0) return unclear(status, body, errors[0]);
  const result = answer['result'];
  return result === undefined ? unclear(status, body, 'the answer has no result') : { result };
}
