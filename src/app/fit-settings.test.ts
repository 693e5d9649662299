import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { KeywardError } from '../core/index.ts';
import { readFitting } from './fit-settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyward-fit-'));
afterAll(() => rmSync(folder, { recursive: true }));

function read(exchange: string, environment: string, host: string): string {
  const path = join(folder, 'keyward.yaml');
  writeFileSync(
    path,
    `version: 1\nkeys:\n  main:\n    exchange: ${exchange}\n    environment: ${environment}\n    host: ${host}\n`,
  );
  try {
    return readFitting(path).keys['main']!.host!;
  } catch (error) {
    if (!(error instanceof KeywardError)) throw error;
    return `${error.code} ${error.message.replace(folder, '')}`;
  }
}

describe('the host of a key', () => {
  it.each([
    ['okx', 'live', 'my.okx.com'],
    ['okx', 'demo', 'eea.okx.com'],
    ['okx', 'practice', 'my.okx.com'],
    ['bybit', 'testnet', 'api-testnet.manepa.jp'],
  ])('of %s %s may be %s', (exchange, environment, host) => {
    expect(read(exchange, environment, host)).toBe(host);
  });

  it.each([
    [
      'okx',
      'live',
      'okx.example.com',
      'config-invalid /keyward.yaml:6:11: keys.main.host: okx has no host okx.example.com',
    ],
    [
      'bybit',
      'live',
      'api-testnet.bybit.com',
      'keys.main.host: bybit has no host api-testnet.bybit.com for a live key; it has api.bybit.com,',
    ],
    [
      'kraken',
      'testnet',
      'api.kraken.com',
      'keys.main.host: kraken has no host api.kraken.com for a testnet key; it has none',
    ],
    ['okx', 'live', 'https://my.okx.com', '/keyward.yaml:6:11: keys.main.host: not the name of a host'],
    ['binanse', 'live', 'api.binance.com', '/keyward.yaml:4:15: keys.main.exchange: there is no exchange binanse'],
  ])('of %s %s that is %s is refused with its place', (exchange, environment, host, message) => {
    expect(read(exchange, environment, host)).toContain(message);
  });
});

describe('what a key is used for', () => {
  const bot = 'bots:\n  grid: { key: main, may: [read] }\n';
  const master = '  master: { exchange: bybit, purpose: rotation }\n';
  const refusal = (text: string): string => {
    const path = join(folder, 'keyward.yaml');
    writeFileSync(path, `version: 1\nkeys:\n${text}`);
    try {
      readFitting(path);
      return '';
    } catch (error) {
      if (!(error instanceof KeywardError)) throw error;
      return [error.message, ...error.lines].join('\n').replaceAll(`${folder}/`, '');
    }
  };

  it.each([
    [
      'a bot on an exchange that is only audited',
      `  main: { exchange: kucoin }\n${bot}`,
      'keyward.yaml:5:16: bots.grid.key',
    ],
    [
      'a bot with a key that a vendor holds',
      `  main: { exchange: bybit, vendor: 3commas }\n${bot}`,
      'was given to 3commas',
    ],
    ['a bot with a master key', `  main: { exchange: bybit, purpose: rotation }\n${bot}`, 'is for rotation'],
    [
      'a master key that is not there',
      '  main: { exchange: bybit, rotate: { by: master } }\n',
      'there is no key master',
    ],
    [
      'a master key of another purpose',
      '  main: { exchange: bybit, rotate: { by: other } }\n  other: { exchange: bybit }\n',
      'has not the purpose rotation',
    ],
    ['a master key of another exchange', `  main: { exchange: okx, rotate: { by: master } }\n${master}`, 'is of bybit'],
    [
      'a master key of another environment',
      `  main: { exchange: bybit, environment: testnet, rotate: { by: master } }\n${master}`,
      'is of the environment live',
    ],
    [
      'a sub-account that is no such thing there',
      `  main: { exchange: bybit, rotate: { by: master, subAccount: bots } }\n${master}`,
      'bots is not the number (UID) of a sub-account',
    ],
    [
      'a master key where there are no calls for it',
      '  main: { exchange: binance, rotate: { by: other } }\n  other: { exchange: binance, purpose: rotation }\n',
      'has no calls that make keys of sub-accounts',
    ],
    [
      'replacing by itself without a sub-account',
      `  main: { exchange: bybit, rotate: { by: master, automatic: true } }\n${master}`,
      'needs `by`, a master key, and `subAccount`',
    ],
  ])('is refused for %s', (_what, text, says) => {
    expect(refusal(text)).toContain(says);
  });

  it('is taken where all of it fits', () => {
    expect(refusal(`  main: { exchange: bybit, rotate: { by: master, subAccount: "1001" } }\n${master}${bot}`)).toBe(
      '',
    );
  });
});
