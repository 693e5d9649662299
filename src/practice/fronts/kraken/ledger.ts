import { add, type Decimal, subtract, zero } from '../../../core/index.ts';
import { assetId, assetOf, listed, spellId } from './names.ts';
import { exact, isWithin, pageOf, type SignedCall, seconds } from './wire.ts';

/** One change of one balance of the spot wallet; its balance changes by the amount less the fee. */
interface Line {
  readonly id: string;
  readonly refid: string;
  readonly atMs: number;
  readonly type: 'trade' | 'deposit' | 'withdrawal' | 'transfer';
  readonly subtype: string;
  readonly asset: string;
  readonly amount: Decimal;
  readonly fee: Decimal;
}

const negative = (value: Decimal) => -value as Decimal;

/** An id of the core that is not a number, in Kraken's groups. */
export function spellText(letter: string, id: string): string {
  const text = id.toUpperCase();
  return `${letter}${text.slice(0, 5)}-${text.slice(5, 10)}-${text.slice(10, 16)}`;
}

/** Both sides of every trade, and all that came to the spot wallet or left it. */
function linesOf(call: SignedCall): Line[] {
  return [...tradeLines(call), ...movedLines(call), ...fundingLines(call)].reverse().sort((a, b) => b.atMs - a.atMs);
}

function tradeLines({ account }: SignedCall): Line[] {
  return account.trades.flatMap((trade): Line[] => {
    const { id, atMs, side, market, quantity, quote, fee } = trade;
    const shared = { refid: spellId('T', id), atMs, type: 'trade', subtype: '' } as const;
    const bought = side === 'buy';
    return [
      {
        ...shared,
        id: spellId('L', id * 2),
        asset: market.base,
        amount: bought ? quantity : negative(quantity),
        fee: zero,
      },
      { ...shared, id: spellId('L', id * 2 + 1), asset: market.quote, amount: bought ? negative(quote) : quote, fee },
    ];
  });
}

function movedLines({ core, account }: SignedCall): Line[] {
  return core.world.transfers.flatMap((one): Line[] => {
    const own = one.account === account.name;
    const isOut = own && one.from === 'spot';
    const isIn = own ? one.to === 'spot' : one.to === `${account.name}/spot`;
    if (!isOut && !isIn) return [];
    const isFutures = own && (isOut ? one.to : one.from) === 'futures';
    const subtype = isFutures ? (isOut ? 'spottofutures' : 'spotfromfutures') : '';
    const amount = isOut ? negative(one.amount) : one.amount;
    const id = spellId('L', Number(one.id) * 2);
    return [
      { id, refid: `FTQ${one.id}`, atMs: one.atMs, type: 'transfer', subtype, asset: one.asset, amount, fee: zero },
    ];
  });
}

function fundingLines({ core, account }: SignedCall): Line[] {
  const isMine = (one: { account: string; wallet: string }) => one.account === account.name && one.wallet === 'spot';
  const gone = core.world.withdrawals.filter(isMine).map(
    ({ id, atMs, asset, amount, fee }): Line => ({
      id: spellText('L', id),
      refid: spellText('A', id),
      atMs,
      type: 'withdrawal',
      subtype: '',
      asset,
      amount: negative(subtract(amount, fee)),
      fee,
    }),
  );
  const come = core.world.deposits.filter(isMine).map(
    ({ id, atMs, asset, amount }): Line => ({
      id: spellText('L', id),
      refid: spellText('Q', id),
      atMs,
      type: 'deposit',
      subtype: '',
      asset,
      amount,
      fee: zero,
    }),
  );
  return [...gone, ...come];
}

/** The lines, newest first, each with the balance that it left. */
function withBalances(call: SignedCall): (Line & { readonly balance: Decimal })[] {
  const now = new Map([...call.account.wallets.spot].map(([asset, { free, locked }]) => [asset, add(free, locked)]));
  return linesOf(call).map((line) => {
    const balance = now.get(line.asset) ?? zero;
    now.set(line.asset, subtract(balance, subtract(line.amount, line.fee)));
    return { ...line, balance };
  });
}

export function ledgers(call: SignedCall): unknown {
  call.core.now();
  const { params } = call;
  const [type, asset] = [params.get('type') ?? 'all', params.get('asset') ?? 'all'];
  const known = new Set(listed(call.core).flatMap(({ base, quote }) => [base, quote]));
  const lines = withBalances(call)
    .filter((line) => known.has(line.asset) && (type === 'all' || line.type === type))
    .filter((line) => isWithin(params, line.atMs))
    .filter((line) => asset === 'all' || asset.split(',').map(assetOf).includes(line.asset));
  const ledger = Object.fromEntries(
    pageOf(params, lines).map((line) => [
      line.id,
      {
        refid: line.refid,
        time: seconds(line.atMs),
        type: line.type,
        subtype: line.subtype,
        aclass: 'currency',
        asset: assetId(line.asset),
        amount: exact(line.amount),
        fee: exact(line.fee),
        balance: exact(line.balance),
      },
    ]),
  );
  return { ledger, ...(params.flag('without_count') ? {} : { count: lines.length }) };
}
