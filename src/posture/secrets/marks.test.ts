import { describe, expect, it } from 'vitest';
import { severityIn, toldSetting } from './facts.ts';
import { secretOf } from './made.contract.ts';
import { marksOf } from './marks.ts';

describe('what a file says of how its bot trades', () => {
  it.each([
    ['.env', 'TESTNET=true\nA=b'],
    ['.env', 'export USE_TESTNET="1" # for now'],
    ['config.json', '{"a": {"sandbox": true}, // live later\n}'],
    ['config.json.bak', '{"sandboxMode": true}'],
    ['config.yaml', 'binance:\n  testnet: yes\n'],
    ['bot.py', "exchange = ccxt.binance({'sandbox': True}) # testnet: false"],
    ['bot.js', "const options = { testnet: true, url: 'https://host/' };"],
    ['grid.toml', '[binance]\ntestnet = true\n'],
    ['grid.service', '[Service]\nEnvironment="TESTNET=true"\n'],
  ])('is for tries by what is set: %s %s', (path, text) => {
    expect(marksOf(path, text)).toEqual({ isForTries: true });
  });

  it.each([
    ['.env', '# TESTNET=true for tests\nA=b'],
    ['.env', 'TESTNET=true\nTESTNET=false'],
    ['.env', 'NOTE=set TESTNET=true to try'],
    ['config.json', '{// "sandbox": true\n"a": 1}'],
    ['config.json', '{/* "sandbox": true */ "a": "\\"sandbox\\": true"}'],
    ['config.json', '{"x": {"sandbox": true}, "sandbox": false}'],
    ['config.json', '{"sandbox": true'],
    ['config.yaml', '# testnet: true\nname: a'],
    ['config.yaml', 'note: "testnet: true"'],
    ['bot.py', '"""\nsandbox = True\n"""\nprint("sandbox: true") # sandbox = true'],
    ['bot.js', 'go(); // sandbox: true\n/* testnet: true */ say(`testnet = true`)'],
    ['grid.ini', '; testnet = true\n# testnet = true'],
    ['README.md', 'set testnet: true'],
  ])('is not for tries by what is a comment, a text, or contradicted: %s %s', (path, text) => {
    expect(marksOf(path, text)).toEqual({ isForTries: false });
  });

  it.each([
    ['config.json', '{"dry_run": true}', true],
    ['config.json', '{// "dry_run": true\n"dry_run": false}', false],
    ['config.json', '{"x": {"dry_run": true}, "dry_run": false}', false],
    ['config.json', '{// "dry_run": true\n"a": 1}', undefined],
    ['.env', 'FREQTRADE__DRY_RUN=true', true],
    ['.env', '#FREQTRADE__DRY_RUN=true\nFREQTRADE__DRY_RUN=false', false],
  ] as const)('tells a dry run by what is set: %s %s', (path, text, dryRun) => {
    expect(marksOf(path, text).dryRun).toBe(dryRun);
  });
});

it('makes no key lighter that is a live one of the settings', () => {
  const own = [secretOf({ isForTries: true, own: { key: 'main', isReal: true } })];
  for (const setting of ['tries', 'dry-run'] as const) {
    expect(severityIn('critical', setting, own)).toBe('critical');
    expect(toldSetting(setting, own)).toBe('');
  }
  expect(severityIn('critical', 'tries', [secretOf()])).toBe('low');
});
