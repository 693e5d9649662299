import { shellWord } from '../../../core/index.ts';
import type { Check, Finding } from '../../check.ts';
import type { Bot, BotFacts, Door } from '../facts.ts';
import type { BotKind } from '../found.ts';
import { judgeBots, placeWords } from '../judge.ts';

/** BOT-01: a bot's page or interface is reached from this host alone, or over TLS. */
export const doorClosed: Check<BotFacts> = {
  id: 'BOT-01',
  severity: 'critical',
  title: 'pages and interfaces of the bots are not open to the network without TLS',
  why: 'Whoever reaches the page of a bot can trade with its key. Without TLS the password crosses the network in the clear, and scanners find such a port within hours.',
  how: 'All settings of each bot (freqtrade: those that `add_config_files` names too, and what two of them open together), the `ports:` of its compose files (overrides, `extends:`, `include:`, and what `docker compose -f` of a unit or a running process names; what is remote is not read), and the sockets on which its processes listen (/proc/net/tcp, /proc/net/tcp6). A firewall or a provider before this host is not seen here, and whether a reverse proxy asks for TLS is not asked.',
  fix: 'Let it listen on 127.0.0.1, publish it as "127.0.0.1:PORT:PORT", and reach it with `ssh -L PORT:127.0.0.1:PORT HOST` or a VPN.',
  undo: 'Write the former address back into the same line and restart the bot.',
  references: [
    'https://www.freqtrade.io/en/stable/rest-api/',
    'https://github.com/docker/for-linux/issues/690',
    'https://github.com/jesse-ai/jesse/blob/master/jesse/cli.py',
  ],
  boxes: [29],
  isAttestable: true,
  judge: (facts) => judgeBots(facts, judgeBot, { ofNone: 'no bot here has a page or an interface', tellsGaps: true }),
};

function judgeBot(bot: Bot): readonly Finding[] | undefined {
  const { about, hiddenDoors } = bot;
  const open = bot.settings.doors.filter(({ reach }) => reach !== 'loopback').map((door) => findingOf(bot, door));
  const hidden: Finding[] =
    hiddenDoors === undefined
      ? []
      : [
          {
            result: 'unknown',
            about,
            says: hiddenDoors,
            by: '/proc',
            fix: `Ask with \`sudo ss -lntp\`, or run \`sudo keyward check\`.`,
          },
        ];
  if (open.length > 0 || hidden.length > 0) return [...open, ...hidden];
  const [first] = bot.settings.doors;
  if (first === undefined)
    return bot.kind === 'ccxt' || bot.kind === 'nautilus'
      ? undefined
      : [passed(about, 'it opens no page and no interface', 'its settings')];
  const ports = [...new Set(bot.settings.doors.map(({ port }) => port))].join(', ');
  return [passed(about, `port ${ports} is reached from this host alone`, first.by)];
}

const passed = (about: string, says: string, by: string): Finding => ({ result: 'pass', about, says, by });

function findingOf({ about, kind }: Bot, door: Door): Finding {
  const { what, port, address, reach, tls, behind, onlyWith, by, place } = door;
  const base = {
    about: `${about}, port ${port}${place === undefined ? '' : ` of ${place.file}`}`,
    by,
    fix: fixOf(kind, door),
    ...(place === undefined ? {} : { places: [place] }),
  };
  const at = `${what} listens on ${address}${port === 'any' ? ' and a port that changes' : `, port ${port}`}`;
  if (behind !== undefined)
    return {
      ...base,
      result: 'unknown',
      says: `${what} stands behind ${behind}, and whether that asks for TLS and a login is not seen from here`,
      fix: `Look at what ${shellWord(behind)} publishes, and attest it: \`keyward attest BOT-01 --note ${shellWord(`TLS by ${behind}`)}\`.`,
    };
  if (onlyWith !== undefined && reach !== 'unknown')
    return {
      ...base,
      result: 'unknown',
      says: `${at}, if ${onlyWith} is in use too, and whether it is, is not known`,
    };
  if (reach === 'unknown')
    return {
      ...base,
      result: 'unknown',
      says: `${what} listens on ${address}, and how far that name reaches is not known`,
    };
  if (tls === 'unknown')
    return {
      ...base,
      result: 'unknown',
      says: `${at}; whether it asks for TLS and a login cannot be told from outside`,
    };
  if (reach === 'private')
    return {
      ...base,
      result: 'warn',
      severity: 'high',
      says: `${at}, without TLS: everything in that network reaches it`,
    };
  return { ...base, result: 'fail', says: `${at}, without TLS` };
}

const hosts: Readonly<Partial<Record<BotKind, string>>> = {
  freqtrade: 'write `"listen_ip_address": "127.0.0.1"`',
  jesse: 'write `APP_HOST=127.0.0.1`',
  octobot: 'start it with `WEB_ADDRESS=127.0.0.1` in its environment, or set `services.web.ip`',
};

function fixOf(kind: BotKind, { port, place, by }: Door): string {
  const number = port === 'any' ? 'PORT' : port;
  const tunnel = `Reach it with \`ssh -L ${number}:127.0.0.1:${number} HOST\`.`;
  if (place !== undefined && /\.ya?ml$/.test(place.file) && kind !== 'hummingbot')
    return `In ${placeWords(place)} write \`"127.0.0.1:${number}:..."\` and run \`docker compose up -d\`. ${tunnel}`;
  if (place !== undefined && /compose/.test(place.file))
    return `In ${placeWords(place)} put \`127.0.0.1:\` in front of the port and run \`docker compose up -d\`. ${tunnel}`;
  return `In ${place === undefined ? `the settings (seen by ${shellWord(by)})` : placeWords(place)} ${hosts[kind] ?? 'let it listen on 127.0.0.1'} and restart the bot. ${tunnel}`;
}
