import { describe, expect, it } from 'vitest';
import { parseDecimal } from '../core/index.ts';
import type { SeenOrder } from '../exchanges/index.ts';
import type { ClosingReport } from '../rotation/index.ts';
import type { KillPlan } from './kill-plan.ts';
import { closedText, leftOf, stopsBefore } from './leak-close.ts';

const nothing = { exchange: 'bybit', cancels: 0, sells: [], dust: [], kept: [], unseen: [], calls: 1 };
const plan = (key: string, change: Partial<KillPlan> = {}): KillPlan => ({
  ...nothing,
  key,
  state: 'read',
  closes: [`1 of ${key}`],
  cannot: [],
  ...change,
});
const closing = (change: Partial<ClosingReport> = {}): ClosingReport => ({
  stops: [],
  stopsUnread: [],
  open: [],
  held: [],
  openUnread: [],
  residue: [],
  ...change,
});
const stop: SeenOrder = {
  what: 'order',
  order: { orderId: '7' },
  symbol: 'BTCUSDT',
  kind: 'linear',
  market: 'BTC/USDT:USDT',
  side: 'sell',
  quantity: parseDecimal('2')!,
  trigger: parseDecimal('50000')!,
  reduceOnly: true,
  isProtective: true,
  isOpen: true,
};

describe('what is open after everything was cancelled', () => {
  it('is that of the key, also where a use of the kill switch that was cut off brings another account first', () => {
    expect(leftOf([plan('other'), plan('main')], 'main').open).toEqual(['1 of main']);
    expect(leftOf([plan('other')], 'main')).toEqual({
      open: [],
      held: [],
      openUnread: ['the kill switch says nothing of the account'],
    });
  });

  it('is said to be not known where it could not be read', () => {
    const unread = leftOf([plan('main', { state: 'unread', closes: [], cannot: ['positions: no answer'] })], 'main');
    expect(closedText(closing(unread), 'main')).toContain('what is open could not all be read: positions: no answer');
    // Without a reason too.
    expect(leftOf([plan('main', { state: 'unreached', closes: [] })], 'main').openUnread).toEqual(['unreached']);
    expect(closedText(closing(leftOf([plan('main', { closes: [] })], 'main')), 'main')).toBe('');
  });

  it('has no stop, also where none stood there any more', () => {
    const open = ['2 BTC/USDT:USDT'];
    expect(closedText(closing({ open }), 'main')).toContain('STILL OPEN, without a stop: none stood there before');
    expect(closedText(closing({ open, stops: ['sell'] }), 'main')).toContain('STILL OPEN, without a stop now');
    expect(closedText(closing({ open, residue: ['order 7'] }), 'main')).toContain('nobody knows whether a stop guards');
  });
});

describe('the stops that stand there before', () => {
  const never = () => new Promise<never>(() => undefined);

  it('hold nothing up where the exchange does not tell them, and that is said', async () => {
    const seen = await stopsBefore(never, never, [30, 30]);
    expect(seen).toEqual({ stops: [], stopsUnread: ['no answer in 30 ms'] });
    expect(closedText(closing(seen), 'main')).toContain('which stops stood there could not be read');
    const failed = await stopsBefore(() => Promise.reject(new Error('refused')), never, [30, 30]);
    expect(failed.stopsUnread).toEqual(['refused']);
  });

  it('are told without whose they are where the journal is not to be read', async () => {
    const ask = () => Promise.resolve({ stops: [stop], unread: [] });
    const told = { stops: ['sell 2 BTC/USDT:USDT at 50000 (nobody knows whose)'], stopsUnread: [] };
    expect(await stopsBefore(ask, never, [30, 30])).toEqual(told);
    expect(await stopsBefore(ask, () => Promise.reject(new Error('broken')), [30, 30])).toEqual(told);
    expect(await stopsBefore(ask, async () => ['of grid'], [30, 30])).toMatchObject({ stops: ['of grid'] });
  });
});
