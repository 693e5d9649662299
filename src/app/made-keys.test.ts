import { describe, expect, it } from 'vitest';
import type { Entry, Journal } from '../journal/index.ts';
import { MadeKeys } from './made-keys.ts';

const step = (plan: string) =>
  ({ kind: 'rotation', plan, key: 'main', step: 'make', state: 'begun', says: '' }) as unknown as Entry;

describe('the keys that Keyward makes', () => {
  it('are known by the labels of all plans, those that come too', async () => {
    const listeners: ((entry: Entry) => void)[] = [];
    const made = new MadeKeys();
    await made.start({
      listen: (listener: (entry: Entry) => void) => void listeners.push(listener),
      async *replay() {
        yield step('01K0ABCDEFGHJKMNPQRSTVWXYZ');
      },
    } as unknown as Journal);
    expect([made.has('kw-qrstvwxyz'), made.has('kw-bbbbbbbbbb')]).toEqual([false, false]);
    expect(made.has('kw-pqrstvwxyz')).toBe(true);
    for (const listener of listeners) listener(step('01K0AAAAAAAAAAAABBBBBBBBBB'));
    expect(made.has('kw-bbbbbbbbbb')).toBe(true);
  });
});
