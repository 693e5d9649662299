import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { recordOutput, recordSecret } from '../../../test/canary.ts';
import { KeywardError, privateKeyOf, type Secret } from '../../core/index.ts';
import { namesFor, type Parts } from '../names.ts';
import { fromDotenv } from './dotenv.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyward-dotenv-'));
const path = join(folder, '.env');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const names = namesFor('binance', {}, false);
const secret = `s${randomBytes(16).toString('hex')}`;
recordSecret(secret);

function read(text: string, passphrase = false): Parts {
  writeFileSync(path, text);
  chmodSync(path, 0o600);
  return fromDotenv(path, passphrase ? namesFor('okx', {}, true) : names);
}

function plain(value: Secret): string {
  return value.openBytes((bytes) => bytes.toString('utf8'));
}

/** The secret read from a file with this in its place, or the code of the refusal. */
function secretOf(line: string, before = '', after = ''): string {
  try {
    return plain(read(`${before}BINANCE_API_KEY=id\n${line}\n${after}`).secret);
  } catch (error) {
    if (!(error instanceof KeywardError)) throw error;
    recordOutput('a dotenv error', `${error.message} ${error.lines.join(' ')}`);
    return error.code;
  }
}

describe('a dotenv file', () => {
  it.each([
    ['plain', `BINANCE_API_SECRET=${secret}`],
    ['with spaces', `  BINANCE_API_SECRET = ${secret}  `],
    ['exported', `export BINANCE_API_SECRET=${secret}`],
    ['in double quotes', `BINANCE_API_SECRET="${secret}"`],
    ['in single quotes', `BINANCE_API_SECRET='${secret}'`],
    ['in quotes before a comment', `BINANCE_API_SECRET="${secret}" # the "old" one`],
    ['before a comment', `BINANCE_API_SECRET=${secret} # the old one`],
    ['with CRLF', `BINANCE_API_SECRET=${secret}\r`],
    ['in quotes with CRLF', `BINANCE_API_SECRET="${secret}"\r`],
    ['twice, the last wins', `BINANCE_API_SECRET=other\nBINANCE_API_SECRET=${secret}`],
    ['under another name that people use', `BINANCE_SECRET_KEY=${secret}`],
    ['under the name EXCHANGE', `EXCHANGE_API_SECRET=${secret}`],
  ])('gives a secret that stands there %s', (_title, line) => {
    expect(secretOf(line)).toBe(secret);
  });

  it.each([
    ['a quote that does not close', `BINANCE_API_SECRET="${secret}`],
    ['text behind the closing quote', `BINANCE_API_SECRET="${secret}"tail`],
    ['an escaped quote', `BINANCE_API_SECRET="${secret}\\"tail"`],
    ['a quote that closes in another value', `BINANCE_API_SECRET="${secret}\nOTHER="x"`],
    ['a quote that closes at the end of another value', `BINANCE_API_SECRET="${secret}\nOTHER=x"`],
    [
      'two PEMs in one value',
      `BINANCE_API_SECRET="-----BEGIN A-----\n-----END A-----\n-----BEGIN A-----\n-----END A-----"`,
    ],
  ])('refuses %s rather than give a part of a secret', (_title, line) => {
    expect(secretOf(line)).toBe('credential-invalid');
  });

  it.each([
    ['a comment with an open quote', '# OLD="x\n'],
    ['an indented comment with an open quote', '   # OLD="x\n'],
    ['a line that is no assignment', 'hello "world\n'],
    ['another name with an open quote', 'OTHER="x\n'],
    ['JSON over several lines', `JSON='{\n"a": 1\n}'\n`],
    ['a byte order mark', '\ufeff'],
    ['an empty line with spaces', '  \n\t\n'],
  ])('reads past %s', (_title, before) => {
    expect(secretOf(`BINANCE_API_SECRET=${secret}`, before)).toBe(secret);
  });

  it('takes nothing from a commented line', () => {
    expect(secretOf(`#BINANCE_API_SECRET=${secret}`)).toBe('credential-missing');
    expect(secretOf(`  # BINANCE_API_SECRET=${secret}`)).toBe('credential-missing');
  });

  it('names every value that is missing in one message', () => {
    expect(() => read('OTHER=1\n', true)).toThrowError(/OKX_API_KEY.*, and no OKX_API_SECRET.*, and no OKX_PASSPHRASE/);
    expect(() => read('OKX_API_KEY=a\nOKX_API_SECRET=\n', true)).toThrowError(
      /has no OKX_API_SECRET.*, and no OKX_PASSPHRASE/,
    );
  });

  it('names the line of a value that cannot be read', () => {
    expect(() => read(`JSON='{\n}'\n\nBINANCE_API_KEY=id\nBINANCE_API_SECRET="x\n`)).toThrowError(
      /\.env:5: BINANCE_API_SECRET has a quote/,
    );
  });

  it.each([0o640, 0o604, 0o644, 0o620])('is refused when its mode is %o', (mode) => {
    writeFileSync(path, `BINANCE_API_KEY=id\nBINANCE_API_SECRET=${secret}\n`);
    chmodSync(path, mode);
    expect(() => fromDotenv(path, names)).toThrowError(expect.objectContaining({ code: 'file-readable' }));
  });

  it('that is not there is a missing credential', () => {
    expect(() => fromDotenv(join(folder, 'none'), names)).toThrowError(
      expect.objectContaining({ code: 'credential-missing' }),
    );
  });

  const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    .privateKey.export({ type: 'pkcs8', format: 'pem' })
    .toString()
    .trim();
  recordSecret(pem.split('\n')[1]!);
  it.each([
    ['in several lines', `BINANCE_API_SECRET="${pem}"`],
    ['in several lines with CRLF', `BINANCE_API_SECRET="${pem.replaceAll('\n', '\r\n')}"\r`],
    ['in one line with \\n', `BINANCE_API_SECRET="${pem.replaceAll('\n', '\\n')}\\n"`],
    ['in one line with \\n and without quotes', `BINANCE_API_SECRET=${pem.replaceAll('\n', '\\n')}`],
    ['in single quotes', `BINANCE_API_SECRET='${pem}'`],
  ])('gives a PEM %s', (_title, line) => {
    const parts = read(`BINANCE_API_KEY=id\n${line}\nOTHER=1\n`);
    expect(privateKeyOf(parts.secret)?.asymmetricKeyType).toBe('ec');
  });

  it('gives the whole secret or none, whatever stands around it', () => {
    const noise = fc
      .array(
        fc.constantFrom(
          '"',
          "'",
          '#',
          ' #',
          '=',
          '\n',
          '\r\n',
          ' ',
          '\t',
          'A',
          'A=',
          'export ',
          '\\',
          '\\n',
          '\\"',
          '-----BEGIN X-----',
          'é',
          '\0',
        ),
        { maxLength: 12 },
      )
      .map((parts) => parts.join(''));
    const around = fc.constantFrom('', '"', "'");
    fc.assert(
      fc.property(noise, noise, around, (before, after, quote) => {
        const found = secretOf(`BINANCE_API_SECRET=${quote}${secret}${quote}`, `${before}\n`, after);
        expect([secret, 'credential-missing', 'credential-invalid']).toContain(found);
      }),
      { numRuns: 2_000 },
    );
  });
});
