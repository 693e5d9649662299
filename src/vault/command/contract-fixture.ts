import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needProgram } from '../../../test/programs.ts';
import type { BackEndFixture } from '../fixture.contract.ts';
import { command } from './back-end.ts';

/** `cat` reads files, and `tee` writes them. */
export const fixture: BackEndFixture = {
  backEnd: command,
  holds: 'documents',
  start: async (context) => {
    const [cat, tee] = [needProgram(context, 'cat'), needProgram(context, 'tee')];
    const folder = mkdtempSync(join(tmpdir(), 'keyward-command-'));
    let count = 0;
    const store = (document: Buffer): string => {
      const name = `document-${++count}`;
      writeFileSync(join(folder, name), document, { mode: 0o600 });
      return name;
    };
    const fileOf = ({ run }: Readonly<Record<string, unknown>>): string => join(folder, String((run as string[])[1]));
    return {
      put: async (document) => {
        const name = store(document);
        return { run: [cat, name], write: [tee, name] };
      },
      replace: async (settings, document) => writeFileSync(fileOf(settings), document),
      putParts: async ({ key, secret, passphrase }) => ({
        run: {
          key: ['cat', store(key)],
          secret: ['cat', store(secret)],
          ...(passphrase ? { passphrase: ['cat', store(passphrase)] } : {}),
        },
      }),
      document: async (settings) => readFileSync(fileOf(settings)),
      nothing: async () => ({ run: ['true'] }),
      unreachable: async () => ({ run: [cat, 'none'] }),
      context: () => ({ folder, variables: { PATH: process.env.PATH } }),
      stop: async () => rmSync(folder, { recursive: true, force: true }),
    };
  },
};
