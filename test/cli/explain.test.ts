import { afterAll, describe, expect, it } from 'vitest';
import { findingTexts } from '../../src/cli/findings.ts';
import { meanings } from '../../src/cli/meanings.ts';
import { topics } from '../../src/cli/topics.ts';
import { catalogue } from '../../src/core/index.ts';
import { Terminal } from './terminal.ts';

const terminal = new Terminal();
afterAll(() => terminal.close());

const words = [
  'withdraw-right',
  'keys',
  'key-audit',
  'ip-list',
  'leaked-key',
  'kill-switch',
  'watch',
  'clock',
  'unknown-outcome',
];

describe('explain', () => {
  it('lists all topics and codes', async () => {
    const listed = await terminal.json<{ topics: { topic: string }[]; codes: { code: string }[] }>(['explain']);
    expect(listed.exit).toBe(0);
    expect(listed.topics.map(({ topic }) => topic)).toEqual(words);
    expect(listed.codes.map(({ code }) => code)).toEqual(Object.keys(catalogue));
  });

  it('tells a finding of the key audit, however its id is written, and whether it is printed at the start', async () => {
    const told = await terminal.json(['explain', 'key-13']);
    expect(told).toEqual({
      exit: 0,
      kind: 'finding',
      finding: 'KEY-13',
      ...findingTexts['KEY-13'],
      atStart: ['critical', 'high'],
    });
    const { stdout } = await terminal.run(['explain', 'KEY-04']);
    expect(stdout).toMatch(/^KEY-04: it has rights that its bots do not need\n/);
    expect(stdout).toMatch(/^ {2}severity +high\n {2}keyward up +printed$/m);
    expect((await terminal.run(['explain', 'KEY-14'])).stdout).toMatch(/^ {2}keyward up +counted, not printed$/m);
    const { findings } = await terminal.json<{ findings: { finding: string }[] }>(['explain']);
    expect(findings.map(({ finding }) => finding)).toEqual(Object.keys(findingTexts));
    expect(await terminal.json(['explain', 'KEY-99'])).toMatchObject({ exit: 2, error: { code: 'usage' } });
  });

  it('knows what every code means', () => {
    expect(Object.keys(meanings).sort()).toEqual(Object.keys(catalogue).sort());
  });

  it('tells a refusal with its setting and in every dialect', async () => {
    const told = await terminal.json<{ dialects: { exchange: string; body: string }[] }>(['explain', 'order-notional']);
    expect(told).toMatchObject({
      exit: 0,
      kind: 'code',
      code: 'order-notional',
      told: 'invalid-order',
      setting: expect.stringContaining('bots.BOT.limits.order_notional'),
    });
    expect(told.dialects.map(({ exchange }) => exchange)).toEqual(['binance', 'bybit', 'coinbase', 'kraken', 'okx']);
    for (const { body } of told.dialects) expect(body).toContain('keyward: order-notional: ...');
    const text = await terminal.run(['explain', 'order-notional']);
    expect(text.stdout).toContain('{"code":-2010,"msg":"keyward: order-notional: ..."}');
    expect(text.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('tells an error of commands with its exit code and no dialect', async () => {
    expect(await terminal.json(['explain', 'HOME-LOCKED'])).toMatchObject({
      exit: 0,
      code: 'home-locked',
      dialects: [],
    });
    expect((await terminal.run(['explain', 'home-locked'])).stdout).toMatch(/exit {2}3\n/);
  });

  it.each(words)('tells the topic %s within 80 columns, naming only commands that there are', async (word) => {
    const told = await terminal.run(['explain', word]);
    expect(told.exit).toBe(0);
    expect(told.stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    const help = (await terminal.run(['--help'])).stdout;
    for (const [, command] of told.stdout.matchAll(/keyward ([a-z]+) /g))
      expect(help).toMatch(new RegExp(`^ {2}${command}\\b`, 'm'));
  });

  it('suggests what is near, and exits with 2', async () => {
    const near = await terminal.run(['explain', 'notional']);
    expect(near.exit).toBe(2);
    expect(near.stderr).toContain('did you mean order-notional, open-notional, daily-notional?');
    expect((await terminal.run(['explain', 'xyzzy'])).stderr).toContain('see `keyward explain`');
  });

  it('has topics without a word that steers a terminal', () => {
    expect(JSON.stringify({ topics, meanings })).not.toMatch(/\\u00[01]/);
  });
});

describe('every command of these', () => {
  it.each([
    ['halt'],
    ['key list'],
    ['key override-withdraw'],
    ['policy check'],
    ['policy explain'],
    ['policy budgets'],
    ['policy release'],
    ['policy schema'],
    ['journal tail'],
    ['journal stats'],
    ['journal verify'],
    ['explain'],
  ])('%s has help with examples', async (command) => {
    const help = await terminal.run([...command.split(' '), '--help']);
    expect(help.exit).toBe(0);
    expect(help.stdout).toContain('Examples:\n  keyward ');
  });

  it.each([['--nope'], ['hlat'], ['policy chek'], ['journal tail --nope'], ['halt run extra']])(
    '%s is called wrongly: exit 2',
    async (line) => {
      expect((await terminal.run(line.split(' '))).exit).toBe(2);
    },
  );
});
