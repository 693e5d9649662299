import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { eyesOf } from '../../../src/app/eyes.ts';
import { findBots } from '../../../src/app/find-bots.ts';
import { botFamily, type Eyes, type FoundBot, type FoundBots, lookAtBots } from '../../../src/posture/index.ts';
import { recordOutput } from '../../canary.ts';

/** A tree of files in a temporary folder that stands for a whole host, and eyes that see nothing else. */
export class BotHost {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'keyward-bots-')));
  readonly eyes: Eyes = rooted(this.root);

  constructor(files: Readonly<Record<string, string>> = {}) {
    this.write({ '/etc/passwd': 'root:x:0:0::/root:/bin/sh\nann:x:1000:1000::/home/alice:/bin/sh\n', ...files });
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(this.root, path)), { recursive: true });
      writeFileSync(join(this.root, path), text);
    }
  }

  /** A process as /proc tells of it. */
  process(
    pid: number,
    argv: readonly string[],
    more: { readonly cwd?: string; readonly uid?: number; readonly cgroup?: string } = {},
  ): void {
    const { cwd = '/', uid = 1000, cgroup = '0::/user.slice\n' } = more;
    this.write({
      [`/proc/${pid}/cmdline`]: argv.map((word) => `${word}\0`).join(''),
      [`/proc/${pid}/status`]: `Name:\tx\nState:\tS (sleeping)\nUid:\t${uid}\t${uid}\t${uid}\t${uid}\n`,
      [`/proc/${pid}/cgroup`]: cgroup,
    });
    symlinkSync(cwd, join(this.root, `/proc/${pid}/cwd`));
  }

  find(folder = '/here'): Promise<FoundBots> {
    return findBots({ eyes: this.eyes, folder, signal: new AbortController().signal });
  }

  async found(folder?: string): Promise<readonly FoundBot[]> {
    return (await this.find(folder)).bots;
  }

  close(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

function rooted(root: string): Eyes {
  const eyes = eyesOf({ nowMs: 0 });
  const at = (path: string) => join(root, path);
  return {
    ...eyes,
    read: (path, maxBytes) => eyes.read(at(path), maxBytes),
    look: (path) => eyes.look(at(path)),
    list: (path) => eyes.list(at(path)),
    run: async (command, options) => {
      const ran = await eyes.run(
        command.map((word) => (word.startsWith('/') ? at(word) : word)),
        options,
      );
      return 'fault' in ran ? ran : { ...ran, out: ran.out.replaceAll(root, '') };
    },
  };
}

/** The shape of freqtrade's `config_examples/config_full.example.json`: comments, the samples of the documentation. */
export const freqtradeConfig = (
  more: Readonly<Record<string, unknown>> = {},
  comment = '// shown in the docs',
): string =>
  JSON.stringify(
    {
      max_open_trades: 3,
      stake_currency: 'USDT',
      stake_amount: 50,
      dry_run: false,
      cancel_open_orders_on_exit: false,
      trading_mode: 'spot',
      entry_pricing: { price_side: 'same' },
      order_types: { entry: 'limit', exit: 'limit', stoploss: 'market', stoploss_on_exchange: false },
      exchange: { name: 'binance', key: '', secret: '', pair_whitelist: ['BTC/USDT'] },
      pairlists: [{ method: 'StaticPairList' }],
      telegram: { enabled: false, token: '', chat_id: '' },
      api_server: {
        enabled: false,
        listen_ip_address: '127.0.0.1',
        listen_port: 8080,
        jwt_secret_key: 'somethingrandom',
        username: 'freqtrader',
        password: 'SuperSecurePassword',
        ws_token: 'secret_ws_t0ken.',
      },
      ...more,
    },
    null,
    4,
  ).replace('"pair_whitelist"', `${comment}\n        "pair_whitelist"`);

/** The shape of Hummingbot's `conf/conf_client.yml`. */
export const hummingbotConfig = (mqtt: Readonly<Record<string, string | number | boolean>> = {}): string => {
  const bridge = {
    mqtt_host: 'localhost',
    mqtt_port: 1883,
    mqtt_username: "''",
    mqtt_password: "''",
    mqtt_namespace: 'hbot',
    mqtt_ssl: false,
    mqtt_commands: true,
    mqtt_autostart: false,
    ...mqtt,
  };
  return [
    '####################################',
    '###   client_config_map config   ###',
    '####################################',
    'instance_id: 0a1b',
    'log_level: INFO',
    'kill_switch_mode: {}',
    '# MQTT Bridge configuration.',
    'mqtt_bridge:',
    ...Object.entries(bridge).map(([name, value]) => `  ${name}: ${value}`),
    'paper_trade:',
    '  paper_trade_exchanges:',
    '  - binance',
    '  paper_trade_account_balance:',
    '    USDT: 100000.0',
    '',
  ].join('\n');
};

/** What the checks say of the bots of a host, `result about: says`, by id; passes and what does not apply are left out. */
export async function judged(
  host: BotHost,
  blessed?: Readonly<Record<string, string>>,
): Promise<Record<string, string[]>> {
  const { signal } = new AbortController();
  const found = await host.find();
  const facts = await lookAtBots({ eyes: host.eyes, signal, ...(blessed ? { blessed } : {}) }, { ...found, gaps: [] });
  const told = botFamily.checks.map((check) => {
    const findings = check.judge(facts);
    for (const { says, fix = '' } of findings) recordOutput(check.id, `${says}\n${fix}`);
    const open = findings.filter(({ result }) => result !== 'pass' && result !== 'not-applicable');
    return [
      check.id,
      open.map(({ result, about, says, severity }) => `${result}${severity ? ` (${severity})` : ''} ${about}: ${says}`),
    ];
  });
  return Object.fromEntries(told.filter(([, lines]) => (lines as string[]).length > 0));
}
