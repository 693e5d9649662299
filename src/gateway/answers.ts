import { catalogue, type Refusal } from '../core/index.ts';
import type { Answer, Endpoint, Exchange } from '../exchanges/index.ts';
import type { Outcome } from './forward.ts';

/** A refusal outside any exchange's dialect: the request did not get as far as an exchange. */
export function plainAnswer(refusal: Refusal): Answer {
  const { status, hint } = catalogue[refusal.code];
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error: refusal.code, message: `keyward: ${refusal.message}`, hint }),
  };
}

/** A refusal in the exchange's own dialect, naming the code and, where there is one, the decision to explain. */
export function dialectAnswer(
  refusal: Refusal,
  exchange: Exchange,
  endpoint: Endpoint | undefined,
  decisionId?: string,
): Answer {
  const more = decisionId === undefined ? '' : `; keyward explain ${decisionId}`;
  const text = `keyward: ${refusal.code}: ${refusal.message}${more}`;
  return exchange.wire.refusal(catalogue[refusal.code].dialect, text.replace(/[^\x20-\x7e]/g, '?'), endpoint);
}

/** What bots read of an answer's headers: its type and time, and how much of the exchange's limits is used. */
const REPLY_HEADER =
  /^(?:content-type|date|retry-after|x-mbx-(?:used-weight|order-count)[\w-]*|x-sapi-used-[\w-]+|x-bapi-limit[\w-]*|x-ratelimit-[\w-]+|ratelimit-[\w-]+)$/;
const PLAIN_VALUE = /^[\x20-\x7e]*$/;

/** The exchange's answer as the bot gets it: headers by allow-list, the body as it came. */
export function passOn(outcome: Outcome & { kind: 'answered' }): Answer {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(outcome.headers)) {
    if (REPLY_HEADER.test(name) && PLAIN_VALUE.test(value)) headers[name] = value;
  }
  return { status: outcome.status, headers, body: outcome.body };
}
