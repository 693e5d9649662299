import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { recordOutput, recordSecret } from '../../test/canary.ts';
import { KeywardError, Secret } from '../core/index.ts';
import { documentNames, type Names, namesOfOne, type Parts } from './names.ts';
import { readDocument, readValue, writeDocument } from './payload.ts';

const secret = randomBytes(24).toString('hex');
recordSecret(secret);
const names = documentNames('binance', {}, false);

const plain = (value: Secret): string => value.openBytes((bytes) => bytes.toString());

function read(text: string, wanted: Names = names): Parts {
  const bytes = Buffer.from(text);
  try {
    return readDocument(bytes, wanted, 'the place');
  } finally {
    expect(bytes.every((byte) => byte === 0)).toBe(true);
  }
}

function codeOf(text: string, wanted: Names = names): string {
  try {
    read(text, wanted);
    return 'read';
  } catch (error) {
    if (!(error instanceof KeywardError)) throw error;
    recordOutput('an error of a document', `${error.message} ${error.lines.join(' ')}`);
    return error.code;
  }
}

describe('a document with a credential', () => {
  it.each([
    ['under bare names', `{"api_key": "id", "secret": "${secret}"}`],
    ['in the spelling of other programs', `{"Api-Key": "id", "APISECRET": "${secret}"}`],
    ['behind a byte order mark', `\ufeff\n{"key": "id", "secret": "${secret}"}`],
    ['within `exchange`', `{"secret_of_the_bot": "x", "exchange": {"key": "id", "secret": "${secret}"}}`],
    [
      'of its own rather than within `exchange`',
      `{"key": "id", "secret": "${secret}", "exchange": {"key": "no", "secret": "no"}}`,
    ],
    ['in lines', `key=id\nsecret=${secret}`],
    [
      'under the full name rather than the bare one',
      `{"api_key": "no", "secret": "no", "BINANCE_API_KEY": "id", "BINANCE_API_SECRET": "${secret}"}`,
    ],
    ['with white space around the id', `{"api_key": " id\\n", "secret": "${secret}"}`],
  ])('is read %s, and zeroed', (_title, text) => {
    const parts = read(text);
    expect([parts.id, plain(parts.secret)]).toEqual(['id', secret]);
  });

  it('is read under the prefix or the fields of the settings, and no others', () => {
    const text = `{"A_API_KEY": "id", "A_API_SECRET": "${secret}", "my id": "mine", "api_key": "no", "secret": "no"}`;
    expect(read(text, documentNames('binance', { prefix: 'A' }, false)).id).toBe('id');
    expect(read(text, documentNames('binance', { key: 'my id', secret: 'A_API_SECRET' }, false)).id).toBe('mine');
    expect(codeOf(text, documentNames('binance', { prefix: 'B' }, false))).toBe('credential-missing');
  });

  it.each([
    ['nothing', '', 'credential-missing'],
    ['an empty object', '{}', 'credential-missing'],
    ['empty members', '{"api_key": "", "secret": ""}', 'credential-missing'],
    ['a secret that is a number', '{"api_key": "id", "secret": 12345678901234567890}', 'credential-missing'],
    ['JSON that was cut', `{"api_key": "id", "secret": "${secret}`, 'credential-invalid'],
    ['a name twice', `{"api_key": "id", "secret": "${secret}", "secret": "x"}`, 'credential-invalid'],
    ['a line with an open quote', `api_key=id\nsecret="${secret}`, 'credential-invalid'],
  ])('is refused of %s, without showing it', (_title, text, code) => {
    expect(codeOf(text)).toBe(code);
  });
});

describe('one value alone', () => {
  const one = namesOfOne('identity', 'age_identity');

  it.each([
    ['bare', ` ${secret}\n`],
    ['in JSON', `{"identity": "${secret}"}`],
    ['in a line', `# made\nage_identity=${secret}\n`],
  ])('is read %s', (_title, text) => {
    expect(plain(read(text, one).secret)).toBe(secret);
  });

  it('is refused when it is empty', () => {
    expect(codeOf(' \n', one)).toBe('credential-missing');
    expect(() => readValue(Buffer.from('\n'), 'the place')).toThrowError(/the place is empty/);
  });
});

describe('a document that is written', () => {
  const parts = (id: string, value = secret): Parts => ({ id, secret: Secret.take(Buffer.from(value)) });
  const write = (before: string | undefined, wanted = names, given = parts('new')): string =>
    writeDocument(before === undefined ? undefined : Buffer.from(before), wanted, given, 'the place').toString();

  it.each([
    ['new', undefined, `{"api_key": "new", "secret": "${secret}"}`],
    ['empty', '\n', `{"api_key": "new", "secret": "${secret}"}`],
    [
      'with other names',
      `{"apiKey": "old", "x": [1], "privateKey": "old"}`,
      `{"apiKey": "new", "x": [1], "privateKey": "${secret}"}`,
    ],
  ])('that is %s is JSON with the new credential', (_title, before, after) => {
    expect(write(before)).toBe(after);
  });

  it('has the passphrase too, and is read again', () => {
    const okx = documentNames('okx', {}, true);
    const text = write(undefined, okx, { ...parts('new'), passphrase: Secret.take(Buffer.from('a "word"')) });
    const again = read(text, okx);
    expect([again.id, plain(again.secret), plain(again.passphrase!)]).toEqual(['new', secret, 'a "word"']);
  });

  it('within `exchange` is changed there', () => {
    const text = write(`{"stake": 1, "exchange": {"key": "old", "secret": "old"}}`);
    const again = read(text);
    expect([again.id, plain(again.secret)]).toEqual(['new', secret]);
    expect(text).not.toContain('old');
  });

  it('is not written where lines stand', () => {
    expect(() => write('api_key=a\nsecret=b\n')).toThrowError(expect.objectContaining({ code: 'vault-read-only' }));
  });
});
