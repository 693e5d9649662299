import { describe, expect, it } from 'vitest';
import type { Budget, OpenOrder } from '../app/index.ts';
import type { Context, Style } from './command.ts';
import { budgetLines, checkLines } from './policy-lines.ts';
import { fields, fittedTable } from './table.ts';

const plain = (text: string): string => text;
const style: Style = { bold: plain, dim: plain, red: plain, green: plain, yellow: plain };
/** What the lines of a command see of the terminal. */
const on = (columns: number) => ({ columns, style }) as Context;

function budget(scope: string, limit: string): Budget {
  return {
    scope,
    ordersLastMinute: 3,
    cancelsLastMinute: 0,
    openOrders: 1,
    openNotional: { USDT: '48.5' },
    dailyNotional: { USDT: '48.5' },
    limits: { ordersPerMinute: 60, openOrders: 20, openNotional: { USDT: limit }, dailyNotional: { USDT: limit } },
  };
}

const long = 'grid-trading-bot-for-the-large-coins-day';
const order: OpenOrder = {
  id: '01K9ZW3M5RD0Q2V7C4T8XJ6HNB',
  bot: long,
  market: '1000000MOG/USDT:USDT-261225',
  side: 'sell',
  state: 'unknown',
  clientOrderId: 'c1',
  opens: '123456.789 USDT',
};

describe('on a narrow terminal', () => {
  it.each([60, 80])('of %i columns the budgets of long names and large limits fit', (columns) => {
    const budgets = [budget(`bot ${long}`, '123456789012.12345678'), budget('all', '5000')];
    const lines = budgetLines(on(columns), { budgets, orders: [order] });
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
    const text = lines.join(' ').replaceAll(/\s+/g, ' ');
    for (const told of [`bot ${long}`, 'orders a minute', '123456789012.12345678', '123456788963.62345678', order.id])
      expect(text).toContain(told);
    expect(text).toContain('sell 1000000MOG/USDT:USDT-261225');
  });

  it('the budgets of short names are one table', () => {
    const lines = budgetLines(on(60), { budgets: [budget('bot grid', '500')], orders: [] });
    expect(lines.slice(0, 3)).toEqual([
      'scope     what             limit  used   left',
      'bot grid  orders a minute     60     3     57',
      '          open orders         20     1     19',
    ]);
  });

  it.each([60, 80])('of %i columns a finding with a long path fits', (columns) => {
    const path = `bots.${long}.limits`;
    const finding = { level: 'warn', id: 'unlimited', file: 'k.yaml', line: 1, column: 1, path, message: 'm' } as const;
    const lines = checkLines(on(columns), { file: '/a/b/keyward.yaml', keys: 1, bots: 1, findings: [finding] });
    expect(lines.filter((line) => line.length > columns)).toEqual([]);
    expect(lines.join('\n')).toContain(path);
  });

  it('a table without room for its last column stands row by row, each cell within the terminal', () => {
    const rows = [
      ['name', 'markets'],
      ['x'.repeat(50), 'BTC/USDT ETH/USDT 1000SATS/USDT:USDT 1000000MOG/USDT'],
    ];
    const lines = fittedTable(rows, 60);
    expect(lines).toEqual([
      `name     ${'x'.repeat(50)}`,
      'markets  BTC/USDT ETH/USDT 1000SATS/USDT:USDT',
      '         1000000MOG/USDT',
    ]);
  });

  it('fields go on below themselves', () => {
    expect(
      fields(
        [
          ['reason', 'the bot went wild'],
          ['by', 'cli'],
        ],
        24,
        2,
      ),
    ).toEqual(['  reason  the bot went', '          wild', '  by      cli']);
  });
});
