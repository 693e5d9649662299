import { beforeAll, describe, expect, it } from 'vitest';
import {
  ENVIRONMENT_TIMEOUT_MS,
  needPython,
  type PythonEnvironment,
  pythonEnvironment,
} from '../python/environment.ts';
import { pythonSession } from '../python/session.ts';

describe('ccxt for Python', () => {
  let environment: PythonEnvironment;

  beforeAll(async () => {
    environment = await pythonEnvironment();
  }, ENVIRONMENT_TIMEOUT_MS);

  // docs/compatibility.md says so; when this fails, proxyUrl serves there again.
  it.for([false, true])(
    'refuses its own proxyUrl, asynchronous: %s',
    { timeout: 60_000 },
    async (asynchronous, context) => {
      const python = needPython(context, environment);
      const scene = { symbol: 'BTC/USDT' };
      const client = { proxyUrl: 'http://127.0.0.1:9/' };
      const session = pythonSession(python, 'ccxt_client.py', { exchange: 'binance', asynchronous, scene, client });
      expect(await session.step('ticker')).toMatchObject({ ok: false, error: 'InvalidProxySettings' });
      await session.close();
    },
  );
});
