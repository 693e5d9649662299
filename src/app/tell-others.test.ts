import { describe, expect, it } from 'vitest';
import type { Entry } from '../journal/index.ts';
import { tellOthers } from './tell-others.ts';

const told = (entry: object): string[] => {
  const lines: string[] = [];
  const put = (message: string, fields: { reason?: string } = {}) => void lines.push(`${message}: ${fields.reason}`);
  tellOthers(entry as Entry, { info: put, warn: put, error: put });
  return lines;
};

describe('whoever looks at the log', () => {
  it('is told of a change of the halt level, with who and why', () => {
    expect(told({ kind: 'halt', from: 'run', to: 'halt', by: 'cli ann', reason: 'too fast' })).toEqual([
      'the halt level: run -> halt, by cli ann: too fast',
    ]);
  });

  it('is not told twice why Keyward has halted by itself, for the alarm says it', () => {
    expect(told({ kind: 'halt', from: 'run', to: 'halt', by: 'keyward', reason: 'somebody else' })).toEqual([
      'the halt level: run -> halt, by keyward',
    ]);
  });

  it('is told of the end of a kill, and of nothing that others tell', () => {
    const kill = { kind: 'kill', key: 'main', state: 'flat', by: 'cli ann', why: '', cancelled: 1, closed: [] };
    expect(told({ ...kill, sold: ['1 BTC', '2 ETH'] })).toEqual([
      'the kill switch: flat, 1 order cancelled, 2 holdings sold, by cli ann',
    ]);
    expect(told({ kind: 'start' })).toEqual([]);
  });
});
