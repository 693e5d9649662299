import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practiceExchanges } from '../../src/practice/index.ts';
import { recordSecret } from '../canary.ts';
import { practiceSettings, type Running, Terminal } from './terminal.ts';

interface Check {
  readonly what: string;
  readonly outcome: string;
  readonly says: string;
  readonly fix?: string;
}

let place: Terminal;
let up: Running;
beforeAll(async () => {
  place = new Terminal();
  const ids = practiceExchanges();
  const settings = ids.flatMap((id) => {
    const quote = Object.hasOwn({ kraken: 1, coinbase: 1 }, id) ? 'USD' : 'USDT';
    return {
      id,
      bot: `{ key: ${id}, may: [read, trade], markets: [BTC/${quote}], limits: { order_notional: 500 ${quote}, daily_notional: 2000 ${quote} } }`,
    };
  });
  const lines = [
    'version: 1',
    'keys:',
    ...settings.map(({ id }) => `  ${id}: { exchange: ${id}, environment: practice }`),
    'bots:',
    ...settings.map(({ id, bot }) => `  ${id}-bot: ${bot}`),
    'gateway: { port: 0 }',
    'practice: { port: 0 }',
  ];
  writeFileSync(join(place.folder, 'keyward.yaml'), `${lines.join('\n')}\n`);
  up = await place.start(['up']);
  for (const id of ids) {
    const { stdout } = await place.run(['--json', 'bot', 'add', `${id}-bot`]);
    writeFileSync(join(place.folder, `${id}.json`), stdout, { mode: 0o600 });
  }
});
afterAll(async () => {
  await up.end();
  await place.close();
});

describe('doctor of a key of a regional site', () => {
  it('prints and tries the host that the settings name', async () => {
    const bot = '{ key: europe, may: [read], markets: [BTC/USDT] }';
    const site = new Terminal(
      `version: 1
keys: { europe: { exchange: okx, environment: practice, host: my.okx.com } }
bots: { reader: ${bot} }
gateway: { port: 0 }
practice: { port: 0 }
`,
    );
    const running = await site.up();
    const { stdout } = await site.run(['--json', 'bot', 'add', 'reader']);
    writeFileSync(join(site.folder, 'bot.json'), stdout, { mode: 0o600 });
    for (const [client, line] of [
      ['okx-api', `  baseUrl: 'http://127.0.0.1:${running.ready.port}/my.okx.com',`],
      ['ccxt-js', "  hostname: 'my.okx.com',"],
    ] as const) {
      const report = await site.json<{ lines: string[]; tests: Check[] }>(['doctor', client, '--bot-key', 'bot.json']);
      expect(report.lines).toContain(line);
      expect(report.tests.map(({ outcome }) => outcome)).toEqual(['fine', 'fine', 'fine']);
    }
    const { checks } = await site.json<{ checks: Check[] }>(['doctor']);
    expect(checks.find(({ what }) => what === 'exchange okx')).toMatchObject({ outcome: 'fine' });
    await running.end();
    await site.close();
  }, 60_000);
});

describe('doctor of settings that were changed', () => {
  it('says that the running Keyward has others until it is started again', async () => {
    const text = practiceSettings.replace(/open_orders: \d+/, 'open_orders: 3');
    expect(text).not.toBe(practiceSettings);
    const site = new Terminal(practiceSettings);
    const running = await site.up();
    const changeOf = async () =>
      (await site.json<{ checks: Check[] }>(['doctor'])).checks.filter(({ what }) => what === 'settings');
    expect(await changeOf()).toMatchObject([{ outcome: 'fine' }]);
    site.write('keyward.yaml', text);
    expect(await changeOf()).toMatchObject([
      { outcome: 'fine' },
      { outcome: 'warning', says: expect.stringContaining('other settings') },
    ]);
    await running.end();
    await site.close();
  }, 60_000);
});

const doctor = (...args: string[]) => place.run(['doctor', ...args]);
const asJson = async (...args: string[]) => JSON.parse((await place.run(['--json', 'doctor', ...args])).stdout);

/** A client for each exchange that the practice exchange speaks for, in each of its forms. */
const clients = [
  ['ccxt-js', 'binance'],
  ['ccxt-python', 'binance'],
  ['freqtrade', 'binance'],
  ['binance', 'binance'],
  ['@binance/spot', 'binance'],
  ['python-binance', 'binance'],
  ['ccxt-js', 'bybit'],
  ['bybit-api', 'bybit'],
  ['pybit', 'bybit'],
  ['ccxt-js', 'okx'],
  ['okx-api', 'okx'],
  ['python-okx', 'okx'],
  ['ccxt-js', 'kraken'],
  ['ccxt-js', 'coinbase'],
  ['coinbase-api', 'coinbase'],
].filter(([, exchange]) => practiceExchanges().includes(exchange!));

describe('keyward doctor', () => {
  it('finds nothing wrong with a Keyward that runs', async () => {
    const { exit: code, stdout } = await doctor();
    expect(stdout).toContain('Nothing is wrong.');
    expect(code).toBe(0);
    expect(
      stdout
        .split('\n')
        .filter((line) => line.length > 80 && !line.includes(place.folder) && !line.includes(place.home)),
    ).toEqual([]);
  });

  it('tells of each exchange how far the clock is off and what the key can do', async () => {
    const { checks } = (await asJson()) as { checks: Check[] };
    for (const id of practiceExchanges()) {
      expect(checks.find(({ what }) => what === `exchange ${id}`)?.says).toMatch(
        /^reached in \d+ ms; this host's clock is \d+ ms /,
      );
      expect(checks.find(({ what }) => what === `key ${id}`)).toMatchObject({ outcome: 'fine' });
    }
  });

  it('warns when no Keyward runs, and does not call that wrong', async () => {
    const other = new Terminal();
    const { exit: code, stdout } = await other.run(['doctor']);
    await other.close();
    expect(code).toBe(0);
    expect(stdout).toMatch(/warning\s+keyward up\s+not running here/);
  });

  it('finds a state folder that others can enter', async () => {
    const other = new Terminal();
    mkdirSync(other.home, { recursive: true });
    chmodSync(other.home, 0o755);
    const { exit: code, stdout } = await other.run(['doctor']);
    await other.close();
    expect(code).toBe(1);
    expect(stdout).toContain('fix: chmod 700');
  });

  it('finds settings that are not valid and a credential that is not there', async () => {
    const other = new Terminal();
    writeFileSync(join(other.folder, 'keyward.yaml'), 'version: 1\nkeyz: {}\n');
    expect((await other.run(['doctor'])).exit).toBe(1);
    await other.close();
  });
});

describe('keyward doctor CLIENT', () => {
  it.each(clients)(
    'tests %s on %s through Keyward: the time, a public read, a signed read',
    async (client, exchange) => {
      const report = (await asJson(client!, '--exchange', exchange!, '--bot-key', `${exchange}.json`)) as {
        tests: Check[];
        lines: string[];
      };
      expect(
        report.tests.map(({ what, outcome, says }) =>
          outcome === 'fine' ? [what.split(':')[0], outcome] : [what, outcome, says],
        ),
      ).toEqual([
        ['time', 'fine'],
        ['public read', 'fine'],
        ['signed read', 'fine'],
      ]);
      expect(report.lines.join('\n')).toContain(`http://127.0.0.1:${String(up.ready['port'])}/`);
    },
  );

  it('reads the bot key from standard input too', async () => {
    const key =
      (await place.run(['--json', 'bot', 'revoke', 'binance-bot'])).exit === 0 &&
      (await place.run(['--json', 'bot', 'add', 'binance-bot'])).stdout;
    writeFileSync(join(place.folder, 'binance.json'), String(key), { mode: 0o600 });
    const { exit: code } = await place.run(['doctor', 'binance', '--bot-key', '-'], { input: String(key) });
    expect(code).toBe(0);
  });

  it('says what Keyward says to a bot key that it does not know', async () => {
    const stranger = {
      bot: 'binance-bot',
      exchange: 'binance',
      apiKey: `KWRD${'a'.repeat(60)}`,
      secret: 'b'.repeat(64),
    };
    recordSecret(stranger.secret);
    const { exit: code, stdout } = await place.run(['doctor', 'ccxt-js', '--bot-key', '-'], {
      input: JSON.stringify(stranger),
    });
    expect(code).toBe(1);
    expect(stdout.replace(/\s+/g, ' ')).toContain('bot-unknown: the bot key is not known here');
  });

  it('does not read a bot key that others can read', async () => {
    writeFileSync(join(place.folder, 'open.json'), '{}', { mode: 0o644 });
    const { exit: code, stderr } = await doctor('binance', '--bot-key', 'open.json');
    expect(code).toBe(2);
    expect(stderr).toContain('chmod 600');
  });

  it('says which clients are not served yet, and why', async () => {
    const { exit: code, stdout } = await doctor('coinbase-advanced-py');
    expect(code).toBe(1);
    expect(stdout).toContain('Not served yet: it writes https://');
    expect((await doctor('hummingbot')).stdout).toContain('Not served yet');
  });

  it('could not determine anything when no Keyward runs, and prints the lines all the same', async () => {
    const other = new Terminal();
    const { exit: code, stdout } = await other.run(['doctor', 'ccxt-python']);
    await other.close();
    expect(code).toBe(3);
    expect(stdout).toContain(".replace('https://', 'http://127.0.0.1:8787/')");
  });

  it('refuses a client that it does not know, and one on a foreign exchange', async () => {
    expect(await doctor('excel')).toMatchObject({ exit: 2, stderr: expect.stringContaining('known are ccxt-js') });
    expect(await doctor('binance', '--exchange', 'okx')).toMatchObject({
      exit: 2,
      stderr: expect.stringContaining('not to okx'),
    });
  });
});

describe('keyward doctor error', () => {
  it.each([
    ['-2015', 'binance', 'key-or-ip-or-permission'],
    [
      'binance {"code":-2015,"msg":"Invalid API-key, IP, or permissions for action."}',
      'binance',
      'key-or-ip-or-permission',
    ],
    ['-1021', 'binance', 'clock'],
    ['binance {"code":-1022,"msg":"Signature for this request is not valid."}', 'binance', 'signature'],
    ['bybit {"retCode":10010,"retMsg":"Unmatched IP"}', 'bybit', 'ip'],
    ["Unmatched IP, please check your API key's bound IP addresses. (ErrCode: 10010)", 'bybit', 'ip'],
    ['okx {"msg":"Invalid Sign","code":"50113"}', 'okx', 'signature'],
    ['kraken {"error":["EGeneral:Permission denied"]}', 'kraken', 'permission'],
    ['EAPI:Invalid nonce', 'kraken', 'clock'],
    ['coinbase 401 Unauthorized', 'coinbase', 'key-or-ip-or-permission'],
  ])('reads %s as of %s: %s', async (text, exchange, cause) => {
    const { readings } = (await asJson('error', text)) as { readings: { exchange: string; cause: string }[] };
    expect(readings).toContainEqual(expect.objectContaining({ exchange, cause }));
  });

  it('says what the running Keyward knows of the key', async () => {
    const { stdout } = await doctor('error', '-2015');
    expect(stdout.replace(/\s+/g, ' ')).toContain(
      'key binance: the exchange accepts it from this host (read yes, trade yes, withdraw no, bound to addresses',
    );
  });

  it("knows Keyward's own refusals", async () => {
    const { exit: code, stdout } = await doctor(
      'error',
      '{"code":-2010,"msg":"keyward: order-notional: limit 500 USDT, actual 600 USDT"}',
    );
    expect(code).toBe(0);
    expect(stdout).toContain('order-notional: the order is larger than its limit');
    const plain = '{"error":"route-unknown","message":"keyward: no exchange is reached here","hint":""}';
    expect((await doctor('error', plain)).stdout).toContain('route-unknown: no exchange is reached under this address');
  });

  it('does not guess', async () => {
    expect((await doctor('error', 'it is broken')).exit).toBe(3);
    expect((await doctor('error', '--exchange', 'nowhere', '-2015')).exit).toBe(2);
  });
});
