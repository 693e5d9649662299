import { add, type Decimal, multiplyDown, zero } from '../../../core/index.ts';
import type { Income, WalletName } from '../../core/account.ts';
import { page, tooLong } from './spot.ts';
import { WEEK_MS } from './usdm.ts';
import { usdmOrder } from './usdm-shapes.ts';
import { exact, marketOf, type SignedCall, type SignedRoute, symbolOf, wireError } from './wire.ts';

const DAY_MS = 86_400_000;
const none = (): unknown[] => [];
const noRows = (): unknown => ({ total: 0, rows: [] });

/** The futures ledger, forced orders, and what the exchange shows of business that the practice exchange does not have. */
export const otherRoutes: readonly SignedRoute[] = [
  { line: 'GET /fapi/v1/income', needs: 'read', weight: 30, symbol: 'linear', answer: income },
  { line: 'GET /fapi/v1/forceOrders', needs: 'read', weight: 20, weightOfAll: 50, symbol: 'linear', answer: forced },
  { line: 'GET /sapi/v1/asset/wallet/balance', needs: 'read', weight: 60, answer: walletBalance },
  { line: 'GET /sapi/v1/asset/dribblet', needs: 'read', answer: () => ({ total: 0, userAssetDribblets: [] }) },
  { line: 'GET /sapi/v1/asset/assetDividend', needs: 'read', weight: 10, answer: dividends },
  {
    line: 'GET /sapi/v1/convert/tradeFlow',
    needs: 'read',
    mandatory: ['startTime', 'endTime'],
    answer: conversions,
  },
  { line: 'GET /sapi/v1/margin/account', needs: 'read', weight: 10, answer: noMargin },
  { line: 'GET /sapi/v1/margin/isolated/account', needs: 'read', weight: 10, answer: () => ({ assets: [] }) },
  { line: 'GET /sapi/v1/simple-earn/flexible/position', needs: 'read', weight: 150, answer: noRows },
  { line: 'GET /dapi/v1/positionRisk', needs: 'read', answer: none },
  { line: 'GET /dapi/v1/balance', needs: 'read', answer: none },
  { line: 'GET /dapi/v1/openOrders', needs: 'read', weight: 40, answer: none },
  { line: 'GET /eapi/v1/position', needs: 'read', weight: 5, answer: none },
  { line: 'GET /eapi/v1/openOrders', needs: 'read', weight: 40, answer: none },
];

function dividends({ params }: SignedCall): unknown {
  return tooLong(params, 180 * DAY_MS) ?? noRows();
}

function conversions({ params }: SignedCall): unknown {
  const [startTime, endTime] = [params.number('startTime'), params.number('endTime')];
  return (
    tooLong(params, 30 * DAY_MS) ?? {
      list: [],
      startTime,
      endTime,
      limit: params.number('limit') ?? 100,
      moreData: false,
    }
  );
}

function noMargin(): unknown {
  return wireError(-3003, 'Margin account does not exist.');
}

const incomeTypes: Readonly<Record<Income['kind'], string>> = {
  'realised-pnl': 'REALIZED_PNL',
  fee: 'COMMISSION',
  transfer: 'TRANSFER',
  insurance: 'INSURANCE_CLEAR',
};

/** Oldest first, in pages; without times the last seven days. */
function income(call: SignedCall): unknown {
  const { account, core, market, nowMs, params } = call;
  core.now();
  const wanted = params.get('incomeType');
  const endMs = params.number('endTime') ?? nowMs;
  const startMs = params.number('startTime') ?? endMs - WEEK_MS;
  const size = Math.min(params.number('limit') ?? 100, 1000);
  const first = (Math.max(params.number('page') ?? 1, 1) - 1) * size;
  return account.income
    .filter((row) => !market || row.market === market.symbol)
    .filter((row) => wanted === undefined || incomeTypes[row.kind] === wanted)
    .filter((row) => row.atMs >= startMs && row.atMs <= endMs)
    .slice(first, first + size)
    .map((row) => {
      const of = row.market === undefined ? undefined : core.market(row.market);
      return {
        symbol: of && marketOf(core, 'linear', symbolOf(of)) ? symbolOf(of) : '',
        incomeType: incomeTypes[row.kind],
        income: exact(row.amount),
        asset: row.asset,
        info: incomeTypes[row.kind],
        time: row.atMs,
        tranId: row.id,
        tradeId: row.tradeId === undefined ? '' : String(row.tradeId),
      };
    });
}

/** Orders of the exchange's own: positions that it closed. */
function forced(call: SignedCall): unknown {
  call.core.now();
  const refused = tooLong(call.params, WEEK_MS);
  if (refused) return refused;
  const orders = [...call.account.orders.values()].filter(
    (order) => order.tags['liquidation'] === 'true' && (!call.market || order.market === call.market),
  );
  const found = page(
    call.params,
    orders,
    'none',
    (order) => Number(order.id),
    (order) => order.createdMs,
  );
  return found.slice(0, Math.min(call.params.number('limit') ?? 50, 100)).map(usdmOrder);
}

const names: Readonly<Record<WalletName, string>> = { spot: 'Spot', funding: 'Funding', futures: 'USDⓈ-M Futures' };

/** The worth of each wallet in USDT by the market's prices; an asset that has no market in USDT counts for nothing. */
function walletBalance({ account, core }: SignedCall): unknown {
  return (Object.keys(names) as WalletName[]).map((wallet) => {
    let worth = zero;
    for (const [asset, { free, locked }] of account.wallets[wallet])
      worth = add(worth, worthOf(asset, add(free, locked)));
    if (wallet === 'futures') worth = add(worth, core.margin(account, 'USDT').unrealised);
    return { activate: true, balance: exact(worth), walletName: names[wallet] };
  });

  function worthOf(asset: string, amount: Decimal): Decimal {
    if (asset === 'USDT') return amount;
    return core.market(`${asset}/USDT`) ? multiplyDown(amount, core.price(`${asset}/USDT`)) : zero;
  }
}
