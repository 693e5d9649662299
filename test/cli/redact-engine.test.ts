import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fillSnippet, readCorpus, readShapes } from '../../bench/scan/corpus.ts';
import { Secret } from '../../src/core/index.ts';
import { Drawn, uuidOf } from '../../src/scan/drawn.contract.ts';
import { ed25519Pem, rsaPem } from '../../src/scan/drawn-keys.contract.ts';
import { type AlsoHidden, Redactor } from '../../src/scan/index.ts';
import { mnemonicOf } from '../../src/scan/rules/mnemonic/mnemonic.ts';
import { root } from '../source-tree.ts';

const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const drawn = new Drawn('redact', 'all');
const secret = () => drawn.of(ALNUM, 64);

function through(text: string | Buffer, also: AlsoHidden = {}, sizes: readonly number[] = []) {
  const bytes = Buffer.from(text as string);
  const redactor = new Redactor(also);
  const shown: Buffer[] = [];
  let at = 0;
  for (const size of [...sizes, bytes.length]) {
    shown.push(redactor.take(bytes.subarray(at, at + size)));
    at += size;
  }
  shown.push(redactor.end());
  return { text: Buffer.concat(shown).toString(), report: redactor.report };
}
const redacted = (text: string): string => through(text).text;

describe('what is redacted', () => {
  // Passwords that no name tells, as in a column, cannot be told from words.
  it.each([
    ['first', 0.98],
    ['second', 0.97],
  ] as const)('holds none of the values of the %s half of the corpus, but for a few passwords', (half, least) => {
    const folder = join(root, 'bench', 'scan');
    const shapes = readShapes(folder);
    let all = 0;
    let gone = 0;
    for (const snippet of readCorpus(folder).filter(({ kind, part }) => kind === 'leak' && part === half)) {
      const filled = fillSnippet(snippet, shapes, 'redact');
      const shown = redacted(filled.text);
      for (const { id, spans } of filled.values.filter(({ id }) => snippet.expects.includes(id)))
        for (const { start, end } of spans) {
          const piece = Buffer.from(filled.text).toString('utf8', start, end);
          // Pieces so short stand elsewhere by chance.
          if (piece.length < 8) continue;
          all++;
          if (!shown.includes(piece)) gone++;
          // What is missed of the half on which nothing was made is not named.
          else if (half === 'first' && !/password|memo/.test(id)) expect.soft(`${snippet.slug} ${id}`).toBe('masked');
        }
    }
    expect(all).toBeGreaterThan(250);
    expect(gone / all).toBeGreaterThanOrEqual(least);
  });

  it('has one mask for one secret, which tells nothing of it, and another for another', () => {
    const [one, other] = [secret(), secret()];
    const text = `BINANCE_API_SECRET=${one}\nlater ${one} and BINANCE_API_SECRET=${other}\norderId=${one}\n`;
    const { text: shown, report } = through(text);
    expect(shown).toBe(
      'BINANCE_API_SECRET=[binance secret #1]\nlater [binance secret #1] and BINANCE_API_SECRET=[binance secret #2]\norderId=[binance secret #1]\n',
    );
    expect(report.masked).toEqual([{ kind: 'binance secret', values: 2, places: 4 }]);
  });

  it('keeps what is public by its name or its look, and code that fetches a secret', () => {
    const lines = [
      `tx_hash=0x${drawn.of('0123456789abcdef', 64)} to 0x${drawn.of('0123456789abcdef', 40)}`,
      `commit ${drawn.of('0123456789abcdef', 40)}`,
      `request_id=${uuidOf(drawn)} clientOrderId: "${drawn.of(ALNUM, 22)}"`,
      'decision 01M80PB58F1605K31SDZBDVJQC',
      `image@sha256:${drawn.of('0123456789abcdef', 64)}`,
      "secret = os.environ['API_SECRET']; password = getpass(); key = self._api_key",
      'password: null, token: USDT, api_key: {{ api_key }}, secret=<secret>',
      'File "/usr/lib/python3.11/site-packages/ccxt/async_support/base/exchange.py", line 1234, in fetch2',
      '2026-11-22 10:00:01,123 - freqtrade.worker - INFO - Bot heartbeat. PID=1234, state=RUNNING',
      'the password is wrong, and the secret of it is patience',
    ];
    expect(
      redacted(`${lines.join('\n')}\n`)
        .split('\n')
        .slice(0, -1),
    ).toEqual(lines);
  });

  it.each([
    ['a password by its name', () => 'hunter2', (value: string) => `password: ${value}\n`],
    ['one in a URL', () => drawn.of(ALNUM, 9), (value: string) => `redis://bot:${value}@cache:6379/0\n`],
    ['a header', () => drawn.of(ALNUM, 20), (value: string) => `Authorization: Bearer ${value}\n`],
    ['a cookie', () => 'abc123', (value: string) => `Cookie: sid=${value}; theme=dark\n`],
    ['an option', () => 'opensesame', (value: string) => `bot --api-secret ${value} --run\n`],
    ['a value that nothing names', secret, (value: string) => `what is ${value} there?\n`],
    ['a UUID that nothing names', () => uuidOf(drawn), (value: string) => `using ${value}\n`],
    [
      'references of HTML',
      () => [...secret().slice(0, 20)].map((char) => `&#${char.charCodeAt(0)};`).join(''),
      (value: string) => `said: ${value}\n`,
    ],
    [
      'hex digits apart',
      () => [...drawn.bytes(32)].map((byte) => byte.toString(16).padStart(2, '0')).join(' '),
      (value: string) => `dump ${value}\n`,
    ],
    ['groups of letters', () => secret().slice(0, 32).match(/.{4}/g)!.join(' '), (value: string) => `it is ${value}\n`],
    ['a login of curl', () => 'S3cretPw1', (value: string) => `curl -s -u bot:${value} https://x\n`],
    ['a login of a database', () => 'S3cretPw1', (value: string) => `mysql -u bot -p${value} trades\n`],
    ['a file of passwords', () => 'S3cretPw1', (value: string) => `db.local:5432:trades:bot:${value}\n`],
    ['part of a phrase', () => 'legal winner thank', (value: string) => `mnemonic: ${value}\n`],
  ])('masks %s', (_title, make, line) => {
    const value = make();
    expect(redacted(line(value))).not.toContain(value);
  });

  it('masks a private key, whole, cut off at either end, and with the marks of a log', () => {
    const pem = rsaPem(drawn);
    const lines = pem.split('\n');
    const body = lines.slice(1, -1).filter((line) => line.length > 30);
    const logged = lines.map((line) => `2026-11-22 10:00:00 INFO ${line}`).join('\n');
    for (const text of [pem, lines.slice(0, 9).join('\n'), lines.slice(5).join('\n'), logged, JSON.stringify(pem)]) {
      const shown = redacted(`before\n${text}\nafter all\n`);
      for (const line of body) expect(shown).not.toContain(line);
      expect(shown).toMatch(/^before\n[\s\S]*\nafter all\n$/);
    }
    expect(redacted(`a\n${ed25519Pem(drawn)}\nb\n`)).toBe('a\n[private key #1]\nb\n');
  });

  it('masks a seed phrase over two lines, in capitals, and with a word that is wrong', () => {
    const phrase = mnemonicOf(drawn.bytes(16));
    const text = `${phrase.slice(0, 6).join(' ')}\n${phrase.slice(6).join(' ')}\n`;
    expect(redacted(`wallet\n${text}done\n`)).toBe('wallet\n[seed phrase #1]\ndone\n');
    const wrong = [...phrase.slice(0, 11), phrase[0] === 'zoo' ? 'able' : 'zoo'].join(' ');
    for (const other of [phrase.join(' ').toUpperCase(), wrong])
      expect(redacted(`${other}\n`)).toMatch(/^\[seed phrase #1\]\n$/i);
  });

  it('knows what this process holds, in every form', () => {
    const held = secret();
    Secret.take(Buffer.from(held));
    const { text, report } = through(`a ${held} b ${Buffer.from(held).toString('hex')} c orderId=${held}\n`);
    expect(text).toBe(
      'a [secret that Keyward holds #1] b [secret that Keyward holds #1] c orderId=[secret that Keyward holds #1]\n',
    );
    expect(report.masked).toEqual([{ kind: 'secret that Keyward holds', values: 1, places: 3 }]);
  });

  it('masks addresses when asked to, and else counts them', () => {
    const text = 'ann@example.org from 203.0.113.7 and 2001:db8::7 at 10:00:01 to 127.0.0.1, ann@example.org\n';
    expect(through(text)).toMatchObject({ text, report: { masked: [], left: { email: 2, ip: 2 } } });
    expect(through(text, { email: true, ip: true }).text).toBe(
      '[e-mail address #1] from [ip address #1] and [ip address #2] at 10:00:01 to 127.0.0.1, [e-mail address #1]\n',
    );
  });
});

describe('a text of any length', () => {
  const pem = rsaPem(drawn);
  const phrase = mnemonicOf(drawn.bytes(32)).join(' ');
  const key = secret();
  const planted = `BINANCE_SECRET=${key}\n${pem}\n${phrase.replace(/(?<=^(?:\S+ ){12})/, '\n')}\n`;
  const STEP = 128 * 1024;

  it('is the same in whatever pieces it arrives, and loses no byte', () => {
    const text = `${'a line of a log\n'.repeat(2_000)}${planted}${'and more of it\n'.repeat(40_000)}${planted}`;
    const whole = redacted(text);
    expect(whole.length).toBeGreaterThan(600_000);
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 200_000 }), { maxLength: 8 }), (sizes) => {
        expect(through(text, {}, sizes).text === whole).toBe(true);
      }),
      { numRuns: 8 },
    );
  });

  it.each(['\n', ' '])('hides what lies over the end of a piece, where lines end with %j', (end) => {
    for (const before of [0, 10, 40, 100, 700, 1_500, 1_800, 2_500]) {
      const filler = `something is said${end}`.repeat(Math.ceil((STEP - before) / 18)).slice(0, STEP - before);
      const { text } = through(
        `${filler}${end}${planted}${`and more${end}`.repeat(60_000)}`,
        {},
        [100_000, 150_000, 20_000],
      );
      expect(text).not.toContain(key.slice(0, 24));
      expect(text).not.toContain(key.slice(-24));
      for (const line of pem.split('\n').slice(1, -1)) expect(text.includes(line)).toBe(false);
      expect(text).not.toContain(phrase.split(' ').slice(0, 4).join(' '));
      expect(text).not.toContain(phrase.split(' ').slice(-4).join(' '));
    }
  });

  it('stays as it is where nothing in it may be a secret, also when it is no UTF-8', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
        const redactor = new Redactor();
        const shown = Buffer.concat([redactor.take(Buffer.from(bytes)), redactor.end()]);
        if (redactor.report.masked.length === 0) expect(shown).toEqual(Buffer.from(bytes));
      }),
    );
  });
});
