import { describe, expect, it } from 'vitest';
import type { Sent } from './channel.ts';
import type { Message } from './message.ts';
import { openBox } from './scene.contract.ts';

const MINUTE = 60_000;
const alarm = (name: string, severity: 'warning' | 'critical' = 'critical') => ({
  about: name,
  severity,
  what: `what ${name}`,
  evidence: `evidence ${name}`,
  next: 'keyward kill',
});
const refused: Sent = { kind: 'failed', isRefused: true, says: 'HTTP 400' };
const down: Sent = { kind: 'failed', isRefused: false, says: 'ECONNREFUSED' };
/** A service that does not take whatever has this word in it. */
const takesNo = (word: string) => (message: Message) => (JSON.stringify(message).includes(word) ? refused : undefined);

describe('a message that its service refuses', () => {
  it.each([
    ['a human', false],
    ['a machine', true],
  ])('holds up no other to %s, and goes without its own words in the end', async (_who, isForMachines) => {
    const box = openBox([{ name: 'phone', isForMachines }]);
    box.answers.set('phone', takesNo('what poison'));
    box.dispatch.raise(alarm('poison'));
    await box.step();
    box.dispatch.raise(alarm('next'));
    box.dispatch.raise(alarm('mild', 'warning'));
    await box.pass(4 * MINUTE, 1_000);
    const others = box.arrived.slice(0, isForMachines ? 2 : 1).map(({ message }) => JSON.stringify(message));
    for (const name of ['next', 'mild']) expect(others.join()).toContain(`what ${name}`);
    const plain = box.arrived.slice(others.length).map(({ message }) => message);
    expect(plain).toMatchObject([
      {
        about: 'poison',
        severity: 'critical',
        what: 'an alarm that this service does not take as it is written',
        next: 'keyward alert list',
      },
    ]);
    expect(plain[0]!.evidence).toBeUndefined();
  });

  it('in a burst keeps back none of the others', async () => {
    const box = openBox([{ name: 'phone' }]);
    box.answers.set('phone', takesNo('what poison'));
    for (const name of ['a', 'b', 'poison', 'c', 'd']) box.dispatch.raise(alarm(name));
    await box.pass(4 * MINUTE, 1_000);
    const told = box.arrived.map(({ message }) => `${message.what} ${message.evidence ?? ''}`).join('\n');
    for (const name of ['a', 'b', 'c', 'd']) expect(told).toContain(`what ${name}`);
    expect(told).toContain('does not take as it is written');
    for (const name of ['e', 'f', 'g']) box.dispatch.raise(alarm(name));
    await box.pass(2_000, 1_000);
    expect(box.told().slice(-2)).toEqual(['phone raised what e', 'phone digest 2 messages at once']);
  });

  it('is not overtaken by its own end', async () => {
    const box = openBox([{ name: 'pager', isForMachines: true }]);
    box.answers.set('pager', refused);
    box.dispatch.raise(alarm('one'));
    await box.step();
    box.dispatch.end('one');
    await box.step();
    box.answers.clear();
    await box.pass(MINUTE, 1_000);
    expect(box.told()).toEqual(['pager raised what one', 'pager ended what one']);
  });
});

describe('a channel that does not get through', () => {
  it('is tried at once with what is new, however long it has failed', async () => {
    const box = openBox([{ name: 'phone' }]);
    box.answers.set('phone', down);
    box.dispatch.raise(alarm('old'));
    await box.pass(60 * MINUTE, 5_000);
    box.answers.clear();
    box.dispatch.raise(alarm('new'));
    await box.step();
    expect(box.told()).toEqual(['phone raised what new']);
  });

  it('because its service answers that it is to wait is an alarm after ten minutes, and stands in the journal once', async () => {
    const box = openBox([{ name: 'phone' }, { name: 'mail' }]);
    box.answers.set('phone', { kind: 'later', afterMs: 1_000, says: 'HTTP 429' });
    box.dispatch.raise(alarm('one'));
    await box.pass(9 * MINUTE, 1_000);
    expect(box.health).toEqual([]);
    await box.pass(2 * MINUTE, 1_000);
    expect(box.health).toEqual([['phone', 'it lets nothing through: HTTP 429']]);
    expect(box.deliveries.filter(({ result }) => result === 'later')).toHaveLength(1);
    box.answers.clear();
    await box.pass(5_000, 1_000);
    expect(box.health.at(-1)).toEqual(['phone', undefined]);
  });

  it('for an hour, as its service says, is an alarm at once', async () => {
    const box = openBox([{ name: 'phone' }, { name: 'mail' }]);
    box.answers.set('phone', { kind: 'later', afterMs: 60 * MINUTE, says: 'HTTP 429' });
    box.dispatch.raise(alarm('one'));
    await box.step();
    expect(box.health).toEqual([['phone', 'it lets nothing through: HTTP 429']]);
  });
});
