import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Decimal,
  formatDecimal,
  type Intent,
  max,
  multiplyUp,
  type PlaceOrder,
  type Side,
  subtract,
  zero,
} from '../core/index.ts';
import type { BotKey, IntentOutcome } from '../exchanges/index.ts';
import { Journal } from '../journal/index.ts';
import { compileBot, type DecisionState, decide, noScopes } from '../policy/index.ts';
import { decisionEntry, outcomeEntry } from './entries.ts';
import type { Caller } from './identify.ts';
import { Ledger } from './ledger.ts';
import { ledgerOf } from './recovery.ts';
import { answered, btc, dec, HandClock, keyOn, linkTo, place, silent } from './scene.contract.ts';
import { dayOf } from './usage.ts';

/**
 * A simple model of an exchange beside the ledger. Whatever is answered, lost, filled, cancelled, amended, restarted, and however the clock jumps
 * over midnight: what the ledger counts is never less than what the model says is open, or was placed on this day.
 */
interface ModelOrder {
  readonly id: string;
  readonly clientOrderId: string;
  readonly side: Side;
  readonly day: number;
  quantity: Decimal;
  price: Decimal;
  filled: Decimal;
  /** What the fills were worth. */
  spent: Decimal;
  isOpen: boolean;
}

type Answer = 'told' | 'lost' | 'lost and not done' | 'rejected';
type Step =
  | {
      readonly do: 'place';
      readonly side: Side;
      readonly quantity: number;
      readonly price: number;
      readonly reuse: boolean;
      readonly answer: Answer;
      readonly fill: number;
      readonly late: boolean;
    }
  | {
      readonly do: 'amend';
      readonly at: number;
      readonly quantity: number;
      readonly price: number;
      readonly answer: Answer;
      readonly byId: boolean;
      readonly late: boolean;
    }
  | { readonly do: 'cancel'; readonly at: number; readonly answer: Answer; readonly byId: boolean }
  | { readonly do: 'fill'; readonly at: number; readonly part: number }
  | { readonly do: 'look'; readonly at: number }
  | { readonly do: 'answer late'; readonly at: number }
  | { readonly do: 'pass'; readonly ms: number }
  | { readonly do: 'jump'; readonly ms: number }
  | { readonly do: 'restart' };

const reference = dec('100');
const policy = compileBot('grid', {
  key: 'main',
  may: ['read', 'trade'],
  markets: ['BTC/USDT'],
  limits: {
    order_notional: '1000000 USDT',
    daily_notional: '100000000 USDT',
    open_notional: '100000000 USDT',
    open_orders: 'unlimited',
    orders_per_minute: 'unlimited',
    cancels_per_minute: 'unlimited',
    price_band: 'unlimited',
  },
} as never);

class World {
  readonly clock: HandClock;
  ledger: Ledger;
  readonly journal: Journal;
  readonly orders: ModelOrder[] = [];
  readonly late: { id: string; outcome: IntentOutcome }[] = [];
  readonly #caller: Caller;
  #count = 0;

  constructor(journal: Journal, clock: HandClock) {
    this.clock = clock;
    this.ledger = new Ledger(clock);
    this.journal = journal;
    const key = keyOn(linkTo(async () => answered({}), this.clock));
    const known = { bot: 'grid', key: 'main', exchange: 'binance', fingerprint: 'f', createdAt: '' };
    this.#caller = { known, botKey: { id: 'b' } as BotKey, policy, key, environment: 'live', proof: '' };
  }

  /** Decides as the gateway does, reserves and writes down; `undefined` when the policy denies it. */
  begin(intent: Intent): string | undefined {
    const state: DecisionState = {
      haltLevel: 'run',
      nowMs: this.clock.nowMs(),
      usage: this.ledger.usage('grid', 'main', this.clock.nowMs()),
      referencePrice: () => ({ price: reference }),
      knownOrder: (order) => this.ledger.known('main', order),
      setting: () => undefined,
      foreignOpenOrders: () => 0,
    };
    const decision = decide([intent], policy, noScopes, state);
    if (!decision.allowed) return undefined;
    const id = `d${++this.#count}`;
    this.ledger.reserve(id, 'grid', 'main', [intent], decision.costs, this.clock.nowMs());
    const call = { endpoint: { method: 'POST', path: '/', class: 'trade', group: 'spot', source: '' } } as const;
    const entry = decisionEntry({ id, caller: this.#caller, decision, intents: [intent], proof: '' });
    this.journal.note('decision', { ...entry, class: call.endpoint.class });
    return id;
  }

  end(id: string, outcome: IntentOutcome): void {
    this.ledger.settle(id, [outcome]);
    this.journal.note(
      'outcome',
      outcomeEntry(id, { kind: 'answered', status: 200, headers: {}, body: '' }, 1, [outcome]),
    );
  }

  outcomeOf(order: ModelOrder): IntentOutcome {
    const { id, clientOrderId, filled, isOpen } = order;
    return { kind: 'accepted', status: { order: { orderId: id, clientOrderId }, open: isOpen, filled } };
  }

  /** Fills at the reference for a sell below it, else at the order's own price. */
  fill(order: ModelOrder, part: number): void {
    if (!order.isOpen) return;
    const left = subtract(order.quantity, order.filled);
    const quantity = ((left * BigInt(part)) / 4n) as Decimal;
    const price = order.side === 'sell' ? max(order.price, reference) : order.price;
    order.filled = (order.filled + quantity) as Decimal;
    order.spent = (order.spent + (quantity * price) / 10n ** 18n) as Decimal;
    if (order.filled >= order.quantity) order.isOpen = false;
  }

  check(): void {
    const usage = this.ledger.usage('grid', 'main', this.clock.nowMs()).bot;
    const worth = (order: ModelOrder): Decimal =>
      order.isOpen
        ? multiplyUp(
            subtract(order.quantity, order.filled),
            order.side === 'sell' ? max(order.price, reference) : order.price,
          )
        : zero;
    const open = this.orders.filter(({ isOpen }) => isOpen);
    const today = dayOf(this.clock.nowMs());
    const total = (values: Decimal[]): Decimal => values.reduce((a, b) => (a + b) as Decimal, zero);
    expect(usage.openOrders).toBeGreaterThanOrEqual(open.length);
    atLeast('open', usage.openNotional, total(open.map(worth)));
    const placed = this.orders.filter(({ day }) => day === today || day === today + 1);
    atLeast('daily', usage.dailyNotional, total(placed.map((order) => (order.spent + worth(order)) as Decimal)));
  }
}

function atLeast(what: string, counted: ReadonlyMap<string, Decimal>, least: Decimal): void {
  const amount = counted.get('USDT') ?? zero;
  // The exchange rounds each fill down at the 18th place, the ledger up; nothing else may differ.
  if (amount < least) throw new Error(`${what}: ${formatDecimal(amount)} is counted, ${formatDecimal(least)} is true`);
}

function takePlace(world: World, step: Step & { do: 'place' }): void {
  const clientOrderId =
    step.reuse && world.orders.length > 0
      ? world.orders.at(-1)!.clientOrderId
      : `c${world.orders.length}-${step.price}`;
  const price = dec(String(step.price));
  const intent: PlaceOrder = place({ side: step.side, quantity: dec(String(step.quantity)), price, clientOrderId });
  const id = world.begin(intent);
  if (!id) return;
  // As exchanges do: a client order id in use is refused.
  const isTwin = world.orders.some((order) => order.isOpen && order.clientOrderId === clientOrderId);
  const answer = isTwin ? 'rejected' : step.answer;
  let outcome: IntentOutcome = { kind: 'unknown' };
  if (answer === 'rejected') outcome = { kind: 'rejected', code: '-2010' };
  if (answer === 'told' || answer === 'lost') {
    const order: ModelOrder = {
      id: `o${world.orders.length}`,
      clientOrderId,
      side: step.side,
      day: dayOf(world.clock.nowMs()),
      quantity: intent.quantity!,
      price,
      filled: zero,
      spent: zero,
      isOpen: true,
    };
    world.orders.push(order);
    world.fill(order, step.fill);
    if (answer === 'told') outcome = world.outcomeOf(order);
  }
  if (step.late) world.late.push({ id, outcome });
  else world.end(id, outcome);
}

function takeAmend(world: World, step: Step & { do: 'amend' }): void {
  const order = world.orders[step.at % Math.max(1, world.orders.length)];
  if (!order) return;
  const [quantity, price] = [dec(String(step.quantity)), dec(String(step.price))];
  const id = world.begin({
    action: 'amend-order',
    instrument: btc,
    order: step.byId ? { orderId: order.id } : { clientOrderId: order.clientOrderId },
    quantity,
    price,
  });
  if (!id) return;
  const target = step.byId
    ? order
    : (world.orders.find((other) => other.isOpen && other.clientOrderId === order.clientOrderId) ?? order);
  const isPossible = target.isOpen && quantity > target.filled;
  let outcome: IntentOutcome = { kind: 'unknown' };
  if (step.answer === 'rejected' || !isPossible) outcome = { kind: 'rejected', code: '-2011' };
  else if (step.answer !== 'lost and not done') {
    target.quantity = quantity;
    target.price = price;
    if (step.answer === 'told') outcome = world.outcomeOf(target);
  }
  if (step.late) world.late.push({ id, outcome });
  else world.end(id, outcome);
}

function takeCancel(world: World, step: Step & { do: 'cancel' }): void {
  const order = world.orders[step.at % Math.max(1, world.orders.length)];
  if (!order) return;
  const id = world.begin({
    action: 'cancel-order',
    instrument: btc,
    order: step.byId ? { orderId: order.id } : { clientOrderId: order.clientOrderId },
  });
  if (!id) return;
  const target = step.byId
    ? order
    : world.orders.find((other) => other.isOpen && other.clientOrderId === order.clientOrderId);
  if (!target?.isOpen || step.answer === 'rejected') {
    world.end(id, { kind: 'rejected', code: '-2011' });
    return;
  }
  if (step.answer !== 'lost and not done') target.isOpen = false;
  world.end(id, step.answer === 'told' ? world.outcomeOf(target) : { kind: 'unknown' });
}

/** Looks one order of the ledger up, as the settler does. */
function look(world: World, at: number): void {
  const records = world.ledger.orders().filter(({ state }) => state !== 'sent');
  const record = records[at % Math.max(1, records.length)];
  if (!record || record.amends > 0) return;
  const of = { of: record.decisionId, intent: record.intent, by: 'query' };
  const order = world.orders.findLast(({ id, clientOrderId }) =>
    record.orderId === undefined ? clientOrderId === record.place.clientOrderId : id === record.orderId,
  );
  if (!order) {
    world.ledger.absent(record);
    world.journal.note('settled', { ...of, result: 'absent' });
    return;
  }
  world.ledger.observe(record, { order: { orderId: order.id }, open: order.isOpen, filled: order.filled });
  world.journal.note('settled', {
    ...of,
    result: order.isOpen ? 'open' : 'closed',
    orderId: order.id,
    filled: formatDecimal(order.filled),
  });
}

/** All that the ledger knows, but for the times of this process. */
function shown({ ledger, clock }: World): unknown {
  const {
    ordersLastMinute: _orders,
    cancelsLastMinute: _cancels,
    ...usage
  } = ledger.usage('grid', 'main', clock.nowMs()).bot;
  const orders = ledger
    .orders()
    .map(
      ({ sinceMs: _since, sentAfterMs: _sent, place: { instrument: _listed, ...placed }, instrument, ...record }) => ({
        ...record,
        placed,
        market: instrument.market,
      }),
    );
  return { usage, orders };
}

async function take(world: World, step: Step): Promise<void> {
  if (step.do === 'place') takePlace(world, step);
  else if (step.do === 'amend') takeAmend(world, step);
  else if (step.do === 'cancel') takeCancel(world, step);
  else if (step.do === 'fill') {
    const order = world.orders[step.at % Math.max(1, world.orders.length)];
    if (order) world.fill(order, step.part);
  } else if (step.do === 'look') look(world, step.at);
  else if (step.do === 'answer late') {
    const [answer] = world.late.splice(step.at % Math.max(1, world.late.length), 1);
    if (answer) world.end(answer.id, answer.outcome);
  } else if (step.do === 'pass') world.clock.pass(step.ms);
  else if (step.do === 'jump') world.clock.jump(step.ms);
  else {
    world.journal.note('start', { version: '0', node: '0' });
    await world.journal.flush();
    const before = world.late.length === 0 ? shown(world) : undefined;
    world.ledger = await ledgerOf(world.journal, world.clock);
    if (before !== undefined) expect(shown(world)).toEqual(before);
    // What was on its way is lost with the process.
    world.late.length = 0;
  }
}

const answer = fc.constantFrom<Answer>('told', 'told', 'lost', 'lost and not done', 'rejected');
const at = fc.nat({ max: 9 });
const quantity = fc.integer({ min: 1, max: 6 });
const price = fc.integer({ min: 50, max: 200 });
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('place' as const),
      side: fc.constantFrom<Side>('buy', 'sell'),
      quantity,
      price,
      reuse: fc.boolean(),
      answer,
      fill: fc.integer({ min: 0, max: 4 }),
      late: fc.boolean(),
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('amend' as const),
      at,
      quantity,
      price,
      answer,
      byId: fc.boolean(),
      late: fc.boolean(),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('cancel' as const), at, answer, byId: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('fill' as const), at, part: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('look' as const), at }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('answer late' as const), at }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1_000, 120_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('jump' as const), ms: fc.constantFrom(-300_000, 300_000) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
);

async function inWorld(run: (world: World) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-ledger-'));
  const clock = new HandClock(Date.UTC(2026, 0, 15, 23, 58));
  const journal = await Journal.open(join(folder, 'journal'), { clock, log: silent });
  try {
    await run(new World(journal, clock));
  } finally {
    await journal.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

describe('the ledger beside a model of the exchange', () => {
  it('never counts less than what is open or was placed on this day', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40 }), (steps) =>
        inWorld(async (world) => {
          for (const next of steps) {
            await take(world, next);
            world.check();
          }
        }),
      ),
      { numRuns: 300 },
    );
  }, 120_000);
});
