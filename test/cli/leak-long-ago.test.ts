import { afterEach, describe, expect, it } from 'vitest';
import { LeakScene } from './leak-scene.ts';

let scene: LeakScene;
afterEach(() => scene.close());

describe('a leak whose key was out for longer than an exchange tells in one go', () => {
  it.each([
    ['binance', '150d'],
    ['binance', '400d'],
    ['bybit', '400d'],
    ['binance', '1971-01-01'],
  ])(
    'at %s since %s has what was done last, and says what is older and was not read',
    async (exchange, since) => {
      scene = await LeakScene.open(exchange, 'guided');
      const theft = await scene.practice.thief(scene.old);
      expect(theft.worked).toContain('buy');
      const { file } = scene.newKey();
      scene.revoke();
      const given = ['--revoked', '--unproven', '--uncompared', '--file', file];
      await scene.terminal.run(['leak', 'main', ...given, '--since', since, '--yes']);
      const { account, notes } = scene.plan();
      const whats = new Set(account?.acts.map(({ what }) => what));
      expect(whats).toContain('fill');
      if (theft.worked.includes('withdraw')) expect(whats).toContain('withdrawal');
      expect(Number(account?.loss?.total)).toBeGreaterThan(0);
      if (since === '150d') expect(account?.unread.join()).not.toContain('withdrawals');
      if (since === '1971-01-01') {
        expect(account?.unread.join()).toMatch(/spot fills in BTC\/USDT: before 20/);
        expect(notes.find(({ step }) => step === 'account')?.says).toMatch(/, without what \d+ lists could not tell$/);
      }
    },
    60_000,
  );
});
