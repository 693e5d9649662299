import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { practiceSettings, Terminal } from './terminal.ts';

let terminal: Terminal;
beforeEach(() => {
  terminal = new Terminal(`${practiceSettings}audit: { everyHours: 0.002 }\nrotation: { tradeDays: 5 }\n`);
});
afterEach(() => terminal.close());

describe('the start of keyward up', () => {
  it('prints what is due soon, and what is overdue', async () => {
    const first = await terminal.start(['up'], { asText: true });
    await first.waitFor(/SOON main: replace it: every 5 days, on \d{4}-\d\d-\d\d \(in 5 days\)/);
    expect(first.output().stdout).not.toContain('KEY-06');
    // An ordinary first run ends without a finding that nobody can mend.
    expect(first.output().stdout).toContain('Nothing to mend.');
    expect(first.output().stdout).not.toContain('lesser');
    await first.end();
    expect((await terminal.run(['key', 'event', 'leaked', '--key', 'main'])).exit).toBe(0);
    const second = await terminal.start(['up'], { asText: true });
    await second.waitFor(/HIGH KEY-06 main: .*leaked/);
    await second.end();
  }, 30_000);

  it('is loud about what comes later, also when another terminal has seen it first', async () => {
    const up = await terminal.up();
    await up.waitFor(/"audit"/);
    expect((await terminal.run(['key', 'event', 'leaked', '--key', 'main'])).exit).toBe(0);
    expect((await terminal.run(['key', 'audit'])).exit).toBe(1);
    await expect.poll(() => up.output().stderr, { timeout: 15_000 }).toMatch(/an alarm.*KEY-06 main: replace it/);
    await up.end();
  }, 30_000);

  it('audits again by itself', async () => {
    const up = await terminal.up();
    await up.waitFor(/"audit"/);
    expect((await terminal.run(['key', 'event', 'leaked', '--key', 'main'])).exit).toBe(0);
    await expect.poll(() => up.output().stderr, { timeout: 20_000 }).toMatch(/an alarm.*KEY-06 main/);
    await up.end();
  }, 40_000);
});
