import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { practiceSettings, Terminal } from './terminal.ts';

const settings = practiceSettings.replace(
  'keys:\n',
  `keys:
  desk:
    exchange: kucoin
    from: { gcp: { name: projects/desk-1/secrets/kucoin } }
  other:
    exchange: bybit
    from: { gcp: { name: projects/desk-1/secrets/bybit } }
`,
);

let terminal: Terminal;
beforeEach(() => {
  terminal = new Terminal(settings);
});
afterEach(() => terminal.close());

function notice(secretId: string, eventType = 'SECRET_ROTATE'): string {
  return JSON.stringify([{ ackId: 'a', message: { attributes: { eventType, secretId }, messageId: '1' } }]);
}

const EVENT = ['key', 'event', 'rotation-notice', '--notice'];

describe('key event rotation-notice', () => {
  it('makes the keys due that live in the secret, and writes it down', async () => {
    const input = notice('projects/123456789012/secrets/kucoin');
    const done = await terminal.run([...EVENT, '-'], { input });
    expect(done).toMatchObject({
      exit: 0,
      stdout: 'Due to be replaced: desk.\nNext: keyward key rotate desk\n',
    });
    const file = terminal.write('notice.json', input);
    expect(await terminal.json([...EVENT, file])).toMatchObject({ exit: 0, event: 'rotation-notice', keys: ['desk'] });
    const journal = await terminal.run(['journal', 'tail']);
    expect(journal.stdout.match(/rotation-notice/g)).toHaveLength(2);
  });

  it('makes none due by a notice about another event or another secret', async () => {
    for (const input of [
      notice('projects/desk-1/secrets/kucoin', 'SECRET_VERSION_ADD'),
      notice('projects/desk-1/secrets/x'),
    ]) {
      const done = await terminal.run([...EVENT, '-'], { input });
      expect(done).toMatchObject({ exit: 0, stdout: 'The notice is about no key of the settings.\n' });
    }
  });

  it.each([
    ['without a notice', ['key', 'event', 'rotation-notice'], ''],
    ['with what is no notice', [...EVENT, '-'], 'rotate'],
    ['with a file that is not there', [...EVENT, 'none.json'], ''],
    ['with a notice for another event', ['key', 'event', 'leaked', '--notice', '-'], notice('projects/p1/secrets/a')],
  ])('is refused %s', async (_title, args, input) => {
    expect((await terminal.run(args, { input })).exit).toBe(2);
  });
});
