import type { OrderStatus, SeenOrder, Unclear } from '../exchanges/index.ts';
import type { Link, SigningKey } from '../gateway/index.ts';

/** What the exchange says of one order that a list has shown; `undefined` when there was no answer. `skewMs`: how far its time may be wrong. */
export async function queryOrder(
  link: Link,
  signing: SigningKey,
  seen: SeenOrder,
  skewMs: number,
): Promise<OrderStatus | 'absent' | Unclear | undefined> {
  const { account } = link.exchange;
  const { environment } = link;
  const instrument = link.markets.instrument(seen.symbol, seen.kind);
  if (!instrument) return undefined;
  const sinceMs = seen.createdMs === undefined ? undefined : seen.createdMs - skewMs;
  const call = account.findOrder(instrument, seen.order, environment, sinceMs);
  const answer = await signing.ask(call);
  if (!answer) return undefined;
  const found = account.readFound(answer.status, answer.body, instrument, seen.order, call);
  const isElsewhere = found === 'absent' || ('unclear' in found && found.elsewhere === true);
  if (!isElsewhere || !account.findClosedOrder) return found;
  const closed = account.findClosedOrder(instrument, seen.order, environment, sinceMs);
  const second = await signing.ask(closed);
  return second && account.readFound(second.status, second.body, instrument, seen.order, closed);
}
