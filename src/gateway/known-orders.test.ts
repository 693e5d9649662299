import { describe, expect, it } from 'vitest';
import { one, zero } from '../core/index.ts';
import { type Exchange, exchanges } from '../exchanges/index.ts';
import type { Deps } from './deps.ts';
import type { Caller } from './identify.ts';
import { Ledger } from './ledger.ts';
import { btc, costOf, HandClock, keyOn, linkTo, place } from './scene.contract.ts';
import { stateFor } from './state.ts';

const eth = { ...btc, market: 'ETH/USDT', symbol: 'ETHUSDT', contractSize: one };

function stateAt(exchange: Exchange, order = { orderId: '1', clientOrderId: 'a' }) {
  const clock = new HandClock();
  const ledger = new Ledger(clock);
  ledger.reserve(
    'd',
    'other',
    'main',
    [place({ clientOrderId: order.clientOrderId, instrument: eth })],
    [costOf('100')],
    clock.nowMs(),
  );
  ledger.settle('d', [{ kind: 'accepted', status: { order, open: true, filled: zero } }]);
  const key = keyOn(linkTo(async () => ({ kind: 'not-sent', cause: 'none' }), clock, exchange));
  const caller = { known: { bot: 'grid' }, key } as unknown as Caller;
  const deps = { clock, ledger, halt: { recent: () => ({ level: 'run' }) } } as unknown as Deps;
  return stateFor(caller, new Map(), deps);
}

describe('an order that a bot names by an id and another market', () => {
  it.each(
    Object.entries(exchanges).flatMap(([id, exchange]) =>
      [{ orderId: '1' }, { clientOrderId: 'a' }].map((order) => [id, order, exchange] as const),
    ),
  )('at %s, by %j, is the one that the exchange would take it for', (id, order, exchange) => {
    const state = stateAt(exchange);
    expect(state.knownOrder(order, eth)?.bot).toBe('other');
    expect(state.knownOrder(order, undefined)?.bot).toBe('other');
    // Where ids count in the whole account, the exchange may go by the id alone, whatever market stands beside it.
    expect(state.knownOrder(order, btc)?.bot).toBe(id === 'binance' ? undefined : 'other');
  });
});

describe("another bot's order", () => {
  const uuid = '6d1b345e-2821-40e2-ad83-4ecb18a06876';
  const spellings = [uuid, uuid.toUpperCase(), uuid.replaceAll('-', ''), uuid.replaceAll('-', '').toUpperCase()];

  it.each(spellings)('is its own however an exchange may take its id (%s)', (spelt) => {
    const exchange = exchanges['kraken'] as Exchange;
    const state = stateAt(exchange, { orderId: 'OABCDE-FGHIJ-KLMNOP', clientOrderId: uuid });
    expect(state.knownOrder({ clientOrderId: spelt }, eth)?.bot).toBe('other');
    expect(state.knownOrder({ orderId: 'oabcde-fghij-klmnop' }, eth)?.bot).toBe('other');
    expect(stateAt(exchange, { orderId: uuid, clientOrderId: 'A' }).knownOrder({ orderId: spelt }, eth)?.bot).toBe(
      'other',
    );
  });

  it('is not told by a name that differs in case alone, which exchanges keep apart', () => {
    expect(stateAt(exchanges['binance'] as Exchange).knownOrder({ clientOrderId: 'A' }, eth)).toBeUndefined();
  });
});
