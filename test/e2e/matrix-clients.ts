import { Spot } from '@binance/spot';
import { MainClient } from 'binance';
import { RestClientV5 } from 'bybit-api';
import ccxt, { type Exchange as CcxtExchange } from 'ccxt';
import { CBAdvancedTradeClient } from 'coinbase-api';
import { RestClient } from 'okx-api';
import { ccxtUrls } from '../python/ccxt-urls.ts';
import { pythonSession, type Session, type StepResult } from '../python/session.ts';
import { readTracked } from '../source-tree.ts';
import type { BotCredentials } from './harness.ts';
import type { Scene, Step } from './matrix-scenes.ts';

/** How a client is given its key and its address. `base` is `http://127.0.0.1:PORT/`; a host, or a whole address, follows. */
export interface Connection extends BotCredentials {
  readonly base: string;
}

/** The client with its version, as it is pinned. */
function pinned(name: string): string {
  const { devDependencies } = JSON.parse(readTracked('package.json')) as { devDependencies: Record<string, string> };
  const inPython = new RegExp(`^${name.replace('-', '[-_]')}==(\\S+)$`, 'mi').exec(
    readTracked('test/python/requirements.txt'),
  );
  return `${name} ${devDependencies[name] ?? inPython?.[1]}`;
}

/** A client under test, unmodified. */
export interface Client {
  /** With its version. */
  readonly name: string;
  readonly exchange: string;
  /** The one setting that points it at Keyward, as code. */
  readonly pointed: string;
  /** The classes or codes of what it throws at the steps that Keyward refuses; without `withdraw`, it has no call for that. */
  readonly refused: { readonly 'too large': string; readonly withdraw?: string };
  readonly needsPython: boolean;
  open(scene: Scene, connection: Connection, python: string): Session;
}

type Steps = Readonly<Record<Step, () => Promise<unknown>>>;

/** Ids that an answer names, in the words of any exchange. */
const ID_NAMES = /^(?:id|orderId|clientOrderId|orderLinkId|ordId|clOrdId|order_id|client_order_id|txid)$/;

function idsIn(answer: unknown): string[] {
  if (answer === null || typeof answer !== 'object') return [];
  return Object.entries(answer).flatMap(([name, value]) => {
    if (ID_NAMES.test(name) && (typeof value === 'string' || typeof value === 'number') && value !== '')
      return [String(value)];
    return name === 'info' ? [] : idsIn(value);
  });
}

/** Takes steps in this process. `nameOf` tells what was thrown. */
function localSession(all: Partial<Steps>, nameOf: (thrown: unknown) => string): Session {
  return {
    step: async (name): Promise<StepResult> => {
      try {
        return { ok: true, ids: idsIn(await all[name as Step]!()) };
      } catch (thrown) {
        return {
          ok: false,
          error: nameOf(thrown),
          message: thrown instanceof Error ? thrown.message : JSON.stringify(thrown),
        };
      }
    },
    close: async () => {},
  };
}

const classOf = (thrown: unknown): string => (thrown as object).constructor.name;
const codeOf = (thrown: unknown): string => `code ${(thrown as { code?: unknown }).code}`;

function ccxtSteps(exchange: CcxtExchange, scene: Scene): Steps {
  const { symbol, amount, price, lowerPrice } = scene;
  let id = '';
  const note = async (answer: Promise<{ id?: string | undefined }>, isNew = true) => {
    const order = await answer;
    if (isNew) id = order.id!;
    return order;
  };
  const silent = (answer: Promise<unknown>) => answer.then(() => []);
  return {
    start: () => silent(exchange.loadMarkets()),
    balance: () => silent(exchange.fetchBalance()),
    ticker: () => silent(exchange.fetchTicker(symbol)),
    place: () => note(exchange.createOrder(symbol, 'limit', 'buy', amount, price)),
    fetch: () => silent(exchange.fetchOrder(id, symbol, scene.fetchParams)),
    'open orders': () => silent(exchange.fetchOpenOrders(symbol)),
    amend: () => note(exchange.editOrder(id, symbol, 'limit', 'buy', amount, lowerPrice), scene.amendReplaces),
    cancel: () => silent(exchange.cancelOrder(id, symbol)),
    'market order': () => note(exchange.createOrder(symbol, 'market', 'sell', amount)),
    trades: () => silent(exchange.fetchMyTrades(symbol)),
    'too large': () => note(exchange.createOrder(symbol, 'limit', 'buy', scene.largeAmount, price)),
    withdraw: () =>
      silent(
        exchange.withdraw(
          ...(scene.withdrawal.map((each) => each ?? undefined) as Parameters<CcxtExchange['withdraw']>),
        ),
      ),
  };
}

function binanceSteps(client: MainClient, { marketId: symbol, amount, price, lowerPrice, largeAmount }: Scene): Steps {
  const limit = { symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: amount, price } as const;
  let orderId = 0;
  const note = async <T>(answer: Promise<T>, pick: (order: T) => unknown = (order) => order) => {
    const order = await answer;
    orderId = (pick(order) as { orderId: number }).orderId;
    return order;
  };
  return {
    start: () => client.getExchangeInfo().then(() => []),
    balance: () => client.getAccountInformation(),
    ticker: () => client.getSymbolPriceTicker({ symbol }),
    place: () => note(client.submitNewOrder(limit)),
    fetch: () => client.getOrder({ symbol, orderId }),
    'open orders': () => client.getOpenOrders({ symbol }),
    amend: () =>
      note(
        client.replaceOrder({
          ...limit,
          price: lowerPrice,
          cancelReplaceMode: 'STOP_ON_FAILURE',
          cancelOrderId: orderId,
        }),
        (both) => (both as { newOrderResponse: object }).newOrderResponse,
      ),
    cancel: () => client.cancelOrder({ symbol, orderId }),
    'market order': () => client.submitNewOrder({ symbol, side: 'SELL', type: 'MARKET', quantity: amount }),
    trades: () => client.getAccountTradeList({ symbol }),
    'too large': () => client.submitNewOrder({ ...limit, quantity: largeAmount }),
    withdraw: () => client.withdraw({ coin: 'USDT', network: 'TRX', address: 'an-address', amount: 10 }),
  };
}

function binanceSpotSteps(
  { restAPI: api }: Spot,
  { marketId: symbol, amount, price, largeAmount }: Scene,
): Partial<Steps> {
  const limit = { symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: amount, price } as never;
  let orderId = 0;
  const data = async (answer: Promise<{ data(): Promise<unknown> }>) => (await answer).data();
  return {
    start: () => data(api.exchangeInfo()).then(() => []),
    balance: () => data(api.getAccount()),
    ticker: () => data(api.tickerPrice({ symbol })),
    place: async () => {
      const order = await data(api.newOrder(limit));
      orderId = Number((order as { orderId: number }).orderId);
      return order;
    },
    fetch: () => data(api.getOrder({ symbol, orderId })),
    'open orders': () => data(api.getOpenOrders({ symbol })),
    amend: () => data(api.orderAmendKeepPriority({ symbol, orderId, newQty: amount / 2 })),
    cancel: () => data(api.deleteOrder({ symbol, orderId })),
    'market order': () => data(api.newOrder({ symbol, side: 'SELL', type: 'MARKET', quantity: amount } as never)),
    trades: () => data(api.myTrades({ symbol })),
    'too large': () => data(api.newOrder({ ...(limit as object), quantity: largeAmount } as never)),
  };
}

function bybitSteps(client: RestClientV5, scene: Scene): Steps {
  const market = { category: 'spot', symbol: scene.marketId } as const;
  const buy = (qty: number) =>
    ({ ...market, side: 'Buy', orderType: 'Limit', qty: String(qty), price: String(scene.price) }) as const;
  let orderId = '';
  const checked = async <T extends { retCode: number }>(answer: Promise<T>): Promise<T> => {
    const told = await answer;
    if (told.retCode !== 0) throw { code: told.retCode, told };
    return told;
  };
  const silent = (answer: Promise<{ retCode: number }>) => checked(answer).then(() => []);
  return {
    start: () => client.fetchServerTime().then(() => silent(client.getInstrumentsInfo({ category: 'spot' }))),
    balance: () => silent(client.getWalletBalance({ accountType: 'UNIFIED' })),
    ticker: () => silent(client.getTickers(market)),
    place: async () => {
      const placed = await checked(client.submitOrder(buy(scene.amount)));
      orderId = placed.result.orderId;
      return placed;
    },
    fetch: () => silent(client.getActiveOrders({ ...market, orderId })),
    'open orders': () => silent(client.getActiveOrders(market)),
    amend: () => silent(client.amendOrder({ ...market, orderId, price: String(scene.lowerPrice) })),
    cancel: () => silent(client.cancelOrder({ ...market, orderId })),
    'market order': () =>
      checked(client.submitOrder({ ...market, side: 'Sell', orderType: 'Market', qty: String(scene.amount) })),
    trades: () => silent(client.getExecutionList(market)),
    'too large': () => checked(client.submitOrder(buy(scene.largeAmount))),
    withdraw: () =>
      silent(
        client.submitWithdrawal({
          coin: 'USDT',
          chain: 'TRX',
          address: 'an-address',
          amount: '10',
          timestamp: scene.startedMs,
          accountType: 'UTA',
        }),
      ),
  };
}

function okxSteps(client: RestClient, { marketId: instId, amount, price, lowerPrice, largeAmount }: Scene): Steps {
  const limit = {
    instId,
    tdMode: 'cash',
    side: 'buy',
    ordType: 'limit',
    sz: String(amount),
    px: String(price),
  } as const;
  let ordId = '';
  return {
    start: () => client.getInstruments({ instType: 'SPOT' }).then(() => []),
    balance: () => client.getBalance(),
    ticker: () => client.getTicker({ instId }),
    place: async () => {
      const [placed] = await client.submitOrder(limit);
      ordId = placed!.ordId;
      return placed;
    },
    fetch: () => client.getOrderDetails({ instId, ordId }),
    'open orders': () => client.getOrderList({ instType: 'SPOT', instId }),
    amend: () => client.amendOrder({ instId, ordId, newPx: String(lowerPrice) }),
    cancel: () => client.cancelOrder({ instId, ordId }),
    'market order': () =>
      client.submitOrder({ instId, tdMode: 'cash', side: 'sell', ordType: 'market', sz: String(amount) }),
    trades: () => client.getFills({ instType: 'SPOT', instId }),
    'too large': () => client.submitOrder({ ...limit, sz: String(largeAmount) }),
    withdraw: () =>
      client.submitWithdraw({
        ccy: 'USDT',
        amt: '10',
        dest: '4',
        toAddr: 'an-address',
        fee: '1',
        chain: 'USDT-TRC20',
      } as never),
  };
}

function coinbaseSteps(client: CBAdvancedTradeClient, scene: Scene): Steps {
  const product_id = scene.marketId;
  const buy = (base_size: number) => ({
    product_id,
    side: 'BUY' as const,
    order_configuration: {
      limit_limit_gtc: { base_size: String(base_size), limit_price: String(scene.price), post_only: false },
    },
  });
  let order_id = '';
  return {
    start: () =>
      client
        .getServerTime()
        .then(() => client.getProducts({ product_ids: [product_id, 'ETH-USD'] }))
        .then(() => []),
    balance: () => client.getAccounts({ limit: 250 }).then(() => []),
    ticker: () => client.getBestBidAsk({ product_ids: [product_id] }).then(() => []),
    place: async () => {
      const placed = await client.submitOrder(buy(scene.amount));
      order_id = placed.success_response!.order_id;
      return placed;
    },
    fetch: () => client.getOrder({ order_id }),
    'open orders': () => client.getOrders({ order_status: ['OPEN'], product_ids: [product_id] }),
    amend: () => client.updateOrder({ order_id, size: String(scene.amount), price: String(scene.lowerPrice) }),
    cancel: () => client.cancelOrders({ order_ids: [order_id] }),
    'market order': () =>
      client.submitOrder({
        product_id,
        side: 'SELL',
        order_configuration: { market_market_ioc: { base_size: String(scene.amount) } },
      }),
    trades: () => client.getFills({ product_ids: [product_id] }),
    'too large': () => client.submitOrder(buy(scene.largeAmount)),
    withdraw: () =>
      client.movePortfolioFunds({
        funds: { value: '1', currency: 'USD' },
        source_portfolio_uuid: 'one',
        target_portfolio_uuid: 'another',
      }),
  };
}

/** ccxt's settings in any language. */
function ccxtSettings({ apiKey, secret, passphrase }: Connection, scene: Scene): object {
  return { apiKey, secret, ...(passphrase === undefined ? {} : { password: passphrase }), ...scene.client };
}

function inCcxt(exchange: string): readonly Client[] {
  const shared = { exchange, refused: { 'too large': 'InvalidOrder', withdraw: 'PermissionDenied' } };
  const python = (asynchronous: boolean): Client => ({
    ...shared,
    name: `${pinned('ccxt')} for Python, ${asynchronous ? 'asynchronous' : 'blocking'}`,
    pointed: "'urls': {'api': {…: 'http://127.0.0.1:PORT/HOST/…'}}",
    needsPython: true,
    open: (scene, connection, program) => {
      const client = { ...ccxtSettings(connection, scene), urls: { api: ccxtUrls(exchange, connection.base) } };
      return pythonSession(program, 'ccxt_client.py', { exchange, asynchronous, scene, client });
    },
  });
  const local: Client = {
    ...shared,
    name: pinned('ccxt'),
    pointed: "proxyUrl: 'http://127.0.0.1:PORT/'",
    needsPython: false,
    open: (scene, connection) => {
      const made = ccxt as unknown as Record<string, new (settings: object) => CcxtExchange>;
      const client = new made[exchange]!({ ...ccxtSettings(connection, scene), proxyUrl: connection.base });
      return localSession(ccxtSteps(client, scene), classOf);
    },
  };
  return [local, python(false), python(true)];
}

const ownClients: readonly Client[] = [
  {
    name: pinned('binance'),
    exchange: 'binance',
    pointed: "baseUrl: 'http://127.0.0.1:PORT/api.binance.com'",
    refused: { 'too large': 'code -2010', withdraw: 'code -1002' },
    needsPython: false,
    open: (scene, { base, apiKey, secret }) => {
      const client = new MainClient({ api_key: apiKey, api_secret: secret, baseUrl: `${base}api.binance.com` });
      return localSession(binanceSteps(client, scene), codeOf);
    },
  },
  {
    name: pinned('@binance/spot'),
    exchange: 'binance',
    pointed: "basePath: 'http://127.0.0.1:PORT/api.binance.com'",
    refused: { 'too large': 'BadRequestError' },
    needsPython: false,
    open: (scene, { base, apiKey, secret }) => {
      const configurationRestAPI = { apiKey, apiSecret: secret, basePath: `${base}api.binance.com` };
      return localSession(binanceSpotSteps(new Spot({ configurationRestAPI }), scene), classOf);
    },
  },
  {
    name: pinned('python-binance'),
    exchange: 'binance',
    pointed: "Client.API_URL = 'http://127.0.0.1:PORT/api.binance.com/api'",
    refused: { 'too large': 'BinanceAPIException', withdraw: 'BinanceAPIException' },
    needsPython: true,
    open: (scene, connection, python) => pythonSession(python, 'python_binance.py', { ...connection, scene }),
  },
  {
    name: pinned('bybit-api'),
    exchange: 'bybit',
    pointed: "baseUrl: 'http://127.0.0.1:PORT/api.bybit.com'",
    refused: { 'too large': 'code 110032', withdraw: 'code 10005' },
    needsPython: false,
    open: (scene, { base, apiKey: key, secret }) =>
      localSession(bybitSteps(new RestClientV5({ key, secret, baseUrl: `${base}api.bybit.com` }), scene), codeOf),
  },
  {
    name: pinned('pybit'),
    exchange: 'bybit',
    pointed: "session.endpoint = 'http://127.0.0.1:PORT/api.bybit.com'",
    refused: { 'too large': 'InvalidRequestError', withdraw: 'InvalidRequestError' },
    needsPython: true,
    open: (scene, connection, python) => pythonSession(python, 'pybit_http.py', { ...connection, scene }),
  },
  {
    name: pinned('okx-api'),
    exchange: 'okx',
    pointed: "baseUrl: 'http://127.0.0.1:PORT/www.okx.com'",
    refused: { 'too large': 'code 1', withdraw: 'code 50027' },
    needsPython: false,
    open: (scene, { base, apiKey, secret: apiSecret, passphrase }) => {
      const client = new RestClient({ apiKey, apiSecret, apiPass: passphrase!, baseUrl: `${base}www.okx.com` });
      return localSession(okxSteps(client, scene), codeOf);
    },
  },
  {
    name: pinned('coinbase-api'),
    exchange: 'coinbase',
    pointed: "baseUrl: 'http://127.0.0.1:PORT/api.coinbase.com'",
    refused: { 'too large': 'code 400', withdraw: 'code 403' },
    needsPython: false,
    open: (scene, { base, apiKey, secret: apiSecret }) => {
      const client = new CBAdvancedTradeClient({ apiKey, apiSecret, baseUrl: `${base}api.coinbase.com` });
      return localSession(coinbaseSteps(client, scene), codeOf);
    },
  },
];

/** Every client that can be run here for an exchange. */
export function clientsOf(exchange: string): readonly Client[] {
  return [...inCcxt(exchange), ...ownClients.filter((client) => client.exchange === exchange)];
}
