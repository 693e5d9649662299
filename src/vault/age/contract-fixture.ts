import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needProgram } from '../../../test/programs.ts';
import type { BackEndFixture } from '../fixture.contract.ts';
import { age } from './back-end.ts';
import { identityFile, newIdentity, recipientOf } from './identity.ts';

/** The vault as the `age` tool makes and opens it. */
export const fixture: BackEndFixture = {
  backEnd: age,
  holds: 'documents',
  start: async (context) => {
    const program = needProgram(context, 'age');
    const home = mkdtempSync(join(tmpdir(), 'keyward-age-'));
    const identity = newIdentity();
    const recipient = await recipientOf(identity);
    const identityPath = join(home, 'vault.key');
    writeFileSync(identityPath, identityFile(identity, recipient), { mode: 0o600 });
    const encrypt = (file: string, plain: string) =>
      execFileSync(program, ['-r', recipient, '-o', join(home, file)], { input: plain });
    const decrypt = (file: string): Record<string, unknown> =>
      JSON.parse(execFileSync(program, ['-d', '-i', identityPath, join(home, file)]).toString());
    const entryOf = (document: Buffer): string => {
      const text = document.toString('utf8');
      return isObject(text) ? text : JSON.stringify(text);
    };
    let count = 0;
    const replace = async (settings: Readonly<Record<string, unknown>>, document: Buffer) =>
      void encrypt(String(settings.file), `{"other": {"api_key": "x"}, "main": ${entryOf(document)}, "last": {}}`);
    return {
      put: async (document) => {
        const settings = { file: `${++count}.age`, name: 'main' };
        await replace(settings, document);
        return settings;
      },
      replace,
      document: async ({ file }) => {
        const { main, ...others } = decrypt(String(file));
        if (Object.keys(others).join() !== 'other,last') throw new Error('the other entries are not as they were');
        return Buffer.from(JSON.stringify(main));
      },
      nothing: async () => ({}),
      refused: async () => {
        const other = await recipientOf(newIdentity());
        execFileSync(program, ['-r', other, '-o', join(home, 'foreign.age')], { input: '{}' });
        return { file: 'foreign.age' };
      },
      context: () => ({ folder: home, home, identity: async () => identity }),
      stop: async () => rmSync(home, { recursive: true, force: true }),
    };
  },
};

/** False too for JSON that names a member twice: the whole vault would be refused, not the entry. */
function isObject(text: string): boolean {
  try {
    const value = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) && text.split('"secret"').length <= 2;
  } catch {
    return false;
  }
}
