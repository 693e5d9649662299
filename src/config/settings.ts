import { isIP } from 'node:net';
import { z } from 'zod';
import { isAddressService } from '../network/index.ts';
import { botPolicySchema, scopesSchema } from '../policy/index.ts';
import { fromSchema, unlockSchema } from '../vault/index.ts';
import { alertsSchema } from './alert-settings.ts';
import { botStopSchema } from './bot-stop-settings.ts';
import { checkSchema, killSchema, monitorSchema } from './watch-settings.ts';

const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, 'a name is of lower-case letters, digits and dashes, and begins with a letter');

export const keySchema = z
  .strictObject({
    exchange: z
      .string()
      .min(1)
      .describe(
        'The exchange: binance, bybit, okx, kraken or coinbase for bots; any of docs/exchanges.md for the key audit alone.',
      ),
    environment: z
      .enum(['live', 'testnet', 'demo', 'practice'])
      .default('live')
      .describe('What the key was issued for. `practice` is the built-in practice exchange, which mints its own key.'),
    host: z
      .string()
      .regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/, 'not the name of a host, such as `my.okx.com`')
      .optional()
      .describe(
        "The exchange's host where this key works, for a key of a regional site: `my.okx.com`, `api.bybit.eu`. Keyward's own requests go there, and the bots' must name a host of the same site. Default: the main site, and any host.",
      ),
    from: fromSchema
      .optional()
      .describe('Where the key is read from. Default: the environment, with the exchange as prefix.'),
    purpose: z
      .enum(['bots', 'audit', 'rotation', 'watch'])
      .default('bots')
      .describe(
        '`bots`: bots trade with it through Keyward. `audit`: it is only watched, another program uses it. `rotation`: a master key that makes and removes keys of sub-accounts, and is used for nothing else. `watch`: it only reads, and watches the account of another key.',
      ),
    vendor: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{0,39}$/, 'not a name such as `3commas`')
      .optional()
      .describe('The hosted platform that was given this key. Keyward never signs orders with it.'),
    holders: z
      .array(z.string().min(1).max(60))
      .max(50)
      .default([])
      .describe('The people and hosts that hold this key; `keyward key event` asks for their names.'),
    rotate: z
      .strictObject({
        days: z
          .int()
          .min(1)
          .max(3650)
          .optional()
          .describe('How old it may become. Default: by what it can do, see `rotation`.'),
        by: name.optional().describe('The key of purpose `rotation` that makes its successor.'),
        subAccount: z
          .string()
          .min(1)
          .max(100)
          .optional()
          .describe("The sub-account whose key it is, as the exchange's calls name it."),
        ips: z
          .array(z.string().min(3).max(50))
          .max(50)
          .optional()
          .describe('The IP list of a new key. Default: that of the old one, where the exchange shows it whole.'),
        automatic: z
          .boolean()
          .default(false)
          .describe('True: when it is due, a running Keyward replaces it by itself. Needs `by` and `subAccount`.'),
        graceMinutes: z
          .number()
          .min(0)
          .max(1_440)
          .default(0)
          .describe(
            'How long the old key lives on once the new one is proven, where another Keyward or key name reads the same place: as long as that takes to look again.',
          ),
      })
      .default({ automatic: false, graceMinutes: 0 })
      .describe('How it is replaced.'),
  })
  .superRefine(({ vendor, holders }, context) => {
    for (const [at, holder] of holders.entries()) {
      const message = holderFault(holder, holders.slice(0, at), vendor);
      if (message !== undefined) context.addIssue({ code: 'custom', path: ['holders', at], message });
    }
  });

/** Why a name under `holders` makes no sense; `undefined` where it does. */
function holderFault(holder: string, before: readonly string[], vendor: string | undefined): string | undefined {
  if (holder.trim() === '') return 'a holder without a name';
  if (before.includes(holder)) return `the holder ${holder} stands there twice`;
  if (holder.toLowerCase() === vendor)
    return `the holder ${holder} is the vendor of this key: name here the people and hosts that hold it as well`;
  return undefined;
}

/**
 * UTC as it is, from three operators. Read 2026-11-22: Cloudflare and the NTP pool do not smear leap seconds ("Network Time Protocol",
 * Cloudflare docs), NIST serves UTC. Google's servers smear (developers.google.com/time/smear), and must not be mixed with those that do not.
 */
const NTP_SERVERS = ['time.cloudflare.com', 'pool.ntp.org', 'time.nist.gov'];
/** Answer with the caller's address and nothing else; read 2026-11-22: AWS documents the first, ipify the others. */
const ADDRESS_SERVICES = {
  ipv4: ['https://checkip.amazonaws.com/', 'https://api.ipify.org/'],
  ipv6: ['https://api6.ipify.org/'],
};
const CLOCK = { ntp: NTP_SERVERS, warnAboveMs: 1_000, refuseAboveMs: 2_000 };

const addressServices = z
  .array(z.string().refine(isAddressService, 'not an https address (http is taken on this host alone)'))
  .max(4);

const clockSchema = z
  .strictObject({
    ntp: z
      .array(
        z
          .string()
          .max(260)
          .regex(
            /^(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\[[0-9a-fA-F:.]+\])(?::[0-9]{1,5})?$/,
            'not a server such as `time.cloudflare.com`, `192.0.2.1:123` or `[2001:db8::1]`',
          ),
      )
      .max(8)
      .default(NTP_SERVERS)
      .describe(
        "The NTP servers that the clock is compared with; three or more outvote one that is wrong. Do not mix servers that smear leap seconds (Google, and the cloud providers' own) with others. Empty: none is asked.",
      ),
    warnAboveMs: z
      .int()
      .min(10)
      .max(3_600_000)
      .default(CLOCK.warnAboveMs)
      .describe('From where on a clock that is off is told of.'),
    refuseAboveMs: z
      .int()
      .min(10)
      .max(3_600_000)
      .default(CLOCK.refuseAboveMs)
      .describe('From where on `keyward up` does not start with keys of real exchanges.'),
  })
  .refine(({ warnAboveMs, refuseAboveMs }) => warnAboveMs <= refuseAboveMs, {
    path: ['refuseAboveMs'],
    error: 'smaller than warnAboveMs',
  });

const networkSchema = z.strictObject({
  localAddress: z
    .string()
    .refine((address) => isIP(address) !== 0, 'not an IP address')
    .optional()
    .describe(
      "The address of this host from which requests to the exchanges leave. Default: the one that the system's routes choose.",
    ),
  addressServices: z
    .strictObject({
      ipv4: addressServices
        .default(ADDRESS_SERVICES.ipv4)
        .describe('Asked over IPv4 for the public address. Empty: none is asked.'),
      ipv6: addressServices
        .default(ADDRESS_SERVICES.ipv6)
        .describe('Asked over IPv6 for the public address. Empty: none is asked.'),
    })
    .default(ADDRESS_SERVICES)
    .describe(
      'Services that answer with the bare address of whoever asks. `keyward doctor ip` asks them, nothing else does.',
    ),
});

export const settingsSchema = z.strictObject({
  version: z.literal(1, { error: 'the settings begin with `version: 1`' }),
  keys: z.record(name, keySchema).describe('The exchange keys, by a name of your own.'),
  bots: z
    .record(name, botPolicySchema.safeExtend({ stop: botStopSchema.optional() }))
    .default({})
    .describe('The bots: which exchange key each trades with, and what it may do.'),
  scopes: scopesSchema.optional().describe('Limits over several bots; they only tighten.'),
  vault: z
    .strictObject({
      unlock: unlockSchema
        .optional()
        .describe(
          "Where the identity comes from that opens Keyward's own vault and its seal. Default: the file `vault.key` in the state folder, which protects against a copy of the vault alone.",
        ),
    })
    .default({})
    .describe("Keyward's own encrypted vault."),
  rotation: z
    .strictObject({
      readDays: z.int().min(1).max(3650).default(90).describe('How old a key that only reads may become.'),
      tradeDays: z.int().min(1).max(3650).default(30).describe('How old a key that trades may become.'),
      withdrawDays: z.int().min(1).max(3650).default(14).describe('How old a key that can withdraw may become.'),
    })
    .default({ readDays: 90, tradeDays: 30, withdrawDays: 14 })
    .describe('When a key is due to be replaced, by what it can do.'),
  audit: z
    .strictObject({
      everyHours: z
        .number()
        .min(0.001)
        .max(168)
        .default(24)
        .describe('How often every key is audited while Keyward runs.'),
      remindDays: z.int().min(1).max(90).default(14).describe('How long before a date it is told of.'),
    })
    .default({ everyHours: 24, remindDays: 14 })
    .describe('The audit of what the keys can do.'),
  alerts: alertsSchema.default(alertsSchema.parse({})).describe('How Keyward calls for a human.'),
  monitor: monitorSchema.default(monitorSchema.parse({})).describe('What is watched of the accounts.'),
  kill: killSchema.default(killSchema.parse({})).describe('What the kill switch does.'),
  check: checkSchema.default(checkSchema.parse({})).describe('The checklist: `keyward check`.'),
  clock: clockSchema.default(CLOCK).describe("How far this host's clock may be off."),
  network: networkSchema
    .default({ addressServices: ADDRESS_SERVICES })
    .describe("How this host's addresses are found, and which one is used."),
  gateway: z
    .strictObject({
      port: z.int().min(0).max(65_535).default(8787).describe("The bots' port on 127.0.0.1; 0 takes a free one."),
    })
    .default({ port: 8787 }),
  practice: z
    .strictObject({
      port: z.int().min(0).max(65_535).default(8789).describe("The practice exchange's port on 127.0.0.1."),
      serve: z
        .boolean()
        .default(true)
        .describe(
          'False: the practice exchange that `keyward practice` serves on this port is used, in a process of its own.',
        ),
      seed: z
        .string()
        .min(1)
        .max(100)
        .optional()
        .describe('Two practice exchanges with one seed are alike. Default: chance, kept in the state folder.'),
    })
    .default({ port: 8789, serve: true }),
});

export type Settings = z.infer<typeof settingsSchema>;
export type KeySettings = z.infer<typeof keySchema>;
