import { formatDecimal, type Intent, isJsonObject, isRefusal, type JsonValue, type Refusal } from '../core/index.ts';
import type { BotRequest, Call, IntentOutcome } from '../exchanges/index.ts';
import type { EntryFields, EntryOrder } from '../journal/index.ts';
import type { Decision } from '../policy/index.ts';
import type { Outcome } from './forward.ts';
import type { Caller, Route } from './identify.ts';
import { printCost, printIntent } from './printed.ts';

/** What the journal says of a decision. Parameters stand there only after they were held to the facts. */
export function decisionEntry(parts: {
  readonly id: string;
  readonly caller: Caller;
  readonly decision: Decision;
  readonly intents: readonly Intent[];
  readonly call?: Call | undefined;
  readonly request?: BotRequest;
  readonly route?: Route;
  /** What the request proved itself with, on allowed changes. */
  readonly proof?: string;
}): EntryFields['decision'] {
  const { id, caller, decision, intents, call, request, route, proof } = parts;
  const { known, key, environment } = caller;
  return {
    id,
    bot: known.bot,
    key: key.name,
    fingerprint: key.fingerprint,
    exchange: key.link.exchange.id,
    environment,
    method: call?.endpoint.method ?? request?.method ?? '',
    host: call?.host ?? request?.host ?? '',
    path: call?.path ?? request?.path ?? '',
    class: call?.endpoint.class ?? route?.endpoint?.class ?? 'unknown',
    ...(proof === undefined ? {} : { proof }),
    params: call ? paramsOf(call) : {},
    intents: intents.map(printIntent),
    effect: decision.allowed ? 'allow' : 'deny',
    reasons: decision.allowed ? [] : decision.reasons,
    costs: decision.allowed ? decision.costs.map(printCost) : [],
  };
}

function paramsOf(call: Call): Record<string, JsonValue> {
  const { body } = call;
  const own: (readonly [string, JsonValue])[] =
    body.kind === 'form'
      ? [...body.params]
      : body.kind === 'none'
        ? []
        : isJsonObject(body.value)
          ? Object.entries(body.value)
          : [['orders', body.value]];
  return Object.fromEntries([...call.query, ...own]);
}

export function outcomeEntry(
  of: string,
  end: Outcome | Refusal,
  durationMs: number,
  outcomes: readonly IntentOutcome[],
): EntryFields['outcome'] {
  const orders = outcomes.map(printOutcome);
  const rounded = Math.round(durationMs * 1_000) / 1_000;
  if (isRefusal(end)) return { of, result: 'not-sent', code: end.code, durationMs: rounded, orders };
  if (end.kind !== 'answered') return { of, result: end.kind, code: end.cause, durationMs: rounded, orders };
  const code = outcomes.find((outcome) => outcome.kind === 'rejected')?.code;
  return {
    of,
    result: 'answered',
    status: end.status,
    ...(code === undefined ? {} : { code }),
    durationMs: rounded,
    orders,
  };
}

function printOutcome(outcome: IntentOutcome, intent: number): EntryOrder {
  if (outcome.kind === 'rejected') return { intent, kind: 'rejected', code: outcome.code };
  if (outcome.kind === 'unknown' || !outcome.status) return { intent, kind: outcome.kind };
  const { order, open, filled } = outcome.status;
  return {
    intent,
    kind: 'accepted',
    ...(order.clientOrderId === undefined ? {} : { clientOrderId: order.clientOrderId }),
    ...(order.orderId === undefined ? {} : { orderId: order.orderId }),
    open,
    ...(filled === undefined ? {} : { filled: formatDecimal(filled) }),
  };
}
