import type { WatchStatus } from '../app/index.ts';
import type { Context } from './command.ts';
import { paragraph } from './paragraph.ts';
import { fields, fittedTable } from './table.ts';
import { wrap } from './wrap.ts';

type Account = WatchStatus['accounts'][number];
type List = Account['lists'][number];

const IDLE = 'Nothing watches here: no keyward up runs, or its settings turn the monitor off.';

/** How each account is watched. */
export function statusLines(context: Context, { watching, accounts }: WatchStatus, isWhole: boolean): string[] {
  if (!watching) return paragraph(IDLE, context.columns);
  if (accounts.length === 0) return ['No account is watched yet: no key that bots trade with was reached.'];
  if (!isWhole) return summaryLines(context, accounts);
  return accounts.flatMap((account, at) => [...(at === 0 ? [] : ['']), ...accountLines(context, account)]);
}

/** An account a line, and below it what cannot be read. */
function summaryLines(context: Context, accounts: readonly Account[]): string[] {
  const { style, columns } = context;
  const rows = accounts.map(({ key, lists, books }) => {
    const read = lists.filter(({ state }) => state === 'read');
    const oldest = Math.max(0, ...read.map(({ ageMs = 0 }) => ageMs));
    const open = books.flatMap((book) => book.open.map((coin) => `${book.wallet} ${coin}`));
    const coins = books.reduce((sum, book) => sum + book.coins, 0);
    return [
      style.bold(key),
      `${read.length} of ${lists.length}`,
      read.length === 0 ? '-' : agoOf(oldest),
      coins === 0
        ? style.dim('no books yet')
        : open.length === 0
          ? style.green(`${coins} ${coins === 1 ? 'coin adds' : 'coins add'} up`)
          : style.red(`open: ${open.join(', ')}`),
    ];
  });
  return [
    ...fittedTable([['account', 'lists read', 'oldest', 'books'], ...rows], columns),
    ...accounts.flatMap((account) => unreadLines(context, account)),
    ...paragraph('keyward watch status --all shows every list and every book.', columns).map(style.dim),
  ];
}

function unreadLines({ style, columns }: Context, { key, lists }: Account): string[] {
  const named = (wanted: List['state']): string =>
    lists
      .filter(({ state }) => state === wanted)
      .map(({ list, why }) => (wanted === 'failing' && why !== undefined ? `${list} (${why})` : list))
      .join(', ');
  const [failing, forbidden, waiting] = [named('failing'), named('forbidden'), named('waiting')];
  return [
    ...(failing === '' ? [] : wrap(`${key}: failing: ${failing}`, columns, 2).map(style.red)),
    ...(forbidden === '' ? [] : wrap(`${key}: the key may not read ${forbidden}`, columns, 2).map(style.yellow)),
    ...(waiting === '' ? [] : wrap(`${key}: not read yet: ${waiting}`, columns, 2).map(style.dim)),
  ];
}

function accountLines(context: Context, { key, lists, books }: Account): string[] {
  const { style, columns } = context;
  const rows = lists.map((list) => [list.list, ageOf(list), stateOf(context, list)]);
  const wallets = books.map(({ wallet, coins, closedAt, open }) => [
    wallet,
    `${coins} ${coins === 1 ? 'coin' : 'coins'}, ${open.length === 0 ? style.green('all add up') : style.red(`open: ${open.join(', ')}`)} at ${closedAt.slice(11, 19)} UTC`,
  ]);
  return [
    style.bold(key),
    ...fittedTable([['list', 'read', 'state'], ...rows], columns - 2).map((line) => `  ${line}`.trimEnd()),
    ...(wallets.length === 0 ? [] : ['', '  books', ...fields(wallets, columns, 4)]),
  ];
}

function ageOf({ ageMs }: List): string {
  return ageMs === undefined ? '-' : agoOf(ageMs);
}

function agoOf(ageMs: number): string {
  return ageMs < 60_000 ? `${Math.round(ageMs / 1_000)} s ago` : `${Math.round(ageMs / 60_000)} min ago`;
}

function stateOf({ style }: Context, { state, why }: List): string {
  if (state === 'read') return style.green('read');
  if (state === 'waiting') return style.dim('not yet');
  const text = state === 'forbidden' ? 'the key may not read it' : `failing${why === undefined ? '' : `: ${why}`}`;
  return state === 'forbidden' ? style.yellow(text) : style.red(text);
}
