import type { Spot } from '@binance/spot';
import type { MainClient, USDMClient } from 'binance';
import type { RestClientV5 } from 'bybit-api';
import type { Exchange as CcxtExchange } from 'ccxt';
import type { CBAdvancedTradeClient } from 'coinbase-api';
import type { RestClient } from 'okx-api';
import type { Session, StepResult } from '../python/session.ts';
import type { Scene, Step } from './matrix-scenes.ts';

/** The steps of a client, by their names. */
export type Steps = Readonly<Partial<Record<Step, () => Promise<unknown>>>>;

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
export function localSession(all: Steps, nameOf: (thrown: unknown) => string): Session {
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

export const classOf = (thrown: unknown): string => (thrown as object).constructor.name;
export const codeOf = (thrown: unknown): string => `code ${(thrown as { code?: unknown }).code}`;

/** ccxt. */
export function ccxtSteps(exchange: CcxtExchange, scene: Scene): Steps {
  const { symbol, amount, price, lowerPrice } = scene;
  let id = '';
  const note = async (answer: Promise<{ id?: string | undefined }>, isNew = true) => {
    const order = await answer;
    if (isNew) id = order.id!;
    return order;
  };
  const silent = (answer: Promise<unknown>) => answer.then(() => []);
  const leverage = (value: number) => silent(exchange.setLeverage(value, symbol, scene.leverageParams));
  return {
    leverage: () => leverage(scene.leverage),
    'too much leverage': () => leverage(scene.largeLeverage),
    positions: () => silent(exchange.fetchPositions([symbol])),
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

/** binance. */
export function binanceSteps(
  client: MainClient,
  { marketId: symbol, amount, price, lowerPrice, largeAmount }: Scene,
): Steps {
  // It writes the client order id into the object that it is given.
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
    place: () => note(client.submitNewOrder({ ...limit })),
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

/** USDMClient of binance, which has no call to withdraw. */
export function binanceUsdmSteps(
  client: USDMClient,
  { marketId: symbol, amount, price, lowerPrice, largeAmount, ...scene }: Scene,
): Steps {
  // It writes the client order id into the object that it is given.
  const limit = { symbol, side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: amount, price } as const;
  let orderId = 0;
  return {
    start: () => client.getExchangeInfo().then(() => []),
    balance: () => client.getBalanceV3(),
    ticker: () => client.getSymbolPriceTickerV2({ symbol }),
    leverage: () => client.setLeverage({ symbol, leverage: scene.leverage }),
    place: async () => {
      const order = await client.submitNewOrder({ ...limit });
      orderId = Number(order.orderId);
      return order;
    },
    fetch: () => client.getOrder({ symbol, orderId }),
    'open orders': () => client.getAllOpenOrders({ symbol }),
    amend: () => client.modifyOrder({ symbol, orderId, side: 'BUY', quantity: amount, price: lowerPrice }),
    cancel: () => client.cancelOrder({ symbol, orderId }),
    'market order': () => client.submitNewOrder({ symbol, side: 'SELL', type: 'MARKET', quantity: amount }),
    positions: () => client.getPositionsV3({ symbol }),
    trades: () => client.getAccountTrades({ symbol }),
    'too large': () => client.submitNewOrder({ ...limit, quantity: largeAmount }),
    'too much leverage': () => client.setLeverage({ symbol, leverage: scene.largeLeverage }),
  };
}

/** @binance/spot, which has no call to withdraw. */
export function binanceSpotSteps(
  { restAPI: api }: Spot,
  { marketId: symbol, amount, price, largeAmount }: Scene,
): Steps {
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

/** bybit-api, which answers with codes where others throw. */
export function bybitSteps(client: RestClientV5, scene: Scene): Steps {
  // Its types want one category at a time.
  const category = scene.traded as 'linear';
  const market = { category, symbol: scene.marketId } as const;
  const buy = (qty: number) =>
    ({ ...market, side: 'Buy', orderType: 'Limit', qty: String(qty), price: String(scene.price) }) as const;
  let orderId = '';
  const checked = async <T extends { retCode: number }>(answer: Promise<T>): Promise<T> => {
    const told = await answer;
    if (told.retCode !== 0) throw { code: told.retCode, told };
    return told;
  };
  const silent = (answer: Promise<{ retCode: number }>) => checked(answer).then(() => []);
  const leverage = (value: number) =>
    silent(
      client.setLeverage({
        category: 'linear',
        symbol: scene.marketId,
        buyLeverage: String(value),
        sellLeverage: String(value),
      }),
    );
  return {
    leverage: () => leverage(scene.leverage),
    'too much leverage': () => leverage(scene.largeLeverage),
    positions: () => silent(client.getPositionInfo({ category: 'linear', symbol: scene.marketId })),
    start: () => client.fetchServerTime().then(() => silent(client.getInstrumentsInfo({ category }))),
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

/** okx-api. */
export function okxSteps(
  client: RestClient,
  { marketId: instId, amount, price, lowerPrice, largeAmount, ...scene }: Scene,
): Steps {
  const [instType, tdMode] = scene.traded === 'spot' ? (['SPOT', 'cash'] as const) : (['SWAP', 'cross'] as const);
  const leverage = (value: number) => client.setLeverage({ instId, lever: String(value), mgnMode: 'cross' });
  const limit = {
    instId,
    tdMode,
    side: 'buy',
    ordType: 'limit',
    sz: String(amount),
    px: String(price),
  } as const;
  let ordId = '';
  return {
    leverage: () => leverage(scene.leverage),
    'too much leverage': () => leverage(scene.largeLeverage),
    positions: () => client.getPositions({ instType: 'SWAP', instId }),
    start: () => client.getInstruments({ instType }).then(() => []),
    balance: () => client.getBalance(),
    ticker: () => client.getTicker({ instId }),
    place: async () => {
      const [placed] = await client.submitOrder(limit);
      ordId = placed!.ordId;
      return placed;
    },
    fetch: () => client.getOrderDetails({ instId, ordId }),
    'open orders': () => client.getOrderList({ instType, instId }),
    amend: () => client.amendOrder({ instId, ordId, newPx: String(lowerPrice) }),
    cancel: () => client.cancelOrder({ instId, ordId }),
    'market order': () => client.submitOrder({ instId, tdMode, side: 'sell', ordType: 'market', sz: String(amount) }),
    trades: () => client.getFills({ instType, instId }),
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

/** coinbase-api; what it can move is money between portfolios. */
export function coinbaseSteps(client: CBAdvancedTradeClient, scene: Scene): Steps {
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
