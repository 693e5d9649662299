import type { Eyes } from '../../eyes.ts';
import type { Door } from '../facts.ts';
import type { Service } from '../files/compose-file.ts';
import type { BotKind, FoundBot } from '../found.ts';
import type { Composed } from './environment.ts';
import { listenersOf } from './listeners.ts';
import { networksOf } from './networks.ts';
import { reachOf } from './reach.ts';

/** Programs of a compose file that take requests from outside and hand them on. */
const PROXY =
  /(?:^|\/)(?:traefik|caddy|nginx|nginx-proxy-manager|haproxy|swag|cloudflared|envoy|apache|httpd)(?:[:@]|$)/;
/** What stands beside a bot and commands it: the broker of Hummingbot's messages. */
const BROKER = /(?:^|\/)(?:emqx|eclipse-mosquitto|mosquitto|hivemq\w*|rabbitmq)(?:[:@/]|$)/;
const BROKER_PORTS = new Set(['1883', '8083', '18083', '8081']);

const names: Readonly<Record<BotKind, string>> = {
  freqtrade: 'freqtrade',
  hummingbot: 'Hummingbot',
  octobot: 'OctoBot',
  jesse: 'Jesse',
  passivbot: 'Passivbot',
  nautilus: 'NautilusTrader',
  ccxt: 'the bot',
};

/** The doors of a bot: what its settings open, what its compose file publishes, and what its processes listen on. */
export async function doorsOf(
  eyes: Eyes,
  bot: FoundBot,
  planned: readonly Door[],
  composed: readonly Composed[],
): Promise<{ readonly doors: readonly Door[]; readonly hidden?: string }> {
  const onHost = bot.processes.filter(({ container }) => container === undefined);
  const services = composed.flatMap(({ file, own, all }) => own.map((service) => ({ file, service, all })));
  const networks = networksOf(composed, planned);
  const sure = composed.filter(({ isUnsure }) => isUnsure === undefined);
  const published = [...sure, ...networks.shared].flatMap((one) => publishedDoors(bot.kind, one));
  // In a container a bot listens on all addresses of the container: what counts is what is published.
  const isInside = services.length > 0 && onHost.length === 0 && !networks.isOnHost;
  const behind = isInside && published.length === 0 ? proxiesOf(services) : [];
  const kept = isInside
    ? planned.flatMap((door) => behind.map((name) => ({ ...door, reach: 'unknown' as const, behind: name })))
    : planned;
  const listening = await listenersOf(
    eyes,
    onHost.map(({ pid }) => pid),
  );
  const heard =
    'unseen' in listening
      ? []
      : listening.seen.map(({ address, port }) => ({
          what: `port ${port} of ${names[bot.kind]}`,
          port: String(port),
          address,
          reach: reachOf(address),
          tls:
            bot.kind === 'ccxt' || bot.kind === 'nautilus' || bot.kind === 'hummingbot'
              ? ('unknown' as const)
              : ('none' as const),
          by: listening.by,
        }));
  const doors = distinct([...published, ...kept, ...heard]);
  const inContainers = bot.processes.length > onHost.length && composed.length === 0;
  const hidden =
    'unseen' in listening
      ? listening.unseen
      : inContainers
        ? 'it runs in a container, and no compose file tells which of its ports are published'
        : networks.unclear;
  return hidden === undefined ? { doors } : { doors, hidden };
}

function publishedDoors(kind: BotKind, { file, own, all }: Composed): Door[] {
  const brokers = kind === 'hummingbot' ? all.filter(({ image }) => image !== undefined && BROKER.test(image)) : [];
  return [...own, ...brokers].flatMap((service) =>
    service.ports.flatMap(({ address, published, target, line, file: other = file }) => {
      if (brokers.includes(service) && !BROKER_PORTS.has(target)) return [];
      const what = brokers.includes(service) ? `the broker ${service.name}` : `the service ${service.name}`;
      const reach = reachOf(address);
      const onlyWith = service.profile === undefined ? {} : { onlyWith: `the profile ${service.profile}` };
      return [
        { what, port: published, address, reach, tls: 'none', by: other, place: { file: other, line }, ...onlyWith },
      ];
    }),
  );
}

function proxiesOf(services: readonly { readonly service: Service; readonly all: readonly Service[] }[]): string[] {
  const found = services.flatMap(({ all }) => all.filter(({ image }) => image !== undefined && PROXY.test(image)));
  return [...new Set(found.map(({ name }) => name))].slice(0, 1);
}

/** Each place that opens a port is told, the widest first; what was only heard is told where no place says as much. */
function distinct(doors: readonly Door[]): Door[] {
  const order = ['all', 'private', 'unknown', 'loopback'];
  const sorted = [...doors].sort(
    (a, b) => order.indexOf(a.reach) - order.indexOf(b.reach) || Number(!a.place) - Number(!b.place),
  );
  const isTold = (door: Door, other: Door): boolean =>
    other.port === door.port &&
    (door.place === undefined || (door.place.file === other.place?.file && door.place.line === other.place?.line));
  return sorted.filter((door, at) => sorted.findIndex((other) => isTold(door, other)) === at);
}
