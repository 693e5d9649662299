import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { practiceSettings, Terminal } from './terminal.ts';

let terminal: Terminal;
beforeEach(() => {
  terminal = new Terminal(practiceSettings);
});
afterEach(() => terminal.close());

describe('up', () => {
  it('is alone on its state folder; a second one is refused and changes nothing', async () => {
    const up = await terminal.up();
    expect(statSync(join(terminal.home, 'admin.sock')).mode & 0o777).toBe(0o600);
    const second = await terminal.run(['up']);
    expect(second.exit).toBe(3);
    expect(second.stderr).toContain('home-locked');
    expect(await terminal.json(['halt'])).toMatchObject({ running: 'yes' });
    expect(await up.end()).toBe(0);
  });

  it('lets go of the folder when it is killed, at once', async () => {
    const up = await terminal.up();
    await up.end('SIGKILL');
    const again = await terminal.up();
    expect(await terminal.json(['journal', 'verify'])).toMatchObject({ exit: 0 });
    await again.end();
  });

  it('hands the code of an error on to a command', async () => {
    const up = await terminal.up();
    const refused = await terminal.json<{ error: { code: string } }>(['bot', 'revoke', 'grid']);
    expect(refused).toMatchObject({ exit: 2, error: { code: 'bot-missing' } });
    await up.end();
  });
});
