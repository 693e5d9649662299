import { type Decimal, subtract } from '../../../core/index.ts';
import type { WalletName } from '../../core/account.ts';
import { isRejection } from '../../core/order.ts';
import { accountNumber } from '../account-ids.ts';
import { notPermitted } from './auth.ts';
import {
  DAY_MS,
  historyPage,
  isWireError,
  isWithin,
  plain,
  type SignedCall,
  type SignedRoute,
  type SpanRule,
  spanOf,
  wireError,
} from './wire.ts';

const weekly: SpanRule = { longestMs: 7 * DAY_MS, usualMs: 7 * DAY_MS, bySeconds: true };
const monthly: SpanRule = { longestMs: 30 * DAY_MS, usualMs: 29 * DAY_MS, isOpen: true, bySeconds: true };

/** The lists of transfers, deposits and withdrawals, transfers to other accounts of the owner, and these accounts. */
export const moveRoutes: readonly SignedRoute[] = [
  { line: 'GET /v5/asset/transfer/query-inter-transfer-list', needs: 'read', perMinute: 60, answer: transfers },
  {
    line: 'POST /v5/asset/transfer/universal-transfer',
    needs: 'transfer',
    mandatory: ['transferId', 'coin', 'amount', 'fromMemberId', 'toMemberId', 'fromAccountType', 'toAccountType'],
    perSecond: 5,
    answer: universalTransfer,
  },
  {
    line: 'GET /v5/asset/transfer/query-universal-transfer-list',
    needs: 'transfer',
    perSecond: 5,
    answer: universalTransfers,
  },
  { line: 'GET /v5/asset/deposit/query-record', needs: 'read', perMinute: 100, answer: deposits },
  { line: 'GET /v5/asset/deposit/query-internal-record', needs: 'read', perSecond: 300, answer: internalDeposits },
  { line: 'GET /v5/asset/withdraw/query-record', needs: 'read', perMinute: 300, answer: withdrawals },
  { line: 'GET /v5/user/submembers', needs: 'read', perSecond: 5, answer: subMembers },
];

const typeOf = (wallet: string): string => (wallet === 'funding' ? 'FUND' : 'UNIFIED');

/** One page of records, newest first, those that lie in the span. */
function listed<T extends { readonly atMs: number }>(
  call: SignedCall,
  rule: SpanRule,
  all: readonly T[],
  shape: (one: T) => unknown,
  name: 'list' | 'rows',
): unknown {
  const span = spanOf(call, rule);
  if (isWireError(span)) return span;
  const coin = call.params.get('coin');
  const shown = all.filter((one) => isWithin(span, one.atMs)).reverse();
  const asked = shown.filter((one) => coin === undefined || (one as { asset?: unknown }).asset === coin);
  const page = historyPage(call.params, asked, name === 'list' ? 20 : 50, 50);
  if (isWireError(page)) return page;
  return { [name]: page.list.map(shape), nextPageCursor: page.nextPageCursor };
}

function transfers(call: SignedCall): unknown {
  const { core, account } = call;
  const own = core.world.transfers.filter((one) => one.account === account.name && !one.to.includes('/'));
  const shape = (one: (typeof own)[number]) => ({
    transferId: `selfTransfer_${one.id}`,
    coin: one.asset,
    amount: plain(one.amount),
    fromAccountType: typeOf(one.from),
    toAccountType: typeOf(one.to),
    timestamp: String(one.atMs),
    status: 'SUCCESS',
  });
  return listed(call, weekly, own, shape, 'list');
}

/** The numbers of the accounts that have keys, by account. */
function members({ context }: SignedCall): ReadonlyMap<string, string> {
  const own = context.keys.all().filter((key) => key.exchange === 'bybit');
  return new Map(own.map((key) => [key.account, accountNumber(key)]));
}

function universalTransfer(call: SignedCall): unknown {
  const { core, account, key, params } = call;
  const [from, to] = [params.get('fromMemberId'), params.get('toMemberId')];
  const receiver = [...members(call)].find(([, number]) => number === to)?.[0];
  if (from !== accountNumber(key) || !receiver || receiver === account.name) {
    return wireError(131200, 'params error: member id invalid');
  }
  const amount = params.decimal('amount');
  const wallet = (name: string): WalletName => (params.get(name) === 'FUND' ? 'funding' : 'spot');
  if (amount === undefined) return wireError(131002, 'Parameter error');
  const result = core.transfer(account, {
    asset: params.get('coin')!,
    amount,
    from: wallet('fromAccountType'),
    to: wallet('toAccountType'),
    toAccount: receiver,
    keyId: key.id,
  });
  if (isRejection(result)) return wireError(131228, 'your balance is not enough. Please check transfer safe amount');
  return { transferId: params.get('transferId'), status: 'SUCCESS' };
}

function universalTransfers(call: SignedCall): unknown {
  const { core, account } = call;
  const numbers = members(call);
  const shown = core.world.transfers.filter(
    (one) => one.to.includes('/') && (one.account === account.name || one.to.startsWith(`${account.name}/`)),
  );
  const shape = (one: (typeof shown)[number]) => {
    const at = one.to.lastIndexOf('/');
    return {
      transferId: `universalTransfer_${one.id}`,
      coin: one.asset,
      amount: plain(one.amount),
      timestamp: String(one.atMs),
      status: 'SUCCESS',
      fromAccountType: typeOf(one.from),
      toAccountType: typeOf(one.to.slice(at + 1)),
      fromMemberId: numbers.get(one.account) ?? '0',
      toMemberId: numbers.get(one.to.slice(0, at)) ?? '0',
    };
  };
  return listed(call, weekly, shown, shape, 'list');
}

/** From a chain; what came from another user of the exchange names no network. */
function deposits(call: SignedCall): unknown {
  const own = call.core.world.deposits.filter((one) => one.account === call.account.name && one.network !== undefined);
  const shape = (one: (typeof own)[number]) => ({
    coin: one.asset,
    chain: one.network,
    amount: plain(one.amount),
    txID: `0x${one.id}`,
    status: 3,
    toAddress: one.address,
    tag: '',
    depositFee: '',
    successAt: String(one.atMs),
    confirmations: '50',
    txIndex: '0',
    blockHash: one.id,
    batchReleaseLimit: '-1',
    depositType: '0',
    fromAddress: '',
    taxDepositRecordsId: '0',
    taxStatus: 0,
    id: one.id,
  });
  return listed(call, monthly, own, shape, 'rows');
}

function internalDeposits(call: SignedCall): unknown {
  const own = call.core.world.deposits.filter((one) => one.account === call.account.name && one.network === undefined);
  const shape = (one: (typeof own)[number]) => ({
    id: one.id,
    amount: plain(one.amount),
    type: 1,
    coin: one.asset,
    address: 'xxxx***@example.com',
    status: 2,
    createdTime: String(Math.floor(one.atMs / 1_000)),
    fromMemberId: '118027304',
    txID: one.id,
    complianceStatus: 0,
    taxDepositRecordsId: '0',
    taxStatus: 0,
  });
  return listed(call, { ...monthly, usualMs: 30 * DAY_MS - 1_000 }, own, shape, 'rows');
}

/** For keys of the master account. Those to other users are shown when they are asked for. */
function withdrawals(call: SignedCall): unknown {
  const { core, account, key, params } = call;
  if (key.subAccount !== undefined) return notPermitted;
  const [type, id] = [params.get('withdrawType') ?? '0', params.get('withdrawID')];
  const own = core.world.withdrawals
    .filter((one) => one.account === account.name && (id === undefined || one.id === id))
    .filter((one) => type === '2' || (type === '1') === (one.network === undefined));
  const shape = (one: (typeof own)[number]) => ({
    coin: one.asset,
    chain: one.network ?? '',
    amount: plain(subtract(one.amount, one.fee) as Decimal),
    txID: `0x${one.id}`,
    status: 'success',
    toAddress: one.address,
    tag: '',
    withdrawFee: plain(one.fee),
    createTime: String(one.atMs),
    updateTime: String(one.atMs),
    withdrawId: one.id,
    withdrawType: one.network === undefined ? 1 : 0,
    fee: '',
    tax: '',
    taxRate: '',
    taxType: '',
  });
  const { bySeconds: _bySeconds, ...rule } = monthly;
  return listed(call, rule, own, shape, 'rows');
}

/** For keys of the master account that may move funds or withdraw. */
function subMembers({ context, key, params }: SignedCall): unknown {
  const { transfer, withdraw, admin } = key.permissions;
  if (key.subAccount !== undefined || !(transfer || withdraw || admin)) return notPermitted;
  const numbers = context.keys.all().flatMap((one) => (one.exchange === 'bybit' ? (one.subAccount ?? []) : []));
  const all = [...new Set(numbers)];
  const size = Math.min(params.number('pageSize') ?? 100, 100);
  const from = params.number('nextCursor') ?? 0;
  const shown = all.slice(from, from + size);
  return {
    subMembers: shown.map((uid) => ({
      uid,
      username: `sub${uid}`,
      memberType: 1,
      status: 1,
      accountMode: 5,
      remark: '',
    })),
    nextCursor: from + size < all.length ? String(from + size) : '0',
  };
}
