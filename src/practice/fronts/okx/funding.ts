import { add, type Decimal, formatDecimal, zero } from '../../../core/index.ts';
import type { WalletName } from '../../core/account.ts';
import { decimal } from '../../core/markets.ts';
import { isRejection } from '../../core/order.ts';
import type { Transfer, Withdrawal } from '../../core/world.ts';
import { listed, type OkxError, okxError, parameterError, type SignedCall, type SignedRoute } from './wire.ts';

/** Calls about the funding account: currencies, transfers and withdrawals. */
export const fundingRoutes: readonly SignedRoute[] = [
  get('currencies', currencies),
  get('balances', balances),
  get('bills', bills),
  get('deposit-history', () => []),
  get('deposit-address', depositAddress),
  get('withdrawal-history', withdrawals),
  get('transfer-state', transferState),
  { line: 'POST /api/v5/asset/transfer', needs: 'trade', answer: transfer },
  { line: 'POST /api/v5/asset/withdrawal', needs: 'withdraw', answer: withdraw },
];

function get(path: string, answer: SignedRoute['answer']): SignedRoute {
  return { line: `GET /api/v5/asset/${path}`, needs: 'read', answer };
}

interface Chain {
  readonly asset: string;
  readonly chain: string;
  readonly fee: string;
}

const networks: Readonly<Record<string, readonly (readonly [network: string, fee: string])[]>> = {
  BTC: [['Bitcoin', '0.0001']],
  ETH: [['ERC20', '0.001']],
  SOL: [['Solana', '0.01']],
  USDT: [
    ['ERC20', '2'],
    ['TRC20', '1'],
  ],
};

function chainsOf(call: SignedCall): readonly Chain[] {
  const assets = new Set(listed(call.core).flatMap((market) => [market.base, market.quote]));
  return [...assets].flatMap((asset) =>
    (networks[asset] ?? [['Solana', '1'] as const]).map(([network, fee]) => ({
      asset,
      chain: `${asset}-${network}`,
      fee,
    })),
  );
}

function wantedOf(call: SignedCall): (asset: string) => boolean {
  const wanted = call.params.get('ccy')?.split(',');
  return (asset) => wanted === undefined || wanted.includes(asset);
}

function currencies(call: SignedCall): readonly unknown[] {
  const isWanted = wantedOf(call);
  return chainsOf(call)
    .filter(({ asset }) => isWanted(asset))
    .map(({ asset, chain, fee }) => ({
      burningFeeRate: '',
      canDep: true,
      canInternal: true,
      canWd: true,
      ccy: asset,
      chain,
      ctAddr: '',
      fee,
      logoLink: '',
      mainNet: true,
      maxFee: fee,
      maxWd: '1000000',
      minDep: '0.001',
      minFee: fee,
      minWd: '0.001',
      name: asset,
      needTag: false,
      usedWdQuota: '0',
      wdQuota: '10000000',
      wdTickSz: '8',
    }));
}

function balances(call: SignedCall): readonly unknown[] {
  const isWanted = wantedOf(call);
  return [...call.account.wallets.funding]
    .filter(([asset]) => isWanted(asset))
    .map(([asset, { free, locked }]) => ({
      availBal: formatDecimal(free),
      bal: formatDecimal(add(free, locked)),
      ccy: asset,
      frozenBal: formatDecimal(locked),
    }));
}

function depositAddress(call: SignedCall): readonly unknown[] | OkxError {
  const asset = call.params.get('ccy');
  if (asset === undefined) return parameterError('ccy');
  return chainsOf(call)
    .filter((one) => one.asset === asset)
    .map(({ chain }) => ({
      addr: `practice-address-${asset}`,
      ccy: asset,
      chain,
      ctAddr: '',
      selected: true,
      tag: '',
      to: '6',
    }));
}

const wallets: Readonly<Record<string, WalletName>> = { '6': 'funding', '18': 'spot' };
const accounts: Readonly<Record<string, string>> = { funding: '6', spot: '18' };

function transferRow({ id, asset, amount, from, to }: Transfer): Record<string, unknown> {
  const [source, target] = [accounts[from] ?? '', accounts[to] ?? ''];
  return { amt: formatDecimal(amount), ccy: asset, clientId: '', from: source, to: target, transId: id };
}

function transfer(call: SignedCall): readonly unknown[] | OkxError {
  const { params } = call;
  const [asset, amount, type] = [params.get('ccy'), params.decimal('amt'), params.get('type') ?? '0'];
  const [from, to] = [wallets[params.get('from') ?? ''], wallets[params.get('to') ?? '']];
  if (asset === undefined) return parameterError('ccy');
  if (amount === undefined || amount <= 0n) return parameterError('amt');
  if (type !== '0') return okxError('58116', 'There are no sub-accounts here.');
  if (!from || !to || from === to) return parameterError('from');
  const done = call.core.transfer(call.account, { asset, amount, from, to, keyId: call.key.id });
  return isRejection(done) ? okxError('58350', 'Insufficient balance') : [transferRow(done)];
}

function ownTransfers(call: SignedCall): readonly Transfer[] {
  call.core.now();
  return call.core.world.transfers.filter((one) => one.account === call.account.name).reverse();
}

function transferState(call: SignedCall): readonly unknown[] | OkxError {
  const found = ownTransfers(call).find(({ id }) => id === call.params.get('transId'));
  return found
    ? [{ ...transferRow(found), state: 'success', type: '0' }]
    : okxError('58129', 'Transfer does not exist');
}

/** The ledger of the funding account: a line for each transfer and withdrawal. */
function bills(call: SignedCall): readonly unknown[] {
  const row = (billId: string, ccy: string, change: Decimal, type: string, atMs: number) => ({
    bal: '',
    balChg: formatDecimal(change),
    billId,
    ccy,
    clientId: '',
    ts: String(atMs),
    type,
  });
  const moves = ownTransfers(call).map(({ id, asset, amount, to, atMs }) =>
    to === 'funding' ? row(id, asset, amount, '131', atMs) : row(id, asset, -amount as Decimal, '130', atMs),
  );
  const out = ownWithdrawals(call).map(({ id, asset, amount, atMs }) => row(id, asset, -amount as Decimal, '2', atMs));
  return [...moves, ...out].sort((a, b) => Number(b.ts) - Number(a.ts)).slice(0, 100);
}

function ownWithdrawals(call: SignedCall): readonly Withdrawal[] {
  call.core.now();
  return call.core.world.withdrawals.filter((one) => one.account === call.account.name).reverse();
}

/** OKX adds the fee to the amount; it leaves from the funding account alone. */
function withdraw(call: SignedCall): readonly unknown[] | OkxError {
  const { params } = call;
  const [asset, amount, address] = [params.get('ccy'), params.decimal('amt'), params.get('toAddr')];
  if (asset === undefined) return parameterError('ccy');
  if (amount === undefined || amount <= 0n) return parameterError('amt');
  if (address === undefined) return parameterError('toAddr');
  if (!['3', '4'].includes(params.get('dest') ?? '')) return parameterError('dest');
  const chains = chainsOf(call).filter((one) => one.asset === asset);
  const chain = chains.find((one) => one.chain === (params.get('chain') ?? chains[0]?.chain));
  if (!chain) return okxError('58216', 'The chain is not supported.');
  const fee = params.get('dest') === '3' ? zero : decimal(chain.fee);
  const clientId = params.get('clientId');
  const done = call.core.withdraw(call.account, {
    asset,
    amount: add(amount, fee),
    fee,
    address,
    network: chain.chain,
    wallet: 'funding',
    ...(clientId === undefined ? {} : { clientId }),
    keyId: call.key.id,
  });
  if (isRejection(done)) return okxError('58350', 'Insufficient balance');
  return [{ amt: formatDecimal(amount), ccy: asset, chain: chain.chain, clientId: clientId ?? '', wdId: done.id }];
}

function withdrawals(call: SignedCall): readonly unknown[] {
  const isWanted = wantedOf(call);
  return ownWithdrawals(call)
    .filter(({ asset }) => isWanted(asset))
    .map(({ id, asset, amount, fee, address, network, clientId, atMs }) => ({
      amt: formatDecimal((amount - fee) as Decimal),
      ccy: asset,
      chain: network ?? '',
      clientId: clientId ?? '',
      fee: formatDecimal(fee),
      feeCcy: asset,
      from: 'practice',
      nonTradableAsset: false,
      state: '2',
      to: address,
      ts: String(atMs),
      txId: '',
      wdId: id,
    }));
}
