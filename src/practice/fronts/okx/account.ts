import { add, type Decimal, divideDown, formatDecimal, magnitude, multiplyDown, zero } from '../../../core/index.ts';
import { isHedged, type Position, setHedged, unrealisedOf } from '../../core/account.ts';
import type { Market } from '../../core/markets.ts';
import { isRejection, type Leg, legAt, symbolAt } from '../../core/order.ts';
import { accountNumber } from '../account-ids.ts';
import { tradingBills } from './bills.ts';
import { instruments } from './market.ts';
import { posSideOf } from './shapes.ts';
import { ACCOUNT_LEVEL, isAsked, levelOf } from './trade.ts';
import {
  DAY_MS,
  instIdOf,
  isInTime,
  isOkxError,
  namedMarket,
  type OkxError,
  okxError,
  pageOfRows,
  parameterError,
  refusalOf,
  type SignedCall,
  type SignedRoute,
  sizeOf,
} from './wire.ts';

/** Calls about the trading account: what the key may do, balances, positions, settings. */
export const accountRoutes: readonly SignedRoute[] = [
  get('config', config),
  get('balance', balance),
  get('positions', positions),
  get('positions-history', () => []),
  get('account-position-risk', () => []),
  get('instruments', instruments),
  get('leverage-info', leverageInfo),
  get('trade-fee', tradeFee),
  get('max-size', maxSize),
  get('bills', (call) => bills(call, 7 * DAY_MS)),
  get('bills-archive', (call) => bills(call, 90 * DAY_MS)),
  { line: 'POST /api/v5/account/set-leverage', needs: 'trade', answer: setLeverage },
  { line: 'POST /api/v5/account/set-position-mode', needs: 'trade', answer: setPositionMode },
  { line: 'POST /api/v5/account/set-account-level', needs: 'trade', answer: setAccountLevel },
  { line: 'POST /api/v5/account/set-auto-loan', needs: 'trade', answer: setAutoLoan },
];

function get(path: string, answer: SignedRoute['answer']): SignedRoute {
  return { line: `GET /api/v5/account/${path}`, needs: 'read', answer };
}

const AUTO_LOAN = 'auto-loan';
const UID_DIGITS = 18;

/** What the calling key may do stands in `perm` and `ip`. */
function config({ key, account }: SignedCall): readonly unknown[] {
  const { read, trade, withdraw } = key.permissions;
  const perm = [read && 'read_only', withdraw && 'withdraw', trade && 'trade'].filter(Boolean).join(',');
  return [
    {
      acctLv: levelOf(account),
      acctStpMode: 'cancel_maker',
      autoLoan: account.settings.get(AUTO_LOAN) === 'true',
      ctIsoMode: 'automatic',
      enableSpotBorrow: false,
      feeType: '0',
      greeksType: 'PA',
      ip: key.ips?.join(',') ?? '',
      kycLv: '3',
      label: key.label ?? 'practice',
      level: 'Lv1',
      levelTmp: '',
      liquidationGear: '-1',
      mainUid: accountNumber({ account: key.account }, UID_DIGITS),
      mgnIsoMode: 'automatic',
      opAuth: '0',
      perm,
      posMode: modeOf(account),
      roleType: '0',
      settleCcy: 'USDT',
      spotRoleType: '0',
      stgyType: '0',
      type: key.subAccount === undefined ? '0' : '1',
      uid: accountNumber(key, UID_DIGITS),
    },
  ];
}

function worth(call: SignedCall, asset: string, amount: Decimal): Decimal {
  if (asset === 'USDT') return amount;
  const market = call.core.market(`${asset}/USDT`);
  return market ? multiplyDown(amount, call.core.price(market.symbol)) : zero;
}

function balance(call: SignedCall): readonly unknown[] {
  const { account, core, nowMs } = call;
  const wanted = call.params.get('ccy')?.split(',');
  const margin = core.margin(account, 'USDT');
  let total = zero;
  const details = [...account.wallets.spot].flatMap(([asset, { free, locked }]) => {
    const upl = asset === 'USDT' ? margin.unrealised : zero;
    const cash = add(free, locked);
    const equity = add(cash, upl);
    total = add(total, worth(call, asset, equity));
    if (wanted && !wanted.includes(asset)) return [];
    const available = core.available(account, 'spot', asset);
    const frozen = (cash - available) as Decimal;
    return {
      accAvgPx: '',
      availBal: formatDecimal(available),
      availEq: formatDecimal(available),
      cashBal: formatDecimal(cash),
      ccy: asset,
      crossLiab: '',
      disEq: formatDecimal(worth(call, asset, equity)),
      eq: formatDecimal(equity),
      eqUsd: formatDecimal(worth(call, asset, equity)),
      fixedBal: '0',
      frozenBal: formatDecimal(frozen > 0n ? frozen : zero),
      imr: asset === 'USDT' ? formatDecimal(margin.positionMargin) : '0',
      interest: '',
      isoEq: '0',
      liab: '',
      mmr: asset === 'USDT' ? formatDecimal(margin.maintenance) : '0',
      notionalLever: '0',
      ordFrozen: formatDecimal(locked),
      uTime: String(nowMs),
      upl: formatDecimal(upl),
    };
  });
  return [
    {
      adjEq: '',
      availEq: formatDecimal(margin.available),
      details,
      imr: formatDecimal(margin.positionMargin),
      isoEq: '0',
      mgnRatio: '',
      mmr: formatDecimal(margin.maintenance),
      notionalUsd: '',
      ordFroz: '0',
      totalEq: formatDecimal(total),
      uTime: String(nowMs),
      upl: formatDecimal(margin.unrealised),
    },
  ];
}

function positions(call: SignedCall): readonly unknown[] {
  call.core.now();
  return [...call.account.positions].flatMap(([place, position]) => {
    const market = call.core.market(symbolAt(place));
    return market && position.quantity !== zero && isAsked(call.params, market)
      ? [positionRow(call, market, position, legAt(place))]
      : [];
  });
}

function positionRow(
  { account, core, nowMs }: SignedCall,
  market: Market,
  position: Position,
  leg: Leg | undefined,
): Record<string, unknown> {
  const mark = core.price(market.symbol);
  const notional = multiplyDown(magnitude(position.quantity), mark);
  const leverage = core.leverage(account, market);
  const upl = unrealisedOf(position, mark);
  const imr = divideDown(notional, (BigInt(leverage) * 10n ** 18n) as Decimal) ?? notional;
  return {
    adl: '1',
    availPos: '',
    avgPx: formatDecimal(divideDown(position.cost, position.quantity) ?? zero),
    baseBal: '',
    cTime: String(position.updatedMs),
    ccy: market.quote,
    closeOrderAlgo: [],
    fee: '0',
    fundingFee: '0',
    idxPx: formatDecimal(mark),
    imr: formatDecimal(imr),
    instId: instIdOf(market),
    instType: 'SWAP',
    interest: '',
    last: formatDecimal(mark),
    lever: String(leverage),
    liab: '',
    liabCcy: '',
    liqPx: '',
    margin: '',
    markPx: formatDecimal(mark),
    mgnMode: 'cross',
    mgnRatio: '10',
    mmr: formatDecimal(multiplyDown(notional, 5_000_000_000_000_000n as Decimal)),
    notionalUsd: formatDecimal(notional),
    pnl: '0',
    // In long/short mode the side tells the direction, and the size has no sign.
    pos: sizeOf(leg === undefined ? position.quantity : magnitude(position.quantity), market),
    posCcy: '',
    posId: market.base === 'BTC' ? '1' : '2',
    posSide: posSideOf(leg),
    realizedPnl: '0',
    tradeId: '',
    uTime: String(nowMs),
    upl: formatDecimal(upl),
    uplRatio: '0',
    usdPx: '1',
  };
}

function leverageInfo(call: SignedCall): readonly unknown[] | OkxError {
  const mgnMode = call.params.get('mgnMode');
  if (mgnMode === undefined) return parameterError('mgnMode');
  const market = namedMarket(call.core, call.params);
  if (isOkxError(market)) return market;
  const lever = String(call.core.leverage(call.account, market));
  return [{ ccy: '', instId: instIdOf(market), lever, mgnMode, posSide: 'net' }];
}

function tradeFee({ account, nowMs, params }: SignedCall): readonly unknown[] {
  const linear = params.get('instType') === 'SWAP';
  const { maker, taker } = account.rules.fees[linear ? 'linear' : 'spot'];
  const [m, t] = [formatDecimal(-maker as Decimal), formatDecimal(-taker as Decimal)];
  return [
    {
      category: '1',
      delivery: '',
      exercise: '',
      instType: params.get('instType') ?? 'SPOT',
      level: 'Lv1',
      maker: linear ? '' : m,
      makerU: linear ? m : '',
      makerUSDC: m,
      taker: linear ? '' : t,
      takerU: linear ? t : '',
      takerUSDC: t,
      ts: String(nowMs),
    },
  ];
}

function maxSize(call: SignedCall): readonly unknown[] | OkxError {
  const market = namedMarket(call.core, call.params);
  if (isOkxError(market)) return market;
  const most = sizeOf(market.maxQuantity, market);
  return [{ ccy: '', instId: instIdOf(market), maxBuy: most, maxSell: most }];
}

/** The ledger of the trading account, of the last seven days or three months. */
function bills(call: SignedCall, keptMs: number): readonly unknown[] {
  const asked = ['type', 'subType', 'ccy', 'instType', 'instId'].flatMap((name) => {
    const value = call.params.get(name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const rows = tradingBills(call).filter(
    (row) => isInTime(call, Number(row.ts), keptMs) && asked.every(([name, value]) => row[name] === value),
  );
  return pageOfRows(call.params, rows, ({ billId }) => billId);
}

function setLeverage(call: SignedCall): readonly unknown[] | OkxError {
  const market = namedMarket(call.core, call.params);
  if (isOkxError(market)) return market;
  const [lever, mgnMode] = [call.params.number('lever'), call.params.get('mgnMode')];
  if (market.kind !== 'linear' || lever === undefined) return parameterError('lever');
  if (mgnMode !== 'cross' && mgnMode !== 'isolated') return parameterError('mgnMode');
  const result = call.core.setLeverage(call.account, market, lever);
  if (isRejection(result)) return refusalOf(result);
  return [{ instId: instIdOf(market), lever: String(lever), mgnMode, posSide: '' }];
}

/** Not said by market here: the whole account has it or not. */
function modeOf(account: SignedCall['account']): string {
  return isHedged(account, '') ? 'long_short_mode' : 'net_mode';
}

function setPositionMode({ account, params }: SignedCall): readonly unknown[] | OkxError {
  const posMode = params.get('posMode');
  if (posMode !== 'net_mode' && posMode !== 'long_short_mode') return parameterError('posMode');
  if (posMode === modeOf(account)) return [{ posMode }];
  const isIdle = [...account.positions.values()].every(({ quantity }) => quantity === zero);
  if (!isIdle || [...account.open].some(({ market }) => market.kind === 'linear'))
    return okxError('59000', 'Setting failed. Cancel any open orders, close positions, and stop trading bots first.');
  setHedged(account, posMode === 'long_short_mode');
  return [{ posMode }];
}

/** The four modes of an account. Nothing is ever borrowed here, whatever the mode; but each takes its own orders. */
function setAccountLevel(call: SignedCall): readonly unknown[] | OkxError {
  const acctLv = call.params.get('acctLv') ?? '';
  if (!/^[1-4]$/.test(acctLv)) return parameterError('acctLv');
  call.account.settings.set(ACCOUNT_LEVEL, acctLv);
  return [{ acctLv }];
}

function setAutoLoan(call: SignedCall): readonly unknown[] | OkxError {
  const autoLoan = call.params.get('autoLoan') ?? 'true';
  if (autoLoan !== 'true' && autoLoan !== 'false') return parameterError('autoLoan');
  call.account.settings.set(AUTO_LOAN, autoLoan);
  return [{ autoLoan: autoLoan === 'true' }];
}
