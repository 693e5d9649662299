import { add, type Decimal, divideDown, formatDecimal, magnitude, multiplyDown, zero } from '../../../core/index.ts';
import { heldIn, isHedged, perLeverage, positionOf, remainingOf, setHedged, unrealisedOf } from '../../core/account.ts';
import { decimal, type Market } from '../../core/markets.ts';
import { type Leg, legs, reducesOnly } from '../../core/order.ts';
import { positionSideOf } from './usdm-shapes.ts';
import {
  exact,
  fixed,
  listed,
  placesOf,
  refusalOf,
  type SignedCall,
  type SignedRoute,
  symbolOf,
  wireError,
} from './wire.ts';

const bySymbol = { mandatory: ['symbol'], symbol: 'linear' } as const;
const maintenanceShare = decimal('0.005');

/** Account and settings of USD-M futures. */
export const usdmAccountRoutes: readonly SignedRoute[] = [
  ...['v1', 'v2', 'v3'].flatMap((version): SignedRoute[] => [
    { line: `GET /fapi/${version}/account`, needs: 'read', weight: 5, answer: (call) => account(call, version) },
    { line: `GET /fapi/${version}/balance`, needs: 'read', weight: 5, answer: balance },
    {
      line: `GET /fapi/${version}/positionRisk`,
      needs: 'read',
      weight: 5,
      symbol: 'linear',
      answer: (call) => positionRisk(call, version),
    },
  ]),
  { line: 'GET /fapi/v1/accountConfig', needs: 'read', weight: 5, answer: accountConfig },
  { line: 'GET /fapi/v1/symbolConfig', needs: 'read', weight: 5, symbol: 'linear', answer: symbolConfig },
  {
    line: 'POST /fapi/v1/leverage',
    needs: 'futures',
    ...bySymbol,
    mandatory: ['symbol', 'leverage'],
    answer: setLeverage,
  },
  {
    line: 'POST /fapi/v1/marginType',
    needs: 'futures',
    ...bySymbol,
    mandatory: ['symbol', 'marginType'],
    answer: setMarginType,
  },
  {
    line: 'GET /fapi/v1/positionSide/dual',
    needs: 'read',
    weight: 30,
    answer: ({ account }) => ({ dualSidePosition: isDual(account) }),
  },
  {
    line: 'POST /fapi/v1/positionSide/dual',
    needs: 'futures',
    mandatory: ['dualSidePosition'],
    answer: setPositionSide,
  },
  { line: 'GET /fapi/v1/multiAssetsMargin', needs: 'read', weight: 30, answer: () => ({ multiAssetsMargin: false }) },
  { line: 'GET /fapi/v1/leverageBracket', needs: 'read', symbol: 'linear', answer: brackets },
  { line: 'GET /fapi/v1/commissionRate', needs: 'read', weight: 20, ...bySymbol, answer: commissionRate },
  { line: 'GET /fapi/v1/rateLimit/order', needs: 'read', answer: () => [] },
  { line: 'GET /fapi/v1/feeBurn', needs: 'read', weight: 30, answer: () => ({ feeBurn: false }) },
  { line: 'GET /fapi/v1/adlQuantile', needs: 'read', weight: 5, answer: () => [] },
  {
    line: 'GET /fapi/v1/apiTradingStatus',
    needs: 'read',
    answer: ({ nowMs }) => ({ indicators: {}, updateTime: nowMs }),
  },
  ...['POST', 'PUT', 'DELETE'].map(
    (method): SignedRoute => ({
      line: `${method} /fapi/v1/listenKey`,
      needs: 'read',
      unsigned: true,
      answer: () => wireError(-1125, 'This listenKey does not exist.'),
    }),
  ),
];

interface View {
  readonly market: Market;
  readonly leg: Leg | undefined;
  readonly quantity: Decimal;
  readonly entry: Decimal;
  readonly mark: Decimal;
  readonly unrealised: Decimal;
  readonly notional: Decimal;
  readonly margin: Decimal;
  readonly orderMargin: Decimal;
  readonly maintenance: Decimal;
  readonly leverage: number;
  readonly isolated: boolean;
  readonly updatedMs: number;
}

/** Not said by market here: the whole account has it or not. */
const isDual = (account: SignedCall['account']): boolean => isHedged(account, '');

/** With both directions at once a market has a row for each side, and one for neither, which stays empty. */
function viewsOf(call: SignedCall, markets: readonly Market[]): readonly View[] {
  const sides = isDual(call.account) ? [undefined, ...legs] : [undefined];
  return markets.flatMap((market) => sides.map((leg) => viewOf(call, market, leg)));
}

function viewOf({ core, account }: SignedCall, market: Market, leg: Leg | undefined): View {
  const position = positionOf(account, market.symbol, leg);
  const mark = core.price(market.symbol);
  const notional = multiplyDown(position.quantity, mark);
  const leverage = core.leverage(account, market);
  const resting = [...account.open].filter(
    (order) => order.market === market && order.leg === leg && order.status === 'open' && !reducesOnly(order),
  );
  const ordered = resting.reduce((sum, order) => add(sum, multiplyDown(remainingOf(order), order.price ?? zero)), zero);
  return {
    market,
    leg,
    quantity: position.quantity,
    entry: divideDown(position.cost, position.quantity) ?? zero,
    mark,
    unrealised: unrealisedOf(position, mark),
    notional,
    margin: perLeverage(magnitude(notional), leverage),
    orderMargin: perLeverage(ordered, leverage),
    maintenance: multiplyDown(magnitude(notional), maintenanceShare),
    leverage,
    isolated: account.settings.get(`margin-mode ${market.symbol}`) === 'ISOLATED',
    updatedMs: position.updatedMs,
  };
}

function assets({ core, account, nowMs }: SignedCall): Record<string, unknown>[] {
  const wallet = account.wallets[account.rules.linearWallet];
  return [...wallet.keys()].map((asset) => {
    const margin = core.margin(account, asset);
    return {
      asset,
      walletBalance: exact(margin.wallet),
      unrealizedProfit: exact(margin.unrealised),
      marginBalance: exact(add(margin.wallet, margin.unrealised)),
      maintMargin: fixed(margin.maintenance),
      initialMargin: fixed(add(margin.positionMargin, margin.orderMargin)),
      positionInitialMargin: fixed(margin.positionMargin),
      openOrderInitialMargin: fixed(margin.orderMargin),
      crossWalletBalance: exact(margin.wallet),
      crossUnPnl: exact(margin.unrealised),
      availableBalance: exact(margin.available),
      maxWithdrawAmount: exact(margin.available),
      marginAvailable: true,
      updateTime: nowMs,
    };
  });
}

function account(call: SignedCall, version: string): unknown {
  const margin = call.core.margin(call.account, 'USDT');
  const views = viewsOf(call, listed(call.core, 'linear'));
  const shown = version === 'v3' ? views.filter((view) => view.quantity !== zero || view.orderMargin > 0n) : views;
  return {
    feeTier: 0,
    canTrade: true,
    canDeposit: true,
    canWithdraw: true,
    feeBurn: false,
    tradeGroupId: -1,
    updateTime: 0,
    multiAssetsMargin: false,
    totalInitialMargin: fixed(add(margin.positionMargin, margin.orderMargin)),
    totalMaintMargin: fixed(margin.maintenance),
    totalWalletBalance: exact(margin.wallet),
    totalUnrealizedProfit: fixed(margin.unrealised),
    totalMarginBalance: exact(add(margin.wallet, margin.unrealised)),
    totalPositionInitialMargin: fixed(margin.positionMargin),
    totalOpenOrderInitialMargin: fixed(margin.orderMargin),
    totalCrossWalletBalance: fixed(margin.wallet),
    totalCrossUnPnl: fixed(margin.unrealised),
    availableBalance: exact(margin.available),
    maxWithdrawAmount: exact(margin.available),
    assets: assets(call),
    positions: shown.map(accountPosition),
  };
}

function accountPosition(view: View): unknown {
  return {
    symbol: symbolOf(view.market),
    initialMargin: fixed(add(view.margin, view.orderMargin)),
    maintMargin: fixed(view.maintenance),
    unrealizedProfit: exact(view.unrealised),
    positionInitialMargin: fixed(view.margin),
    openOrderInitialMargin: fixed(view.orderMargin),
    leverage: String(view.leverage),
    isolated: view.isolated,
    entryPrice: fixed(view.entry),
    breakEvenPrice: fixed(view.entry),
    maxNotional: '10000000',
    positionSide: positionSideOf(view.leg),
    positionAmt: fixed(view.quantity, placesOf(view.market.step)),
    notional: fixed(view.notional),
    isolatedMargin: view.isolated ? fixed(view.margin) : '0',
    isolatedWallet: view.isolated ? fixed(view.margin) : '0',
    updateTime: view.updatedMs,
    bidNotional: '0',
    askNotional: '0',
  };
}

function balance(call: SignedCall): unknown {
  return assets(call).map(
    ({ asset, walletBalance, crossWalletBalance, crossUnPnl, availableBalance, maxWithdrawAmount, updateTime }) => ({
      accountAlias: 'practice',
      asset,
      balance: walletBalance,
      crossWalletBalance,
      crossUnPnl,
      availableBalance,
      maxWithdrawAmount,
      marginAvailable: true,
      updateTime,
    }),
  );
}

function positionRisk(call: SignedCall, version: string): unknown {
  const markets = listed(call.core, 'linear').filter((market) => !call.market || market === call.market);
  const views = viewsOf(call, markets);
  const shown = version === 'v3' ? views.filter((view) => view.quantity !== zero || view.orderMargin > 0n) : views;
  return shown.map((view) => riskOf(call, view, version));
}

function riskOf(call: SignedCall, view: View, version: string): unknown {
  const common = {
    symbol: symbolOf(view.market),
    positionSide: positionSideOf(view.leg),
    positionAmt: fixed(view.quantity, placesOf(view.market.step)),
    entryPrice: fixed(view.entry),
    breakEvenPrice: fixed(view.entry),
    markPrice: fixed(view.mark),
    unRealizedProfit: fixed(view.unrealised),
    liquidationPrice: fixed(liquidationPrice(call, view)),
    notional: fixed(view.notional),
    isolatedMargin: view.isolated ? fixed(view.margin) : '0',
    isolatedWallet: view.isolated ? fixed(view.margin) : '0',
    updateTime: view.updatedMs,
  };
  if (version !== 'v3') {
    return {
      ...common,
      leverage: String(view.leverage),
      maxNotionalValue: '10000000',
      marginType: view.isolated ? 'isolated' : 'cross',
      isAutoAddMargin: 'false',
    };
  }
  return {
    ...common,
    marginAsset: view.market.quote,
    initialMargin: fixed(add(view.margin, view.orderMargin)),
    maintMargin: fixed(view.maintenance),
    positionInitialMargin: fixed(view.margin),
    openOrderInitialMargin: fixed(view.orderMargin),
    adl: view.quantity === zero ? 0 : 1,
    bidNotional: '0',
    askNotional: '0',
  };
}

/** Where the wallet would be used up, as if this were the only position. */
function liquidationPrice({ core, account }: SignedCall, view: View): Decimal {
  if (view.quantity === zero) return zero;
  const spare = add(core.margin(account, view.market.quote).wallet, view.unrealised);
  const distance = divideDown(spare, magnitude(view.quantity)) ?? zero;
  const price = view.quantity > 0n ? view.mark - distance : view.mark + distance;
  return (price > 0n ? price : 0n) as Decimal;
}

function accountConfig({ account }: SignedCall): unknown {
  return {
    feeTier: 0,
    canTrade: true,
    canDeposit: true,
    canWithdraw: true,
    dualSidePosition: isDual(account),
    updateTime: 0,
    multiAssetsMargin: false,
    tradeGroupId: -1,
  };
}

function symbolConfig(call: SignedCall): unknown {
  return listed(call.core, 'linear')
    .filter((market) => !call.market || market === call.market)
    .map((market) => ({
      symbol: symbolOf(market),
      marginType: call.account.settings.get(`margin-mode ${market.symbol}`) ?? 'CROSSED',
      isAutoAddMargin: false,
      leverage: call.core.leverage(call.account, market),
      maxNotionalValue: '10000000',
    }));
}

function setLeverage({ core, account, market, params }: SignedCall): unknown {
  const leverage = params.number('leverage') ?? 0;
  const refused = core.setLeverage(account, market!, leverage);
  if (refused) return refusalOf(refused, 'linear');
  return { leverage, maxNotionalValue: '10000000', symbol: symbolOf(market!) };
}

function setMarginType({ account, market, params }: SignedCall): unknown {
  const wanted = params.get('marginType');
  if (wanted !== 'ISOLATED' && wanted !== 'CROSSED') return wireError(-4045, 'Invalid marginType.');
  const name = `margin-mode ${market!.symbol}`;
  if ((account.settings.get(name) ?? 'CROSSED') === wanted) return wireError(-4046, 'No need to change margin type.');
  if (heldIn(account, market!.symbol).length > 0) {
    return wireError(-4048, 'Margin type cannot be changed if there exists position.');
  }
  account.settings.set(name, wanted);
  return { code: 200, msg: 'success' };
}

function setPositionSide({ account, params }: SignedCall): unknown {
  const wanted = params.flag('dualSidePosition');
  if (wanted === isDual(account)) return wireError(-4059, 'No need to change position side.');
  if ([...account.open].some(({ market }) => market.kind === 'linear'))
    return wireError(-4067, 'Position side cannot be changed if there exists open orders.');
  if ([...account.positions.values()].some(({ quantity }) => quantity !== zero))
    return wireError(-4068, 'Position side cannot be changed if there exists position.');
  setHedged(account, wanted);
  return { code: 200, msg: 'success' };
}

function brackets(call: SignedCall): unknown {
  const rows = listed(call.core, 'linear')
    .filter((market) => !call.market || market === call.market)
    .map((market) => ({
      symbol: symbolOf(market),
      notionalCoef: 1,
      brackets: [
        {
          bracket: 1,
          initialLeverage: market.maxLeverage,
          notionalCap: 10_000_000,
          notionalFloor: 0,
          maintMarginRatio: Number(formatDecimal(maintenanceShare)),
          cum: 0,
        },
      ],
    }));
  return rows;
}

function commissionRate({ account, market }: SignedCall): unknown {
  const { maker, taker } = account.rules.fees.linear;
  return {
    symbol: symbolOf(market!),
    makerCommissionRate: formatDecimal(maker),
    takerCommissionRate: formatDecimal(taker),
  };
}
