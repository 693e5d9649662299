import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { Judge } from './judge.ts';
import { rules } from './rules/index.ts';

/** Bytes as those of a compressed picture, the same each time. */
const picture = (count: number): string =>
  Buffer.concat(
    Array.from({ length: count / 32 }, (_none, at) => createHash('sha256').update(`picture ${at}`).digest()),
  ).toString('base64');

describe('data in base64', () => {
  it.each(['binance', 'bingx', 'mexc', 'kraken', 'bybit', 'okx'])(
    'is no key where the text around it speaks of %s',
    (exchange) => {
      const cell = { outputs: [{ data: { 'image/png': `iVBORw0KGgo${picture(320_000)}` } }] };
      const notebook = JSON.stringify({ cells: [{ ...cell, source: ['import ccxt\n', `x = ccxt.${exchange}()`] }] });
      const script = `const ${exchange} = 1;\n//# sourceMappingURL=data:application/json;base64,${picture(320_000)}\n`;
      const judge = new Judge(rules);
      expect(judge.judge(Buffer.from(notebook), 'a.ipynb')).toHaveLength(0);
      expect(judge.judge(Buffer.from(script), 'a.js')).toHaveLength(0);
    },
  );
});
