import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { severityIn, toldTries } from './facts.ts';
import { secretOf } from './made.contract.ts';
import { linesForTries } from './tries.ts';

const value = 'a value as long as a key';
const at = (path: string, text: string): readonly number[] => [...linesForTries(path, text)].sort();

describe('lines of accounts for tries', () => {
  it.each([
    ['config.json', `{"a": {\n"sandbox": true, // live later\n"b": "${value}"\n}}`, [3]],
    ['config.json.bak', `{"sandboxMode": "yes",\n"b": "${value}"}`, [2]],
    ['config.json', `{"b": "${value}",\n"ccxt_config": {"options": {"testnet": 1}}}`, [1]],
    ['config.yaml', `binance:\n  testnet: yes\n  b: ${value}\nkraken:\n  b: ${value}\n`, [3]],
    ['config.yaml', `base: &base { testnet: true }\nbinance:\n  <<: *base\n  b: ${value}\n`, [4]],
  ])('are those beside a flag in the same object: %s %s', (path, text, lines) => {
    expect(at(path, text)).toEqual(lines);
  });

  it.each([
    ['.env', `TESTNET=true\nA=${value}`],
    ['bot.py', `sandbox = True\nkey = "${value}"`],
    ['bot.js', `const options = { testnet: true, key: '${value}' };`],
    ['grid.toml', `[binance]\ntestnet = true\nkey = "${value}"`],
    ['config.json', `{// "sandbox": true\n"a": "${value}"}`],
    ['config.json', `{"a": "\\"sandbox\\": true and more"}`],
    ['config.json', `{"sandbox": true, "x": {\n"a": "${value}"}}`],
    ['config.json', `{"x": {"sandbox": true},\n"a": "${value}"}`],
    ['config.json', `{"sandbox": true, "testnet": false,\n"a": "${value}"}`],
    ['config.json', `{"sandbox": true,\n"a": "${value}"`],
    ['config.json', `{"x": {"sandbox": true, "a": "${value}"}, "y": {"a": "${value}"}}`],
    ['config.yaml', `# testnet: true\na: ${value}`],
    ['config.yaml', `testnet: true\nx:\n  - ${value}`],
    ['README.md', `testnet: true\na: ${value}`],
  ])('are none beside what is a comment, another object, a flat file or code, or denied: %s %s', (path, text) => {
    expect(at(path, text)).toEqual([]);
  });

  it('are found without a fault whatever stands there', () => {
    const word = fc.constantFrom(
      '{',
      '}',
      '[',
      ']',
      ':',
      ',',
      '"testnet"',
      'true',
      '\n',
      '- ',
      '  ',
      '&a',
      '*a',
      '<<',
      'x',
    );
    fc.assert(
      fc.property(fc.string({ unit: word, maxLength: 60 }), fc.constantFrom('a.json', 'a.yaml'), (text, path) => {
        linesForTries(path, text);
      }),
      { numRuns: 500 },
    );
  });
});

it('makes no key lighter that is a live one of the settings', () => {
  const own = [secretOf({ isForTries: true, own: { key: 'main', isReal: true } })];
  expect(severityIn('critical', own)).toBe('critical');
  expect(toldTries(own)).toBe('');
  expect(severityIn('critical', [secretOf({ isForTries: true })])).toBe('low');
  expect(severityIn('critical', [secretOf({ isForTries: true }), secretOf()])).toBe('critical');
});
