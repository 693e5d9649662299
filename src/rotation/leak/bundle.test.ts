import { createHash, randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Secret } from '../../core/index.ts';
import { lossText } from './account-report.ts';
import { writeBundle } from './bundle.ts';
import { needlesOf } from './needles.ts';
import { begunPlan } from './plan.contract.ts';
import type { LeakPlan } from './plan.ts';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'keyward-bundle-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const secret = randomBytes(32).toString('hex');

function plan(change: Partial<LeakPlan> = {}): LeakPlan {
  return {
    ...begunPlan,
    since: '2026-11-21T10:00:00.000Z',
    sinceBy: 'owner',
    why: '<script>alert(1)</script> | pushed',
    old: { fingerprint: 'ebc6eef06382', begins: 'AbCdEf' },
    death: 'dead',
    notes: [{ step: 'revoke', state: 'done', says: 'gone', at: '2026-11-22T10:00:02.000Z', tookMs: 900 }],
    folder: join(folder, 'out'),
    needles: needlesOf({ id: randomBytes(32).toString('hex'), secret: Secret.take(Buffer.from(secret)) }),
    account: {
      askedAt: '2026-11-22T10:01:00.000Z',
      since: '2026-11-21T10:00:00.000Z',
      acts: [
        {
          what: 'withdrawal',
          at: '2026-11-22T09:00:00.000Z',
          id: 'w1',
          says: 'withdrawal of 1 BTC to the-address',
          loss: '60000',
          to: 'the-address',
        },
      ],
      known: 3,
      declared: 0,
      named: [],
      currency: 'USDT',
      loss: { trades: '0', fees: '0', moves: '60000', total: '60000' },
      pricedBy: 'prices of now',
      unpriced: 0,
      unread: [],
      unseen: [],
    },
    ...change,
  };
}

const read = (name: string): string => readFileSync(join(folder, 'out', name), 'utf8');

describe('the evidence of a leak', () => {
  it('is a folder of its owner alone, with the sum of each file', () => {
    const names = writeBundle(plan(), { 'journal.jsonl': '{}\n' });
    expect(names).toEqual([
      'report.md',
      'report.html',
      'incident.json',
      'support.txt',
      'police.txt',
      'journal.jsonl',
      'SHA256SUMS',
    ]);
    expect(statSync(join(folder, 'out')).mode & 0o077).toBe(0);
    for (const line of read('SHA256SUMS').trim().split('\n')) {
      const [sum, name] = line.split('  ');
      expect(createHash('sha256').update(read(name!)).digest('hex')).toBe(sum);
    }
  });

  it('is not written where a file would hold the secret', () => {
    expect(() => writeBundle(plan({ why: `it was ${secret}` }), {})).toThrow('would hold the secret');
    expect(() => writeBundle(plan(), { 'a.txt': Buffer.from(secret).toString('base64') })).toThrow('a.txt');
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });

  it('has a page without a script, light and dark, in which nothing of others is markup', () => {
    writeBundle(plan(), {});
    const page = read('report.html');
    expect(page).not.toMatch(/<script|javascript:|https?:\/\/(?!example)/i);
    expect(page).toContain('prefers-color-scheme: dark');
    expect(page).toContain("default-src 'none'");
    expect(page).toContain('&lt;script&gt;');
    expect(read('report.md')).toContain('\\<script\\>');
  });

  it('says loudly in the report that a key is not proven dead', () => {
    writeBundle(plan({ death: 'alive' }), {});
    expect(read('report.md')).toContain('**The old key is not proven dead: NO: it still works');
    expect(read('support.txt')).toContain('Deleted: NO: it still works');
  });

  it('asks the support to freeze what left, with its id, and tells the police where it went', () => {
    writeBundle(plan(), {});
    expect(read('support.txt')).toContain('withdrawal of 1 BTC to the-address (id w1)');
    expect(read('support.txt')).toContain('begins with AbCdEf');
    expect(read('police.txt')).toContain('- the-address');
    expect(read('police.txt')).toContain('about 60000 USDT');
  });

  it('has nothing in any file that others have sent as more than text: no markup, no line, no steering, no end', () => {
    const evil = `<img src=x onerror=alert(1)> [click](javascript:x) \`code\` **bold** | cell\n# a head\r\n- Deleted: yes\u001b[2J\u001b]0;x\u0007\u009b31m \u202egnp.exe\u2066 ${'y'.repeat(50_000)}`;
    const base = plan();
    const act = { what: 'withdrawal', at: evil, id: evil, says: evil, to: evil } as const;
    const note = { ...base.notes[0]!, says: evil };
    const all = plan({
      why: evil,
      exchangeName: evil,
      notes: [note],
      closing: { stops: [evil], stopsUnread: [evil], open: [evil], held: [evil], openUnread: [evil], residue: [evil] },
      account: {
        ...base.account!,
        acts: [act, { ...act, what: 'fill' }],
        named: [evil],
        unread: [evil],
        unseen: [evil],
      },
    });
    for (const name of writeBundle(all, { 'journal.jsonl': `${JSON.stringify({ says: evil })}\n` })) {
      const text = read(name);
      expect([name, text.match(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/)]).toEqual([
        name,
        null,
      ]);
      expect([name, text.split('\n').filter((line) => /^(?:# a head|- Deleted: yes)/.test(line))]).toEqual([name, []]);
      if (!name.includes('json'))
        expect([name, Math.max(...text.split('\n').map((line) => line.length)) < 20_000]).toEqual([name, true]);
    }
    const page = read('report.html');
    expect(page).not.toContain('<img');
    expect(page).toContain('&lt;img');
    const markdown = read('report.md');
    expect(markdown).not.toMatch(/(?<!\\)<img|(?<!\\)\[click|(?<!\\)`code|(?<!\\)\*\*bold/);
    // The evidence says what was sent, to whoever reads it as what it is.
    expect(JSON.parse(read('journal.jsonl')).says).toBe(evil);
    expect(JSON.parse(read('incident.json')).why).toBe(evil);
  });

  it('does not say that nothing was lost where nobody knows the price', () => {
    const account = plan().account!;
    const none = { trades: '0', fees: '0', moves: '0', total: '0' };
    expect(lossText({ ...account, loss: none, unpriced: 2 })).toBe('not known: 2 things have no known price');
    expect(lossText({ ...account, unpriced: 1 })).toBe('about 60000 USDT, and 1 thing has no known price');
    expect(lossText({ ...account, loss: none })).toBe('about 0 USDT');
    expect(lossText({ ...account, loss: none, unread: ['fills: no answer'] })).toBe(
      'about 0 USDT, without what 1 list could not tell',
    );
    writeBundle(plan({ account: { ...account, loss: none, unpriced: 2 } }), {});
    expect(read('police.txt')).toContain('Loss: not known: 2 things have no known price');
    expect(read('report.md')).toContain('| not known: 2 things have no known price |');
  });

  it('says of what is open that no stop guards it, also where somebody took it away before', () => {
    const closing = { stops: [], stopsUnread: [], open: ['2 BTC'], held: [], openUnread: [], residue: [] };
    writeBundle(plan({ closing }), {});
    expect(read('report.md')).toContain(
      'Open still, without a stop: none stood there before the orders were cancelled',
    );
    writeBundle(plan({ closing: { ...closing, stops: ['sell 2 BTC'] } }), {});
    expect(read('report.md')).toContain('Open still, without a stop now');
  });
});
