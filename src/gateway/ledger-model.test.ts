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
  readonly madeMs: number;
  /** By the clock when it was sent; of an amend after the clock was set back, that day. */
  day: number;
  quantity: Decimal;
  price: Decimal;
  filled: Decimal;
  /** What the fills were worth. */
  spent: Decimal;
  isOpen: boolean;
}

/** `acknowledged`: the exchange does it later, in turn, or never. `hangs`: it is not answered, and may be done at any later time. */
type Answer = 'told' | 'lost' | 'lost and not done' | 'rejected' | 'acknowledged' | 'hangs';

/** What the exchange has taken in and not done yet. */
interface Work {
  readonly target: ModelOrder | undefined;
  readonly clientOrderId: string;
  readonly isInTurn: boolean;
  run(): void;
}
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
  | {
      readonly do: 'cancel';
      readonly at: number;
      readonly answer: Answer;
      readonly byId: boolean;
      readonly isNamed: boolean;
    }
  | { readonly do: 'work'; readonly at: number; readonly fails: boolean }
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
  readonly work: Work[] = [];
  /** An amend was confirmed by a look, which the journal does not tell. */
  hasConfirmed = false;
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

  add(place: PlaceOrder, fill: number, day: number): ModelOrder | undefined {
    const { clientOrderId } = place;
    // As exchanges do: a client order id in use is refused.
    if (this.orders.some((order) => order.isOpen && order.clientOrderId === clientOrderId)) return undefined;
    const order: ModelOrder = {
      id: `o${this.orders.length}`,
      clientOrderId,
      side: place.side,
      day,
      madeMs: this.clock.monotonicMs(),
      quantity: place.quantity!,
      price: place.price!,
      filled: zero,
      spent: zero,
      isOpen: true,
    };
    this.orders.push(order);
    this.fill(order, fill);
    return order;
  }

  /** Does one thing that was taken in; of those in turn the first of its order. */
  workOff(index: number, fails: boolean): void {
    const any = this.work[index % Math.max(1, this.work.length)];
    if (!any) return;
    const one = any.isInTurn ? this.work.find(({ isInTurn, target }) => isInTurn && target === any.target)! : any;
    this.work.splice(this.work.indexOf(one), 1);
    if (!fails) one.run();
  }

  /** What is answered at once comes after what was acknowledged before. */
  finish(target: ModelOrder): void {
    for (const one of this.work.filter((other) => other.isInTurn && other.target === target)) {
      this.work.splice(this.work.indexOf(one), 1);
      one.run();
    }
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
  const day = dayOf(world.clock.nowMs());
  let outcome: IntentOutcome = { kind: 'unknown' };
  if (step.answer === 'hangs') {
    const run = (): void => void world.add(intent, step.fill, day);
    world.work.push({ target: undefined, clientOrderId, isInTurn: false, run });
  } else if (step.answer === 'rejected') outcome = { kind: 'rejected', code: '-2010' };
  else if (step.answer !== 'lost and not done') {
    const order = world.add(intent, step.fill, day);
    if (!order) outcome = { kind: 'rejected', code: '-2010' };
    else if (step.answer === 'told') outcome = world.outcomeOf(order);
    else if (step.answer === 'acknowledged')
      outcome = { kind: 'accepted', status: { order: { orderId: order.id, clientOrderId }, open: true } };
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
  const today = dayOf(world.clock.nowMs());
  const run = (): void => {
    if (!target.isOpen || quantity <= target.filled) return;
    target.day = Math.min(target.day, today);
    target.quantity = quantity;
    target.price = price;
  };
  let outcome: IntentOutcome = { kind: 'unknown' };
  if (step.answer === 'acknowledged' || step.answer === 'hangs') {
    const isInTurn = step.answer === 'acknowledged';
    world.work.push({ target, clientOrderId: target.clientOrderId, isInTurn, run });
    if (isInTurn) outcome = { kind: 'accepted' };
  } else {
    world.finish(target);
    const isPossible = target.isOpen && quantity > target.filled;
    if (step.answer === 'rejected' || !isPossible) outcome = { kind: 'rejected', code: '-2011' };
    else if (step.answer !== 'lost and not done') {
      run();
      if (step.answer === 'told') outcome = world.outcomeOf(target);
    }
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
  if (step.answer === 'acknowledged' || step.answer === 'hangs') {
    const run = (): void => {
      target.isOpen = false;
    };
    const isInTurn = step.answer === 'acknowledged';
    world.work.push({ target, clientOrderId: target.clientOrderId, isInTurn, run });
    world.end(id, isInTurn ? { kind: 'accepted' } : { kind: 'unknown' });
    return;
  }
  world.finish(target);
  const wasOpen = target.isOpen;
  if (step.answer !== 'lost and not done') target.isOpen = false;
  if (!wasOpen) world.end(id, { kind: 'rejected', code: '-2011' });
  else if (step.answer !== 'told') world.end(id, { kind: 'unknown' });
  else if (step.isNamed) world.end(id, world.outcomeOf(target));
  else {
    const order = step.byId ? { orderId: target.id } : { clientOrderId: target.clientOrderId };
    world.end(id, { kind: 'accepted', status: { order, open: false } });
  }
}

/** Looks one order of the ledger up, as the settler does. What hangs is not over yet, so that nothing is taken for absent before. */
function look(world: World, at: number): void {
  const { ledger, journal } = world;
  const records = ledger.orders().filter(({ state }) => state !== 'sent');
  const record = records[at % Math.max(1, records.length)];
  if (!record || record.amends > 0) return;
  const { clientOrderId } = record.place;
  const of = { of: record.decisionId, intent: record.intent, by: 'query' };
  const order = world.orders.findLast((other) =>
    record.orderId === undefined ? other.clientOrderId === clientOrderId : other.id === record.orderId,
  );
  const isOver = record.isSeen || !world.work.some((one) => !one.target && one.clientOrderId === clientOrderId);
  if (!order) {
    if (!isOver) return;
    ledger.absent(record);
    journal.note('settled', { ...of, result: 'absent' });
    return;
  }
  const { id, filled, isOpen, quantity, price } = order;
  const isOlder = ledger.isOfAnother(record, { orderId: id }, 'per-market') || order.madeMs < record.sentAfterMs;
  if (record.orderId === undefined && isOlder) {
    const isListed = isOpen && !ledger.isOfAnother(record, { orderId: id }, 'per-market');
    if (!isOver || isListed) return;
    ledger.close(record, undefined);
    journal.note('settled', { ...of, result: 'closed' });
    return;
  }
  if (!isOpen && !isOver && ledger.mayBeOlder(record)) return;
  const { unconfirmed } = record;
  ledger.observe(record, { order: { orderId: id }, open: isOpen, filled, quantity, price });
  world.hasConfirmed ||= unconfirmed !== undefined && record.unconfirmed === undefined;
  const result = isOpen ? 'open' : 'closed';
  journal.note('settled', { ...of, result, orderId: id, filled: formatDecimal(filled) });
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
  else if (step.do === 'work') world.workOff(step.at, step.fails);
  else if (step.do === 'answer late') {
    const [answer] = world.late.splice(step.at % Math.max(1, world.late.length), 1);
    if (answer) world.end(answer.id, answer.outcome);
  } else if (step.do === 'pass') world.clock.pass(step.ms);
  else if (step.do === 'jump') world.clock.jump(step.ms);
  else {
    world.journal.note('start', { version: '0', node: '0' });
    await world.journal.flush();
    const before = world.late.length === 0 && !world.hasConfirmed ? shown(world) : undefined;
    world.ledger = await ledgerOf(world.journal, world.clock);
    if (before !== undefined) expect(shown(world)).toEqual(before);
    // What was on its way is lost with the process.
    world.late.length = 0;
  }
}

const answer = fc.constantFrom<Answer>(
  'told',
  'told',
  'lost',
  'lost and not done',
  'rejected',
  'acknowledged',
  'acknowledged',
  'hangs',
);
const at = fc.nat({ max: 9 });
// Few, so that an order comes back to what it was before.
const quantity = fc.constantFrom(1, 2, 6);
const price = fc.constantFrom(50, 90, 200);
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
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('cancel' as const),
      at,
      answer,
      byId: fc.boolean(),
      isNamed: fc.boolean(),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('work' as const), at, fails: fc.boolean() }) },
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
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 40, size: 'max' }), (steps) =>
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
