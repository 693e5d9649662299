import type { Budget, Budgets, DescribedBot, SettingsCheck, SettingsFinding, TriedDecision } from '../app/index.ts';
import { formatDecimal, max, parseDecimal, subtract, zero } from '../core/index.ts';
import type { Context, Style } from './command.ts';
import { reasonLines } from './entry-lines.ts';
import { paragraph, WIDEST } from './paragraph.ts';
import { fits, fittedTable, table } from './table.ts';

type Row = readonly string[];

/** The findings of a check, worst first, each with its place. */
export function checkLines(context: Context, { file, keys, bots, findings }: SettingsCheck): string[] {
  const { style } = context;
  const levels = ['error', 'warn', 'note'] as const;
  const sorted = levels.flatMap((level) => findings.filter((finding) => finding.level === level));
  const counts = levels.map((level) => counted(findings.filter((finding) => finding.level === level).length, level));
  const size = `${counted(keys, 'key')}, ${counted(bots, 'bot')}`;
  if (findings.length === 0) return [`${file}: ${size}; ${style.green('nothing to say')}`];
  return [
    ...sorted.flatMap((finding) => findingLines(context, finding)),
    '',
    ...paragraph(
      `${file}: ${findings.some(({ level }) => level === 'error') && bots === 0 && keys === 0 ? 'not used as it is' : size}; ${counts.join(', ')}`,
      context.columns,
    ),
  ];
}

function findingLines({ style, columns }: Context, finding: SettingsFinding): string[] {
  const place = `${finding.file}:${finding.line}:${finding.column}`;
  const kind = finding.level === 'error' ? finding.level : `${finding.level} ${finding.id}`;
  const where = finding.path === '' ? 'the whole file' : finding.path;
  const head = levelPaint(style, finding.level)(kind);
  return [
    ...(kind.length + 2 + where.length <= columns ? [`${head}  ${where}`] : [head, `  ${where}`]),
    ...paragraph(finding.message, columns, 2),
    `  ${style.dim(place)}`,
  ];
}

function levelPaint(style: Style, level: SettingsFinding['level']): (text: string) => string {
  return level === 'error' ? style.red : level === 'warn' ? style.yellow : style.dim;
}

/** What a bot may do, scope by scope. */
export function botLines(context: Context, bot: DescribedBot): string[] {
  const { style, columns } = context;
  const may = bot.mayTrade ? (bot.mayRead ? 'read and trade' : 'trade') : bot.mayRead ? 'read' : 'do nothing';
  const lines = [
    `${style.bold(bot.bot)} may ${may} with the key ${bot.key} (${bot.exchange}, ${bot.environment}).`,
    ...(bot.mayTrade ? [`It trades ${bot.markets.join(', ')}.`] : []),
  ].flatMap((line) => paragraph(line, columns));
  for (const { scope, rules } of bot.scopes) {
    lines.push('', style.bold(scope));
    for (const { rule, text } of rules) lines.push(...ruleLines(context, text, rule));
  }
  return [
    ...lines,
    '',
    style.bold('never, whatever the settings say'),
    ...bot.never.flatMap((text) => paragraph(text, columns, 2)),
  ];
}

function ruleLines({ style, columns }: Context, text: string, rule: string): string[] {
  const name = rule.slice(rule.lastIndexOf('.') + 1);
  const width = Math.min(columns, WIDEST);
  const head = paragraph(text, width - name.length - 2, 2);
  const gap = ' '.repeat(Math.max(2, width - head[0]!.length - name.length));
  return [`${head[0]}${gap}${style.dim(name)}`, ...head.slice(1)];
}

/** The policy's answer to one order, with every reason. */
export function triedLines(context: Context, { allowed, reasons, lines }: TriedDecision): string[] {
  const { style } = context;
  if (allowed) return [style.green('allowed'), ...lines.slice(1)];
  return [style.red('denied'), ...reasons.flatMap((reason) => ['', ...reasonLines(context, reason)])];
}

/** Each scope's limits with used and left, then the orders that are or may be open. */
export function budgetLines({ style, columns }: Context, { budgets, orders }: Budgets): string[] {
  const lines = limitLines(budgets, columns, style);
  if (orders.length === 0) return [...lines, '', 'No order is open.'];
  const open = orders.map(({ id, bot, market, side, state, opens }) => [id, bot, `${side} ${market}`, opens, state]);
  const isUnclear = orders.some(({ state }) => state !== 'open');
  return [
    ...lines,
    '',
    ...fittedTable([['decision', 'bot', 'order', 'opens', 'state'].map(style.dim), ...open], columns),
    ...(isUnclear
      ? [
          '',
          ...paragraph(
            'What is unknown is asked for until it is known; see `keyward explain unknown-outcome`.',
            columns,
          ).map(style.dim),
        ]
      : []),
  ];
}

/** One table; where it is too wide, a table in which each scope has a line of its own; where that is, each limit as a sentence. */
function limitLines(budgets: Budgets['budgets'], columns: number, style: Style): string[] {
  const heads = ['what', 'limit', 'used', 'left'];
  const named = budgets.map((budget) => [budget.scope, budgetRows(budget)] as const);
  const inOne = named.flatMap(([scope, rows]) => rows.map((row, at) => [at === 0 ? scope : '', ...row]));
  const wide = table(rightAligned([['scope', ...heads], ...inOne], 2));
  if (fits(wide, columns)) return wide.map((line, at) => (at === 0 ? style.dim(line) : line));
  const [head = '', ...lines] = table(rightAligned([heads, ...named.flatMap(([, rows]) => rows)], 1), 2);
  const grouped = [style.dim(head), ...named.flatMap(([scope, rows]) => [scope, ...lines.splice(0, rows.length)])];
  if (fits(grouped, columns)) return grouped;
  const told = ([what = '', ...numbers]: Row): string => {
    const parts = numbers.flatMap((number, at) => (number === '' ? [] : [`${heads[at + 1]} ${number}`]));
    return parts.length === 0 ? what : `${what}: ${parts.join(', ')}`;
  };
  return named.flatMap(([scope, rows]) => [scope, ...rows.flatMap((row) => paragraph(told(row), columns, 2))]);
}

function budgetRows(budget: Budget): string[][] {
  const { limits } = budget;
  const rows = [
    ...countRow('orders a minute', budget.ordersLastMinute, limits.ordersPerMinute),
    ...countRow('cancels a minute', budget.cancelsLastMinute, limits.cancelsPerMinute),
    ...countRow('open orders', budget.openOrders, limits.openOrders),
    ...amountRows('open', budget.openNotional, limits.openNotional),
    ...amountRows('of the day', budget.dailyNotional, limits.dailyNotional),
  ];
  return rows.length === 0 ? [['no limits', '', '', '']] : rows;
}

function countRow(what: string, used: number, limit: number | undefined): string[][] {
  if (limit === undefined) return used === 0 ? [] : [[what, 'none', String(used), '']];
  return [[what, String(limit), String(used), String(Math.max(0, limit - used))]];
}

function amountRows(
  what: string,
  used: Readonly<Record<string, string>>,
  limits: Readonly<Record<string, string>> | undefined,
): string[][] {
  const currencies = [...new Set([...Object.keys(limits ?? {}), ...Object.keys(used)])];
  return currencies.map((currency) => {
    const taken = parseDecimal(used[currency] ?? '0') ?? zero;
    const limit = limits && (parseDecimal(limits[currency] ?? '0') ?? zero);
    const left = limit === undefined ? '' : formatDecimal(max(zero, subtract(limit, taken)));
    return [`${currency} ${what}`, limit === undefined ? 'none' : formatDecimal(limit), formatDecimal(taken), left];
  });
}

function counted(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}

/** Pads the cells from a column on, so that numbers end below each other. */
function rightAligned(rows: readonly Row[], from: number): string[][] {
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) => (column < from ? cell : cell.padStart(widths[column] ?? 0))));
}
