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
