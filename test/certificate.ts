import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { needProgram } from './programs.ts';

/** A certificate for `localhost` that nobody vouches for, made in this folder; skips the test where there is no openssl. */
export function ownCertificate(
  context: Pick<TestContext, 'skip'>,
  folder: string,
): { readonly key: Buffer; readonly cert: Buffer } {
  const openssl = needProgram(context, 'openssl');
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', key, '-out', cert];
  const about = ['-days', '2', '-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync(openssl, ['req', '-x509', ...made, ...about], { stdio: 'ignore' });
  return { key: readFileSync(key), cert: readFileSync(cert) };
}
