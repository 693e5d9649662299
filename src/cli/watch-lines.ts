import type { WatchStatus } from '../app/index.ts';
import type { Context } from './command.ts';
import { paragraph } from './paragraph.ts';
import { fields, fittedTable } from './table.ts';

type Account = WatchStatus['accounts'][number];
type List = Account['lists'][number];

const IDLE = 'Nothing watches here: no keyward up runs, or its settings turn the monitor off.';

/** How each account is watched. */
export function statusLines(context: Context, { watching, accounts }: WatchStatus): string[] {
  if (!watching) return paragraph(IDLE, context.columns);
  if (accounts.length === 0) return ['No account is watched yet: no key that bots trade with was reached.'];
  return accounts.flatMap((account, at) => [...(at === 0 ? [] : ['']), ...accountLines(context, account)]);
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
  if (ageMs === undefined) return '-';
  return ageMs < 60_000 ? `${Math.round(ageMs / 1_000)} s ago` : `${Math.round(ageMs / 60_000)} min ago`;
}

function stateOf({ style }: Context, { state, why }: List): string {
  if (state === 'read') return style.green('read');
  if (state === 'waiting') return style.dim('not yet');
  const text = state === 'forbidden' ? 'the key may not read it' : `failing${why === undefined ? '' : `: ${why}`}`;
  return state === 'forbidden' ? style.yellow(text) : style.red(text);
}
