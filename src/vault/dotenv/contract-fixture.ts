import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BackEndFixture } from '../fixture.contract.ts';
import { dotenv } from './back-end.ts';

export const fixture: BackEndFixture = {
  backEnd: dotenv,
  holds: 'lines',
  start: async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyward-dotenv-'));
    let count = 0;
    const replace = async (settings: Readonly<Record<string, unknown>>, document: Buffer) =>
      writeFileSync(join(folder, String(settings.file)), document, { mode: 0o600 });
    return {
      put: async (document) => {
        const settings = { file: `${++count}.env` };
        await replace(settings, document);
        return settings;
      },
      replace,
      document: async ({ file }) => readFileSync(join(folder, String(file))),
      nothing: async () => ({ file: 'none.env' }),
      context: () => ({ folder }),
      stop: async () => rmSync(folder, { recursive: true, force: true }),
    };
  },
};
