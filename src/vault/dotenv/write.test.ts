import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { lstatSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { recordOutput, recordSecret } from '../../../test/canary.ts';
import { KeywardError, Secret } from '../../core/index.ts';
import { namesFor } from '../names.ts';
import { fromDotenv } from './dotenv.ts';
import { checkDotenv, writeDotenv } from './write.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyward-dotenv-write-'));
const path = join(folder, '.env');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = namesFor('binance', {}, false);
const secret = randomBytes(24).toString('hex');
recordSecret(secret);

function write(before: string | undefined, value: string, id = 'new-id'): string {
  if (before === undefined) rmSync(path, { force: true });
  else writeFileSync(path, before, { mode: 0o600 });
  writeDotenv(path, names, { id, secret: Secret.take(Buffer.from(value)) });
  const read = fromDotenv(path, names);
  expect(read.id).toBe(id);
  expect(read.secret.openBytes((bytes) => bytes.toString('utf8'))).toBe(value);
  return readFileSync(path, 'utf8');
}

describe('a credential written into a dotenv file', () => {
  it.each([
    [
      'in place',
      `# a\nBINANCE_API_KEY=a\nX="1"\nBINANCE_API_SECRET=b # old\n`,
      `# a\nBINANCE_API_KEY=new-id\nX="1"\nBINANCE_API_SECRET=${secret} # old\n`,
    ],
    [
      'under the names that are there',
      `EX_KEY=a\nexport EX_SECRET = 'b'\n`,
      `EX_KEY=new-id\nexport EX_SECRET = ${secret}\n`,
    ],
    [
      'where the last of two stands',
      `EX_KEY=a\nEX_SECRET=b\nEX_SECRET=c\n`,
      `EX_KEY=new-id\nEX_SECRET=b\nEX_SECRET=${secret}\n`,
    ],
    ['with CRLF', `EX_KEY=a\r\nEX_SECRET="b"\r\n`, `EX_KEY=new-id\r\nEX_SECRET=${secret}\r\n`],
    [
      'in place of a PEM over lines',
      `EX_KEY=a\nEX_SECRET="-----BEGIN A-----\nx\n-----END A-----"\nY=1`,
      `EX_KEY=new-id\nEX_SECRET=${secret}\nY=1`,
    ],
    ['behind what has no last line break', 'Y=1', `Y=1\nBINANCE_API_KEY=new-id\nBINANCE_API_SECRET=${secret}\n`],
    ['into a new file', undefined, `BINANCE_API_KEY=new-id\nBINANCE_API_SECRET=${secret}\n`],
    ['into empty places', 'EX_KEY=\nEX_SECRET=\n', `EX_KEY=new-id\nEX_SECRET=${secret}\n`],
  ])('stands %s', (_title, before, after) => {
    expect(write(before, secret)).toBe(after);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('that is a PEM stands in double quotes with \\n, as every reader takes it', () => {
    const { privateKey } = generateKeyPairSync('ed25519');
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    recordSecret(pem.split('\n')[1]!);
    const text = write('EX_SECRET=b\n', pem);
    expect(text.split('\n')[0]).toBe(`EX_SECRET="${pem.replaceAll('\n', '\\n')}"`);
    expect(parseEnv(text).EX_SECRET).toBe(pem);
  });

  it('is read again as it was, or refused and nothing written, whatever it is', () => {
    const value = fc
      .array(
        fc.oneof(
          fc.constantFrom('"', "'", '#', ' #', '\n', '\\', 'n', '\r', ' ', '=', '$', 'é'),
          fc.string({ maxLength: 4 }),
        ),
        { minLength: 1 },
      )
      .map((parts) => parts.join(''))
      .filter((text) => text !== '');
    fc.assert(
      fc.property(value, (text) => {
        const before = `EX_KEY=a\nEX_SECRET=b\n`;
        try {
          write(before, text, 'id');
        } catch (error) {
          if (!(error instanceof KeywardError)) throw error;
          expect(error.code).toBe('vault-read-only');
          expect(readFileSync(path, 'utf8')).toBe(before);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('is not written beside a value that cannot be read, and the message shows neither', () => {
    writeFileSync(path, `EX_KEY=a\nEX_SECRET="${secret}\n`, { mode: 0o600 });
    const parts = { id: 'x', secret: Secret.take(Buffer.from(secret)) };
    expect(() => writeDotenv(path, names, parts)).toThrowError(/:2: EX_SECRET has a quote/);
    try {
      writeDotenv(path, names, { id: 'x', secret: Secret.take(Buffer.from(`'"${secret}`)) });
    } catch (error) {
      recordOutput('an error of writing', String(error));
    }
    expect(readFileSync(path, 'utf8')).toContain('EX_KEY=a\n');
  });

  it('is not written into a file that others can read, and goes where a link leads', () => {
    const other = join(folder, 'other.env');
    writeFileSync(other, '', { mode: 0o644 });
    const parts = { id: 'x', secret: Secret.take(Buffer.from(secret)) };
    expect(() => writeDotenv(other, names, parts)).toThrowError(expect.objectContaining({ code: 'file-readable' }));
    expect(() => checkDotenv(other)).toThrowError(expect.objectContaining({ code: 'file-readable' }));
    expect(() => checkDotenv(join(folder, 'nowhere', '.env'))).toThrowError(
      expect.objectContaining({ code: 'vault-read-only' }),
    );
    writeFileSync(path, '', { mode: 0o600 });
    const link = join(folder, 'link.env');
    symlinkSync(path, link);
    writeDotenv(link, names, parts);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(path, 'utf8')).toContain(secret);
  });
});
