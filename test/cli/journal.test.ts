import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { practiceSettings, Terminal } from './terminal.ts';

let terminal: Terminal;
beforeEach(() => {
  terminal = new Terminal(practiceSettings);
});
afterEach(() => terminal.close());

const HOST = 'https://api.binance.com';

describe('the journal commands', () => {
  it.each([
    [['journal', 'tail']],
    [['journal', 'stats']],
    [['journal', 'verify']],
    [['explain', '01K9ZW3M5RD0Q2V7C4T8XJ6HNB']],
  ])('say of %j that there is no journal, with exit 3, and make none', async (args) => {
    const ended = await terminal.run(args);
    expect(ended.exit).toBe(3);
    expect(ended.stderr).toContain('journal-missing');
    expect(() => readdirSync(terminal.home)).toThrow();
  });

  it('work beside a running up, without its lock', async () => {
    const up = await terminal.up();
    const tail = await terminal.run(['journal', 'tail']);
    expect(tail.stdout).toMatch(/^\d{4}-\d\d-\d\d\n\d\d:\d\d:\d\d {2}start {6}keyward /);
    const verified = await terminal.json<{ entries: number; head: string }>(['journal', 'verify']);
    expect(verified).toMatchObject({ exit: 0, segments: 1, head: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(verified.entries).toBeGreaterThan(0);
    expect(await terminal.json(['journal', 'stats'])).toMatchObject({ exit: 0, kinds: { start: 1 } });
    await up.end();
    expect(
      (await terminal.json<{ entries: { kind: string }[] }>(['journal', 'tail', '-n', '1'])).entries,
    ).toMatchObject([{ kind: 'stop' }]);
  });

  it('follow what is written until they are told to end', async () => {
    await terminal.run(['halt', 'reduce', '--reason', 'first']);
    const following = terminal.run(['journal', 'tail', '--follow'], { stopAfterLine: /second/ });
    await new Promise((resolve) => setTimeout(resolve, 500));
    await terminal.run(['halt', 'halt', '--reason', 'second']);
    const ended = await following;
    expect(ended.exit).toBe(0);
    expect(ended.stdout).toMatch(/run -> reduce by cli \S+: first\n.*reduce -> halt by cli \S+: second\n/);
  });

  it('find the first line that was changed, and exit with 1', async () => {
    await terminal.run(['halt', 'reduce']);
    await terminal.run(['halt', 'halt', '--reason', 'changed']);
    const folder = join(terminal.home, 'journal');
    const segment = readdirSync(folder).find((name) => name.endsWith('.jsonl'))!;
    writeFileSync(join(folder, segment), readFileSync(join(folder, segment), 'utf8').replace('changed', 'chanced'));
    const verified = await terminal.json(['journal', 'verify']);
    expect(verified).toMatchObject({
      exit: 1,
      entries: 1,
      firstBreak: { segment, line: 3, reason: 'the line does not fit its own sum' },
    });
    expect((await terminal.run(['journal', 'verify'])).stdout).toContain('The journal is broken at line 3');
    expect((await terminal.run(['journal', 'tail'])).exit).toBe(1);
  });

  it('refuse a count that is none', async () => {
    expect((await terminal.run(['journal', 'tail', '-n', 'x'])).exit).toBe(2);
  });
});

describe('explain, for a decision', () => {
  it('tells who asked what, each reason with limit and actual and rule, by the id that the bot was given', async () => {
    const up = await terminal.up();
    const bot = await terminal.json<{ apiKey: string; secret: string }>(['bot', 'add', 'grid']);
    const query = `symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=100&timestamp=${Date.now()}`;
    const signature = createHmac('sha256', bot.secret).update(query).digest('hex');
    const reply = await fetch(`${up.ready.proxyUrl}${HOST}/api/v3/order?${query}&signature=${signature}`, {
      method: 'POST',
      headers: { 'x-mbx-apikey': bot.apiKey },
    });
    const { msg } = (await reply.json()) as { msg: string };
    const id = /keyward explain ([0-9A-Z]{26})/.exec(msg)![1]!;

    const explained = await terminal.run(['explain', id.toLowerCase()]);
    expect(explained).toMatchObject({ exit: 0, stderr: '' });
    expect(explained.stdout).toContain(`denied  ${id}\n`);
    expect(explained.stdout).toMatch(/ {2}bot {4}grid\n/);
    expect(explained.stdout).toMatch(/asked {2}POST api\.binance\.com\/api\/v3\/order\n +buy 1 BTC\/USDT limit 100\n/);
    expect(explained.stdout).toMatch(/rule {3}bots\.grid\.limits\.price_band\n/);
    const json = await terminal.json(['explain', id]);
    expect(json).toMatchObject({ exit: 0, kind: 'decision', decision: { id, bot: 'grid', effect: 'deny' } });
    const tail = await terminal.run(['journal', 'tail']);
    expect(tail.stdout).toContain('deny       grid  buy 1 BTC/USDT limit 100  (practice)\n');
    expect(tail.stdout).toContain(`\n${' '.repeat(21)}${id}\n`);
    await up.end();
    const missing = await terminal.run(['explain', '01K9ZW3M5RD0Q2V7C4T8XJ6HNB']);
    expect(missing.exit).toBe(1);
    expect(missing.stderr).toContain('decision-missing');
  });
});
