import { existsSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Terminal } from './terminal.ts';

let place: Terminal;
beforeEach(() => {
  place = new Terminal();
});
afterEach(() => place.close());

describe('keyward demo', () => {
  it('tells the whole story and ends by itself with 0', async () => {
    const { exit: code, stdout, stderr } = await place.run(['demo']);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout.match(/^\d+\. .+$/gm)).toHaveLength(8);
    expect(stdout).toContain('All of it went as Keyward promises');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('shows the withdrawal refused in the words of the exchange', async () => {
    const { stdout } = await place.run(['demo', '--fast']);
    expect(stdout.replace(/\n\s+/g, ' ')).toMatch(
      /401 \{"code":-1002,"msg":"keyward: class-refused: withdraw is not for bots; keyward explain [0-9A-Z]{26} /,
    );
  });

  it('gives the facts as JSON: each step, with its real answer', async () => {
    const { exit: code, stdout } = await place.run(['--json', 'demo', '--fast']);
    expect(code).toBe(0);
    const facts = JSON.parse(stdout) as {
      asPromised: boolean;
      scenes: { steps: { who: string; does: string; result: string; says: string[] }[] }[];
    };
    expect(facts.asPromised).toBe(true);
    const steps = facts.scenes.flatMap(({ steps: all }) => all);
    const resultOf = (start: string) => steps.find(({ does }) => does.startsWith(start))?.result;
    expect([
      resultOf('reads its balance'),
      resultOf('withdraws 1000 USDT'),
      resultOf('buys 1 BTC'),
      resultOf('buys 1000 PUMP'),
      resultOf('sends orders as fast'),
      resultOf('uses the bot key on the exchange itself'),
      resultOf('tries the bot key once more'),
      resultOf('places another order'),
      resultOf('cancels the one that is open'),
      resultOf('buys a coin that nobody wants, from himself'),
    ]).toEqual(['done', 'refused', 'refused', 'refused', 'refused', 'refused', 'refused', 'refused', 'done', 'done']);
  });

  it('touches no state of the user', async () => {
    await place.run(['demo', '--fast']);
    expect(existsSync(place.home)).toBe(false);
  });
});
