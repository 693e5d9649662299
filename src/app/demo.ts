import {
  type Clock,
  type Decimal,
  floorTo,
  formatDecimal,
  KeywardError,
  type Log,
  multiplyDown,
  one,
  parseDecimal,
} from '../core/index.ts';
import type { Answer, Param } from '../exchanges/index.ts';
import { verify } from '../journal/index.ts';
import type { Theft } from '../practice/index.ts';
import {
  DEMO_EXCHANGE,
  type DemoWorld,
  demoLimits,
  fieldOf,
  freeOf,
  type Hand,
  handOfBot,
  openDemoWorld,
} from './demo-world.ts';
import { ownCode } from './exchange-error.ts';

/** One thing that somebody did, and what came of it: all of it is read from real answers. */
export interface DemoStep {
  readonly who: 'bot' | 'thief' | 'owner' | 'keyward';
  readonly does: string;
  readonly result: 'done' | 'refused';
  /** False when it went otherwise than Keyward promises. */
  readonly asPromised: boolean;
  readonly says: readonly string[];
}

export interface DemoScene {
  readonly title: string;
  readonly steps: readonly DemoStep[];
}

export interface DemoParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly stopping: AbortSignal;
  /** Told as it happens; the story waits for it. */
  onScene(title: string): Promise<void>;
  onStep(step: DemoStep): Promise<void>;
}

export interface DemoFacts {
  readonly scenes: readonly DemoScene[];
  readonly asPromised: boolean;
  readonly durationMs: number;
}

/** Plays the whole story on a practice exchange of its own. Throws `stopped` when it is stopped before its end. */
export async function runDemo(parts: DemoParts): Promise<DemoFacts> {
  const startedMs = parts.clock.monotonicMs();
  const world = await openDemoWorld(parts.clock, parts.log);
  const scenes: { title: string; steps: DemoStep[] }[] = [];
  const stage: Stage = {
    clock: parts.clock,
    world,
    scene: async (title) => {
      if (parts.stopping.aborted) throw new KeywardError('stopped', 'stopped before its end');
      scenes.push({ title, steps: [] });
      await parts.onScene(title);
    },
    step: async (who, does, wanted, result, says) => {
      if (parts.stopping.aborted) throw new KeywardError('stopped', 'stopped before its end');
      const step = { who, does, result, asPromised: wanted === result, says };
      scenes.at(-1)!.steps.push(step);
      await parts.onStep(step);
    },
  };
  try {
    const bot = await trade(stage);
    await withdraw(stage, bot);
    await goWild(stage, bot);
    await steal(stage, bot);
    await revoke(stage, bot);
    await halt(stage);
    await robTheExchangeKey(stage);
    await readTheBook(stage);
  } finally {
    await world.close();
  }
  return {
    scenes,
    asPromised: scenes.every(({ steps }) => steps.every(({ asPromised }) => asPromised)),
    durationMs: Math.round(parts.clock.monotonicMs() - startedMs),
  };
}

interface Stage {
  readonly clock: Clock;
  readonly world: DemoWorld;
  scene(title: string): Promise<void>;
  step(
    who: DemoStep['who'],
    does: string,
    wanted: DemoStep['result'],
    result: DemoStep['result'],
    says: readonly string[],
  ): Promise<void>;
}

const resultOf = ({ status }: Answer): DemoStep['result'] => (status === 200 ? 'done' : 'refused');
const verbatim = ({ status, body }: Answer): string => `${status} ${body}`;
const shortOf = (id: string): string => `${id.slice(0, 12)}…`;

const order = (symbol: string, side: 'BUY' | 'SELL', quantity: string, price?: string): readonly Param[] => [
  ['symbol', symbol],
  ['side', side],
  ['type', price === undefined ? 'MARKET' : 'LIMIT'],
  ...(price === undefined ? [] : ([['timeInForce', 'GTC']] as const)),
  ['quantity', quantity],
  ...(price === undefined ? [] : ([['price', price]] as const)),
];

/** The market's price times a percentage, to the cent. */
async function priceAt({ world }: Stage, hand: Hand, percent: string): Promise<string> {
  const answer = await world.send(hand, 'exchange', 'GET', '/api/v3/ticker/price', [['symbol', 'BTCUSDT']]);
  const price = parseDecimal(fieldOf(answer, 'price')) ?? one;
  return formatDecimal(floorTo(multiplyDown(price, parseDecimal(percent) ?? one), parseDecimal('0.01') as Decimal));
}

async function trade(stage: Stage): Promise<Hand> {
  const { world } = stage;
  await stage.scene('A bot trades, with a key of its own');
  const shown = await world.operations.addBot({ bot: 'grid' });
  const bot = handOfBot(world, shown);
  await stage.step('owner', 'keyward bot add grid', 'done', 'done', [
    `The key ${shortOf(shown.apiKey)} may trade BTC/USDT: ${demoLimits.order_notional} an order, ${demoLimits.daily_notional} a day, ${demoLimits.orders_per_minute} orders a minute.`,
  ]);
  const mark = world.practice.mark();
  const account = await world.send(bot, 'keyward', 'GET', '/api/v3/account');
  const seen = world.practice.received(mark).find(({ path }) => path === '/api/v3/account')?.keyId ?? '';
  await stage.step('bot', 'reads its balance', 'done', resultOf(account), [
    `${formatAmount(freeOf(account, 'USDT'))} USDT and ${formatAmount(freeOf(account, 'BTC'))} BTC. The exchange has seen the key ${shortOf(seen)}, which Keyward alone has.`,
  ]);
  const price = await priceAt(stage, bot, '0.98');
  const placed = await world.send(bot, 'keyward', 'POST', '/api/v3/order', order('BTCUSDT', 'BUY', '0.005', price));
  await stage.step('bot', `buys 0.005 BTC at ${price}`, 'done', resultOf(placed), [
    `order ${fieldOf(placed, 'orderId')} is ${fieldOf(placed, 'status')}`,
  ]);
  const sold = await world.send(bot, 'keyward', 'POST', '/api/v3/order', order('BTCUSDT', 'SELL', '0.005'));
  await stage.step('bot', 'sells 0.005 BTC at the market', 'done', resultOf(sold), [
    `order ${fieldOf(sold, 'orderId')} is ${fieldOf(sold, 'status')} for ${formatAmount(fieldOf(sold, 'cummulativeQuoteQty'))} USDT`,
  ]);
  return bot;
}

async function withdraw(stage: Stage, bot: Hand): Promise<void> {
  const { world } = stage;
  await stage.scene('It cannot withdraw');
  const mark = world.practice.mark();
  const answer = await world.send(bot, 'keyward', 'POST', '/sapi/v1/capital/withdraw/apply', [
    ['coin', 'USDT'],
    ['network', 'TRX'],
    ['address', 'an-address-of-somebody'],
    ['amount', '1000'],
  ]);
  await stage.step('bot', 'withdraws 1000 USDT', 'refused', resultOf(answer), [verbatim(answer)]);
  const reached = world.practice.received(mark).filter(({ path }) => path.includes('withdraw')).length;
  await stage.step(
    'keyward',
    'counts what the exchange has received of it',
    'done',
    reached === 0 ? 'done' : 'refused',
    [`${reached} requests`],
  );
}

async function goWild(stage: Stage, bot: Hand): Promise<void> {
  const { world } = stage;
  await stage.scene('It goes wild');
  const place = (params: readonly Param[]) => world.send(bot, 'keyward', 'POST', '/api/v3/order', params);
  const price = await priceAt(stage, bot, '0.98');
  const big = await place(order('BTCUSDT', 'BUY', '1', price));
  await stage.step('bot', `buys 1 BTC at ${price}`, 'refused', resultOf(big), [reasonIn(big)]);
  const wrong = await place(order('PUMPUSDT', 'BUY', '1000', '0.004'));
  await stage.step('bot', 'buys 1000 PUMP, a coin that nobody wants', 'refused', resultOf(wrong), [reasonIn(wrong)]);
  const dear = await priceAt(stage, bot, '1.5');
  const high = await place(order('BTCUSDT', 'BUY', '0.001', dear));
  await stage.step('bot', `buys 0.001 BTC at ${dear}, far above the market`, 'refused', resultOf(high), [
    reasonIn(high),
  ]);
  let accepted = 0;
  let last = await place(order('BTCUSDT', 'BUY', '0.001', price));
  while (last.status === 200 && accepted < 20) {
    accepted += 1;
    last = await place(order('BTCUSDT', 'BUY', '0.001', price));
  }
  await stage.step('bot', 'sends orders as fast as it can', 'refused', resultOf(last), [
    `${accepted} more were placed, then: ${reasonIn(last)}`,
  ]);
}

/** Keyward's own words inside the exchange's error. */
function reasonIn(answer: Answer): string {
  return (
    /keyward: (.*?)(?:; keyward explain [0-9A-Z]+)?(?: \(.*\))?$/.exec(fieldOf(answer, 'msg'))?.[1] ?? verbatim(answer)
  );
}

async function steal(stage: Stage, bot: Hand): Promise<void> {
  const { world } = stage;
  await stage.scene('Its key is stolen');
  const loot = { scheme: 'hmac', id: bot.apiKey, secret: bot.secret, exchange: DEMO_EXCHANGE, account: '' };
  const straight = await world.practice.thief(loot);
  await stage.step(
    'thief',
    'uses the bot key on the exchange itself, from anywhere',
    'refused',
    straight.worked.length === 0 ? 'refused' : 'done',
    [
      `${straight.seen.length} requests, ${straight.seen.filter(({ worked }) => worked).length} worked: ${straight.seen[0]?.status} ${straight.seen[0]?.body}`,
    ],
  );
  const mark = world.practice.mark();
  const inside = await world.practice.thief(loot, { url: `http://127.0.0.1:${world.port}` });
  const moved = inside.worked.filter((step) => step === 'buy' || step === 'transfer' || step === 'withdraw');
  await stage.step(
    'thief',
    'has got onto this host too, and goes through Keyward',
    'refused',
    moved.length === 0 ? 'refused' : 'done',
    [
      ...thiefLines(inside),
      `What is left to him by the settings: BTC/USDT, ${demoLimits.order_notional} an order, ${demoLimits.daily_notional} a day.`,
    ],
  );
  const reached = world.practice.received(mark).filter(({ path }) => /withdraw|transfer/.test(path)).length;
  await stage.step(
    'keyward',
    'counts what the exchange has received of it',
    'done',
    reached === 0 ? 'done' : 'refused',
    [`${reached} withdrawals or transfers`],
  );
}

function thiefLines({ seen, worked }: Theft): string[] {
  const names = [...new Set(seen.map(({ step }) => step))];
  return names.map((name) => {
    const refused = seen.find((one) => one.step === name && !one.worked);
    const words = {
      probe: 'looks around',
      withdraw: 'withdraws',
      buy: 'buys a coin that nobody wants',
      cancel: "cancels the bot's orders",
      transfer: 'moves money between wallets',
    };
    const code = ownCode(refused?.body ?? '');
    return `${words[name]}: ${worked.includes(name) ? 'works' : `refused (${code ?? `status ${refused?.status}`})`}`;
  });
}

async function revoke(stage: Stage, bot: Hand): Promise<void> {
  const { world, clock } = stage;
  await stage.scene('The owner takes the bot key away');
  const startedMs = clock.monotonicMs();
  const { fingerprint } = await world.operations.revokeBot({ bot: 'grid' });
  const tookMs = Math.ceil(clock.monotonicMs() - startedMs);
  const answer = await world.send(bot, 'keyward', 'GET', '/api/v3/account');
  await stage.step('owner', 'keyward bot revoke grid', 'done', 'done', [
    `The key with the fingerprint ${fingerprint} is revoked after ${tookMs} ms.`,
  ]);
  await stage.step('thief', 'tries the bot key once more', 'refused', resultOf(answer), [reasonIn(answer)]);
}

async function halt(stage: Stage): Promise<void> {
  const { world } = stage;
  await stage.scene('The owner stops everything');
  const scout = handOfBot(world, await world.operations.addBot({ bot: 'scout' }));
  const price = await priceAt(stage, scout, '0.97');
  const open = await world.send(scout, 'keyward', 'POST', '/api/v3/order', order('BTCUSDT', 'BUY', '0.001', price));
  await stage.step('bot', `another bot buys 0.001 BTC at ${price}`, 'done', resultOf(open), [
    `order ${fieldOf(open, 'orderId')} is ${fieldOf(open, 'status')}`,
  ]);
  await world.operations.halt({ level: 'halt', by: 'demo', reason: 'the demo shows it' });
  const { level, since } = await world.operations.haltState();
  await stage.step('owner', 'keyward halt halt', 'done', level === 'halt' ? 'done' : 'refused', [
    `The level is ${level} since ${since}.`,
  ]);
  const next = await world.send(scout, 'keyward', 'POST', '/api/v3/order', order('BTCUSDT', 'BUY', '0.001', price));
  await stage.step('bot', 'places another order', 'refused', resultOf(next), [reasonIn(next)]);
  const cancelled = await world.send(scout, 'keyward', 'DELETE', '/api/v3/order', [
    ['symbol', 'BTCUSDT'],
    ['orderId', fieldOf(open, 'orderId')],
  ]);
  await stage.step('bot', 'cancels the one that is open', 'done', resultOf(cancelled), [
    `order ${fieldOf(cancelled, 'orderId')} is ${fieldOf(cancelled, 'status')}`,
  ]);
}

async function robTheExchangeKey(stage: Stage): Promise<void> {
  const { world } = stage;
  await stage.scene('What Keyward does not stop: the exchange key itself in the wrong hands');
  const key = world.practice.mintKey({
    exchange: DEMO_EXCHANGE,
    account: 'main',
    permissions: { read: true, trade: true },
  });
  const robbed = await world.practice.thief(key, { steps: ['withdraw'] });
  await stage.step(
    'thief',
    'withdraws with an exchange key that may only trade',
    'refused',
    robbed.worked.length === 0 ? 'refused' : 'done',
    [`${robbed.seen[0]?.status} ${robbed.seen[0]?.body}`],
  );
  const bought = await world.practice.thief(key, { steps: ['buy'] });
  const receipt: Answer = { status: bought.seen[0]?.status ?? 0, headers: {}, body: bought.seen[0]?.body ?? '' };
  const paid = formatAmount(fieldOf(receipt, 'cummulativeQuoteQty'));
  await stage.step('thief', 'buys a coin that nobody wants, from himself', 'done', resultOf(receipt), [
    `${formatAmount(fieldOf(receipt, 'executedQty'))} PUMP for ${paid} USDT`,
  ]);
  const owner = world.hand(key);
  const held = freeOf(await world.send(owner, 'exchange', 'GET', '/api/v3/account'), 'PUMP');
  const sold = await world.send(
    owner,
    'exchange',
    'POST',
    '/api/v3/order',
    order('PUMPUSDT', 'SELL', held.split('.')[0] ?? held),
  );
  await stage.step('owner', 'sells what he was left with', 'done', resultOf(sold), [
    `${formatAmount(fieldOf(sold, 'cummulativeQuoteQty'))} of ${paid} USDT come back.`,
  ]);
}

async function readTheBook(stage: Stage): Promise<void> {
  const { world } = stage;
  await stage.scene('All of it is written down');
  const { entries, firstBreak } = await verify(world.journalFolder);
  await stage.step('keyward', 'keyward journal verify', 'done', firstBreak ? 'refused' : 'done', [
    firstBreak
      ? `broken at ${firstBreak.segment}:${firstBreak.line}`
      : `${entries} entries, each chained to the one before; none is missing or changed`,
  ]);
}

/** An amount without the zeros at its end. */
function formatAmount(text: string): string {
  const value = parseDecimal(text);
  return value === undefined ? text : formatDecimal(value);
}
