import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Decimal, formatDecimal, type Intent, orderTypes, zero } from '../core/index.ts';
import { type EntryFields, Journal } from '../journal/index.ts';
import { Ledger } from './ledger.ts';
import { printCost, printIntent, readCost, readIntent } from './printed.ts';
import { ledgerOf, recover } from './recovery.ts';
import { PROOF_KEEP_MS, ReplayMemory } from './replay.ts';
import { btc, costOf, dec, HandClock, place, silent } from './scene.contract.ts';

describe('the budgets after a restart', () => {
  let folder: string;
  let journal: Journal;
  let clock: HandClock;

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'keyward-recovery-'));
    clock = new HandClock();
    journal = await Journal.open(join(folder, 'journal'), { clock, log: silent });
  });
  afterEach(async () => {
    await journal.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function decide(id: string, intent: Intent, changes: Partial<EntryFields['decision']> = {}): void {
    journal.note('decision', {
      id,
      bot: 'grid',
      key: 'main',
      fingerprint: 'f',
      exchange: 'binance',
      environment: 'live',
      method: 'POST',
      host: 'h',
      path: '/p',
      class: 'trade',
      proof: `signed bot ${id}`,
      params: {},
      intents: [printIntent(intent)],
      effect: 'allow',
      reasons: [],
      costs: [printCost(costOf('100'), 0)],
      ...changes,
    });
  }

  async function used(): Promise<string> {
    await journal.flush();
    const { openOrders, dailyNotional } = (await ledgerOf(journal, clock)).usage('grid', 'main', clock.nowMs()).bot;
    return `${openOrders} ${formatDecimal((dailyNotional.get('USDT') ?? zero) as Decimal)}`;
  }

  const outcome = (of: string, orders: EntryFields['outcome']['orders']): void =>
    void journal.note('outcome', { of, result: 'answered', durationMs: 1, orders });
  const settled = (
    of: string,
    result: EntryFields['settled']['result'],
    changes: Partial<EntryFields['settled']> = {},
  ): void => void journal.note('settled', { of, intent: 0, result, by: 'query', ...changes });

  it('do not take an order for just sent, though the clock was set back to the time of it', async () => {
    decide('d', place());
    clock.pass(600_000);
    clock.jump(-600_000);
    await journal.flush();
    const [record] = (await ledgerOf(journal, clock)).orders();
    expect(record!.sentAfterMs).toBeLessThan(clock.monotonicMs() - 600_000);
  });

  const both = (_first: unknown, _second: unknown): void => undefined;

  it.each<[string, () => unknown, string]>([
    ['a crash before the answer: it may be open', () => undefined, '1 100'],
    [
      'an answer that said open',
      () => outcome('d', [{ intent: 0, kind: 'accepted', orderId: '1', open: true }]),
      '1 100',
    ],
    ['an answer that said no more than yes', () => outcome('d', [{ intent: 0, kind: 'accepted' }]), '1 100'],
    ['no answer', () => outcome('d', [{ intent: 0, kind: 'unknown' }]), '1 100'],
    ['an answer without its order', () => outcome('d', []), '1 100'],
    ['a refusal', () => outcome('d', [{ intent: 0, kind: 'rejected', code: '-1' }]), '0 0'],
    [
      'a fill',
      () => outcome('d', [{ intent: 0, kind: 'accepted', orderId: '1', open: false, filled: '0.25' }]),
      '0 25',
    ],
    [
      'a query that did not find it',
      () => both(outcome('d', [{ intent: 0, kind: 'unknown' }]), settled('d', 'absent')),
      '0 0',
    ],
    [
      'a query that does not find it any more',
      () => both(outcome('d', [{ intent: 0, kind: 'accepted', orderId: '1', open: true }]), settled('d', 'absent')),
      '0 100',
    ],
    [
      'a query that found it closed',
      () => both(outcome('d', [{ intent: 0, kind: 'unknown' }]), settled('d', 'closed', { filled: '0.5' })),
      '0 50',
    ],
    [
      "its owner's word, which keeps what was filled",
      () =>
        both(
          outcome('d', [{ intent: 0, kind: 'accepted', orderId: '1', open: true, filled: '0.5' }]),
          settled('d', 'released'),
        ),
      '0 50',
    ],
    ["another order's outcome", () => outcome('other', [{ intent: 0, kind: 'rejected' }]), '1 100'],
  ])('after %s', async (_, write, expected) => {
    decide('d', place({ clientOrderId: 'a' }));
    write();
    expect(await used()).toBe(expected);
  });

  it('know of an order that a crash cut off and that was cancelled before the next restart', async () => {
    decide('d', place({ clientOrderId: 'a' }));
    journal.note('start', { version: '0', node: '0' });
    const cost = { orders: 0, cancels: 1, openOrders: 0, notional: zero, opens: zero, openAfter: zero } as const;
    const cancel: Intent = { action: 'cancel-order', order: { clientOrderId: 'a' } };
    decide('c', cancel, { costs: [printCost(cost, 0)] });
    outcome('c', [{ intent: 0, kind: 'accepted', clientOrderId: 'a', orderId: '1', open: false, filled: '0.25' }]);
    expect(await used()).toBe('0 25');
  });

  it('leave nothing on its way: what a crash cut off is to be asked for', async () => {
    decide('d', place());
    await journal.flush();
    const ledger = await ledgerOf(journal, clock);
    expect([ledger.pendingIds(), ledger.orders().map(({ state }) => state)]).toEqual([[], ['unknown']]);
  });

  it('do not count denials and reads', async () => {
    decide('d', place(), { effect: 'deny' });
    decide('e', { action: 'read' }, { class: 'read' });
    expect(await used()).toBe('0 0');
  });

  it('count towards the day on which they were reserved', async () => {
    decide('d', place());
    await journal.flush();
    clock.pass(86_400_000);
    expect(await used()).toBe('1 0');
  });

  it('know the proofs of two hours, and every nonce', async () => {
    decide('old', place());
    decide('kraken', place(), { proof: 'nonce bot 7' });
    await journal.flush();
    clock.pass(2 * PROOF_KEEP_MS + 1);
    decide('new', place());
    await journal.flush();
    const replays = new ReplayMemory(clock);
    await recover(journal, new Ledger(clock), replays, clock);
    expect(replays.isFirst('bot', 'signed bot old', {}, 1)).toBe(true);
    expect(replays.isFirst('bot', 'signed bot new', {}, 1)).toBe(false);
    expect(replays.isFirst('bot', '', { nonce: 7n }, 1)).toBe(false);
  });

  it('keep what one contract is worth', async () => {
    decide('d', place({ clientOrderId: 'a', instrument: { ...btc, kind: 'linear', contractSize: dec('1000') } }));
    await journal.flush();
    expect((await ledgerOf(journal, clock)).orders()[0]?.instrument.contractSize).toBe(dec('1000'));
  });
});

describe('what is printed in the journal', () => {
  const amount = fc.bigInt({ min: 0n, max: 10n ** 40n }).map((value) => value as Decimal);
  const word = fc.stringMatching(/^[A-Za-z0-9-]{1,20}$/);
  const ref = fc.record(
    { orderId: word, clientOrderId: word, conditional: fc.constant(true as const) },
    { requiredKeys: [] },
  );
  const instrument = fc
    .record({
      kind: fc.constantFrom('spot' as const, 'linear' as const),
      contractSize: amount.filter((value) => value > 0n),
    })
    .map((changes) => ({ ...btc, ...changes }));
  const placed = fc.record(
    {
      action: fc.constant('place-order' as const),
      instrument,
      side: fc.constantFrom('buy' as const, 'sell' as const),
      type: fc.constantFrom(...orderTypes),
      quantity: amount,
      quoteAmount: amount,
      price: amount,
      trigger: amount,
      closePosition: fc.boolean(),
      reduceOnly: fc.boolean(),
      postOnly: fc.boolean(),
      conditional: fc.constant(true as const),
      clientOrderId: word,
      validateOnly: fc.boolean(),
    },
    {
      requiredKeys: [
        'action',
        'instrument',
        'side',
        'type',
        'closePosition',
        'reduceOnly',
        'postOnly',
        'clientOrderId',
        'validateOnly',
      ],
    },
  );
  const amended = fc.record(
    {
      action: fc.constant('amend-order' as const),
      instrument,
      order: ref,
      quantity: amount,
      price: amount,
      trigger: amount,
    },
    { requiredKeys: ['action', 'instrument', 'order'] },
  );
  const cancelled = fc.record(
    { action: fc.constant('cancel-order' as const), instrument, order: ref },
    { requiredKeys: ['action', 'order'] },
  );
  const swept = fc.record({ action: fc.constant('cancel-all' as const), instrument }, { requiredKeys: ['action'] });

  it('of an intent gives back all that the ledger needs', () => {
    fc.assert(
      fc.property(fc.oneof(placed, amended, cancelled, swept), (intent) => {
        const printed = JSON.parse(JSON.stringify(printIntent(intent as Intent)));
        const read = readIntent(printed, (market, symbol, kind, contractSize) => ({
          ...btc,
          market,
          symbol,
          kind,
          contractSize,
        }));
        expect(read).toEqual(intent);
      }),
    );
  });

  it('of a cost gives it back, and one that is too long to be read is larger than any limit', () => {
    const cost = fc.record({
      orders: fc.constantFrom(0 as const, 1 as const),
      cancels: fc.constantFrom(0 as const, 1 as const),
      openOrders: fc.constantFrom(0 as const, 1 as const),
      currency: fc.constantFrom('USDT', 'USD'),
      notional: amount,
      opens: amount,
      openAfter: amount,
    });
    fc.assert(
      fc.property(cost, (value) => {
        expect(readCost(JSON.parse(JSON.stringify(printCost(value, 3))))).toEqual(value);
      }),
    );
    const huge = { ...costOf('1'), notional: (10n ** 70n) as Decimal };
    expect(readCost(printCost(huge, 0)).notional).toBeGreaterThan(10n ** 48n);
  });
});
