import { add, type Decimal, divideDown, magnitude, multiplyDown, subtract, zero } from '../../../core/index.ts';
import { heldIn, isHedged, perLeverage, positionOf, setHedged, unrealisedOf } from '../../core/account.ts';
import { decimal, type Market } from '../../core/markets.ts';
import { isRejection, type Leg, legs } from '../../core/order.ts';
import { accountNumber } from '../account-ids.ts';
import { indexOf } from './shapes.ts';
import { isReadOnly, shownPermissions } from './sub-keys.ts';
import {
  categoryOf,
  fixed,
  isWireError,
  listed,
  marketOf,
  marketsOf,
  noCategory,
  page,
  plain,
  refusalOf,
  type SignedCall,
  type SignedRoute,
  symbolOf,
  wireError,
} from './wire.ts';

const maintenanceShare = decimal('0.005');
const MARGIN_MODE = 'margin-mode';

/** What the key may, the unified account, positions and their settings. */
export const accountRoutes: readonly SignedRoute[] = [
  { line: 'GET /v5/user/query-api', needs: 'read', perSecond: 10, answer: queryApi },
  { line: 'GET /v5/account/info', needs: 'read', answer: accountInfo },
  { line: 'GET /v5/account/wallet-balance', needs: 'read', mandatory: ['accountType'], answer: walletBalance },
  { line: 'GET /v5/account/fee-rate', needs: 'read', answer: feeRates },
  { line: 'GET /v5/account/query-dcp-info', needs: 'read', answer: () => ({ dcpInfos: [] }) },
  { line: 'POST /v5/account/set-margin-mode', needs: 'futures', mandatory: ['setMarginMode'], answer: setMarginMode },
  { line: 'GET /v5/position/list', needs: 'read', mandatory: ['category'], answer: positions },
  {
    line: 'POST /v5/position/set-leverage',
    needs: 'futures',
    mandatory: ['category', 'symbol', 'buyLeverage', 'sellLeverage'],
    perSecond: 10,
    answer: setLeverage,
  },
  {
    line: 'POST /v5/position/switch-mode',
    needs: 'futures',
    mandatory: ['category', 'mode'],
    perSecond: 10,
    answer: switchMode,
  },
];

const iso = (atMs: number): string => new Date(atMs).toISOString().replace(/\.\d{3}Z$/, 'Z');

function queryApi({ key, nowMs }: SignedCall): unknown {
  const isMaster = key.subAccount === undefined;
  const expiresMs = key.expiresMs ?? nowMs + 90 * 86_400_000;
  return {
    id: '1000001',
    note: key.label ?? 'practice',
    apiKey: key.id,
    readOnly: isReadOnly(key) ? 1 : 0,
    secret: '',
    permissions: shownPermissions(key),
    ips: key.ips ?? ['*'],
    type: 1,
    deadlineDay: key.ips ? -2 : Math.max(0, Math.floor((expiresMs - nowMs) / 86_400_000)),
    expiredAt: key.ips ? '1970-01-01T00:00:00Z' : iso(expiresMs),
    createdAt: iso(key.createdMs),
    unified: 0,
    uta: 1,
    userID: Number(accountNumber(key)),
    inviterID: 0,
    vipLevel: 'No VIP',
    mktMakerLevel: '0',
    affiliateID: 0,
    rsaPublicKey: '',
    isMaster,
    parentUid: isMaster ? '0' : accountNumber({ account: key.account }),
    kycLevel: 'LEVEL_1',
    kycRegion: '',
  };
}

function marginModeOf({ account }: SignedCall): string {
  return account.settings.get(MARGIN_MODE) ?? 'REGULAR_MARGIN';
}

function accountInfo(call: SignedCall): unknown {
  return {
    marginMode: marginModeOf(call),
    updatedTime: String(call.nowMs),
    unifiedMarginStatus: 6,
    dcpStatus: 'OFF',
    timeWindow: 0,
    smpGroup: 0,
    isMasterTrader: false,
    spotHedgingStatus: 'OFF',
  };
}

function setMarginMode({ account, params }: SignedCall): unknown {
  const mode = params.get('setMarginMode')!;
  if (!['ISOLATED_MARGIN', 'REGULAR_MARGIN', 'PORTFOLIO_MARGIN'].includes(mode)) {
    return wireError(10001, 'params error: setMarginMode invalid');
  }
  account.settings.set(MARGIN_MODE, mode);
  return { reasons: [] };
}

/** What one coin is worth; zero where nothing tells. */
function worthOf({ core }: SignedCall, coin: string, amount: Decimal): Decimal {
  if (coin === 'USDT' || coin === 'USD') return amount;
  const market = core.market(`${coin}/USDT`);
  return market ? multiplyDown(amount, core.price(market.symbol)) : zero;
}

function walletBalance(call: SignedCall): unknown {
  const { core, account, params } = call;
  const type = params.get('accountType');
  if (type !== 'UNIFIED') return wireError(10001, 'accountType only support UNIFIED.');
  core.now();
  const wanted = params.get('coin')?.split(',');
  const coins = [...account.wallets.spot].filter(([coin, { free, locked }]) =>
    wanted ? wanted.includes(coin) : free + locked > 0n,
  );
  const rows = coins.map(([coin, { free, locked }]) => {
    const total = add(free, locked);
    const { unrealised, orderMargin, positionMargin, maintenance } = core.margin(account, coin);
    const equity = add(total, unrealised);
    const usdValue = worthOf(call, coin, equity);
    const row = {
      coin,
      equity: plain(equity),
      usdValue: fixed(usdValue, 8),
      walletBalance: plain(total),
      locked: plain(locked),
      spotHedgingQty: '0',
      borrowAmount: '0.0',
      spotBorrow: '0',
      accruedInterest: '0',
      availableToBorrow: '',
      availableToWithdraw: '',
      totalOrderIM: plain(orderMargin),
      totalPositionIM: plain(positionMargin),
      totalPositionMM: plain(maintenance),
      unrealisedPnl: plain(unrealised),
      cumRealisedPnl: '0',
      bonus: '0',
      collateralSwitch: true,
      marginCollateral: true,
    };
    return { row, usdValue, used: add(orderMargin, positionMargin), maintenance };
  });
  const sum = (pick: (one: (typeof rows)[number]) => Decimal): Decimal =>
    rows.reduce((total, one) => add(total, pick(one)), zero);
  const equity = sum(({ usdValue }) => usdValue);
  const used = sum((one) => one.used);
  const view = {
    totalEquity: fixed(equity, 8),
    accountIMRate: '0',
    accountMMRate: '0',
    totalMarginBalance: fixed(equity, 8),
    totalInitialMargin: fixed(used, 8),
    totalMaintenanceMargin: fixed(
      sum(({ maintenance }) => maintenance),
      8,
    ),
    accountType: type,
    totalAvailableBalance: fixed(subtract(equity, used), 8),
    totalPerpUPL: '0',
    totalWalletBalance: fixed(equity, 8),
    accountLTV: '0',
    coin: rows.map(({ row }) => row),
  };
  return { list: [view] };
}

function feeRates({ core, account, params }: SignedCall): unknown {
  const category = categoryOf(params) ?? 'linear';
  if (category !== 'spot' && category !== 'linear') return { list: [] };
  const { maker, taker } = account.rules.fees[category];
  const symbol = params.get('symbol');
  const list = listed(core, category)
    .filter((market) => symbol === undefined || symbolOf(market) === symbol)
    .map((market) => ({
      symbol: symbolOf(market),
      baseCoin: '',
      makerFeeRate: plain(maker),
      takerFeeRate: plain(taker),
    }));
  return { category, list };
}

function positions(call: SignedCall): unknown {
  const { core, account, params } = call;
  const category = categoryOf(params);
  if (!category) return noCategory;
  if (category === 'linear' && params.get('symbol') === undefined && params.get('settleCoin') === undefined) {
    return wireError(10001, 'Missing some parameters that must be filled in, symbol or settleCoin is empty');
  }
  const markets = marketsOf(core, params);
  if (isWireError(markets)) return markets;
  core.now();
  const shown = category === 'linear' ? markets : [];
  const settle = params.get('settleCoin');
  const held = shown.filter(
    (market) =>
      params.get('symbol') !== undefined ||
      ((settle === undefined || market.quote === settle) && heldIn(account, market.symbol).length > 0),
  );
  return {
    category,
    ...page(
      params,
      held.flatMap((market) => placesOf(call, market).map((leg) => positionShape(call, market, leg))),
      20,
      200,
    ),
  };
}

/** Asked for by name both sides of a hedge are told, also the empty one; in a list by coin only what is held. */
function placesOf({ account, params }: SignedCall, { symbol }: Market): readonly (Leg | undefined)[] {
  if (!isHedged(account, symbol)) return [undefined];
  const isNamed = params.get('symbol') !== undefined;
  return legs.filter((leg) => isNamed || positionOf(account, symbol, leg).quantity !== 0n);
}

function positionShape(call: SignedCall, market: Market, leg: Leg | undefined): unknown {
  const { core, account } = call;
  const position = positionOf(account, market.symbol, leg);
  const mark = core.price(market.symbol);
  const size = magnitude(position.quantity);
  const leverage = core.leverage(account, market);
  const isHeld = size > 0n;
  const value = multiplyDown(size, divideDown(position.cost, position.quantity) ?? zero);
  const margin = perLeverage(value, leverage);
  return {
    positionIdx: indexOf(leg),
    riskId: 1,
    riskLimitValue: '2000000',
    symbol: symbolOf(market),
    side: !isHeld ? '' : position.quantity > 0n ? 'Buy' : 'Sell',
    size: plain(size),
    avgPrice: plain(divideDown(position.cost, position.quantity) ?? zero),
    positionValue: isHeld ? plain(value) : '',
    tradeMode: 0,
    positionStatus: 'Normal',
    autoAddMargin: 0,
    adlRankIndicator: 0,
    leverage: String(leverage),
    positionBalance: isHeld ? plain(margin) : '0',
    markPrice: plain(mark),
    liqPrice: '',
    bustPrice: '',
    positionMM: isHeld ? plain(multiplyDown(value, maintenanceShare)) : '',
    positionIM: isHeld ? plain(margin) : '',
    tpslMode: 'Full',
    takeProfit: '',
    stopLoss: '',
    trailingStop: '0',
    unrealisedPnl: isHeld ? plain(unrealisedOf(position, mark)) : '',
    curRealisedPnl: '0',
    cumRealisedPnl: '0',
    seq: position.updatedMs,
    isReduceOnly: false,
    mmrSysUpdatedTime: '',
    leverageSysUpdatedTime: '',
    createdTime: String(position.updatedMs),
    updatedTime: String(position.updatedMs),
  };
}

function setLeverage({ core, account, params }: SignedCall): unknown {
  const market = marketOf(core, params);
  if (isWireError(market)) return market;
  const [buy, sell] = [params.decimal('buyLeverage'), params.decimal('sellLeverage')];
  if (market.kind !== 'linear' || buy === undefined || buy !== sell) return wireError(10001, 'leverage invalid');
  const leverage = Number(plain(buy));
  if (leverage === core.leverage(account, market)) return wireError(110043, 'leverage not modified');
  const refused = core.setLeverage(account, market, leverage);
  return isRejection(refused) ? refusalOf(refused, 'linear') : {};
}

/** By market, or for all that settle in a coin. */
function switchMode({ account, core, params }: SignedCall): unknown {
  const [symbol, coin, mode] = [params.get('symbol'), params.get('coin'), params.get('mode')];
  if (symbol === undefined && coin === undefined) {
    return wireError(10001, 'params error: symbol or coin is required');
  }
  if (mode !== '0' && mode !== '3') return wireError(10001, 'params error: mode invalid');
  const markets = listed(core, 'linear').filter((market) =>
    symbol === undefined ? market.quote === coin : symbolOf(market) === symbol,
  );
  const changed = markets.filter((market) => isHedged(account, market.symbol) !== (mode === '3'));
  if (changed.length === 0) return wireError(110025, 'Position mode is not modified');
  if (changed.some((market) => heldIn(account, market.symbol).length > 0))
    return wireError(110024, 'You have an existing position, so position mode cannot be switched');
  if ([...account.open].some(({ market }) => changed.includes(market)))
    return wireError(110028, 'Open orders exist, so you cannot change position mode');
  for (const market of changed) setHedged(account, mode === '3', market.symbol);
  return {};
}
