import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { Terminal } from './terminal.ts';

let terminal: Terminal;
afterEach(() => terminal.close());

describe('kill where there can be no state folder', () => {
  it('tells of each account, and that nothing is on disk', async () => {
    terminal = new Terminal(`version: 1
keys: { main: { exchange: binance, environment: practice } }
practice: { serve: false, port: 1 }
`);
    const path = terminal.write('file', 'no folder');
    const { exit, stdout } = await terminal.run(['--json', 'kill', '--yes'], {
      env: { KEYWARD_HOME: join(path, 'home') },
    });
    expect(exit).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      accounts: [{ key: 'main', state: 'unreached' }],
      unrecorded: expect.any(String),
      unset: expect.any(String),
      journaled: false,
    });
  });
});
