import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { needProgram } from '../../../test/programs.ts';
import type { BackEndFixture } from '../fixture.contract.ts';
import { systemd } from './back-end.ts';

/** Credentials that `systemd-creds` encrypted with a host key, decrypted into the folder of the unit, as systemd does when it starts one. */
export const fixture: BackEndFixture = {
  backEnd: systemd,
  holds: 'documents',
  fuzzRuns: 20,
  start: async (context) => {
    const program = needProgram(context, 'systemd-creds');
    const home = mkdtempSync(join(tmpdir(), 'keyward-systemd-'));
    const given = join(home, 'credentials');
    mkdirSync(given, { mode: 0o700 });
    const env = { PATH: process.env.PATH, SYSTEMD_CREDENTIAL_SECRET: join(home, 'host.secret') };
    const run = (args: readonly string[], input?: Buffer) =>
      execFileSync(program, args, { env, input, stdio: ['pipe', 'ignore', 'pipe'] });
    let count = 0;
    const give = (document: Buffer): string => {
      const name = `credential-${++count}`;
      const sealed = join(home, `${name}.cred`);
      run(['encrypt', '--with-key=host', `--name=${name}`, '-', sealed], document);
      run(['decrypt', `--name=${name}`, sealed, join(given, name)]);
      return name;
    };
    return {
      put: async (document) => ({ name: give(document) }),
      putParts: async ({ key, secret, passphrase }) => ({
        name: { key: give(key), secret: give(secret), ...(passphrase ? { passphrase: give(passphrase) } : {}) },
      }),
      nothing: async () => ({ name: 'none' }),
      context: () => ({ variables: { CREDENTIALS_DIRECTORY: given } }),
      stop: async () => rmSync(home, { recursive: true, force: true }),
    };
  },
};
