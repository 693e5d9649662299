import type { Door } from '../facts.ts';
import type { Service } from '../files/compose-file.ts';
import type { Composed } from './environment.ts';
import { reachOf } from './reach.ts';

/** Longer than any chain of services that share a network. */
const LONGEST_CHAIN = 8;

interface Networks {
  readonly isOnHost: boolean;
  /** Services whose network the bot shares, with the ports that lead to it. */
  readonly shared: readonly Composed[];
  /** Why it cannot be told what is open. */
  readonly unclear?: string;
}

/** In which networks the services of a bot are; what they are said to open in them. */
export function networksOf(composed: readonly Composed[], planned: readonly Door[]): Networks {
  const sure = composed.filter(({ isUnsure }) => isUnsure === undefined);
  const ends = sure.flatMap(({ own }) => own.map((service) => endOf(service, sure, 0)));
  const behind = ends.flatMap(({ services }) => services);
  const shared = sure.map((one) => ({
    ...one,
    own: one.all.filter((service) => behind.includes(service)).map((service) => ledTo(service, planned)),
  }));
  const unclear = [
    ...sure.flatMap(({ own }) => own.flatMap((service) => service.unclear ?? [])),
    ...ends.flatMap((end) => end.unclear ?? []),
    ...(planned.length === 0 && behind.some(isOpen)
      ? [`${behind[0]?.name}, whose network it shares, publishes ports, and which of them are its own is not known`]
      : []),
    ...composed.flatMap(({ file, own, isUnsure }) =>
      isUnsure === true && own.some((service) => isOpen(service) || service.network !== undefined)
        ? [`${file} opens more of it, and whether that file is used is not known`]
        : [],
    ),
  ];
  const isOnHost = ends.some((end) => end.isOnHost);
  return { isOnHost, shared, ...(unclear[0] === undefined ? {} : { unclear: unclear[0] }) };
}

interface End {
  readonly isOnHost: boolean;
  readonly services: readonly Service[];
  readonly unclear?: string;
}

/** Follows `service:NAME` and `container:NAME` to the network in which a service is. */
function endOf({ network, unclear }: Service, composed: readonly Composed[], depth: number): End {
  const [, way, name = ''] = /^(service|container):(.+)$/.exec(network ?? '') ?? [];
  const cause = unclear === undefined ? {} : { unclear };
  if (way === undefined) return { isOnHost: network === 'host', services: [], ...cause };
  const found = composed.flatMap(({ all }) =>
    all.filter((one) => one.containerName === name || (way === 'service' && one.name === name)),
  );
  if (found.length === 0 || depth > LONGEST_CHAIN)
    return { isOnHost: false, services: [], unclear: 'it shares the network of a container that is not known' };
  const further = found.map((one) => endOf(one, composed, depth + 1));
  const why = unclear ?? further.find((end) => end.unclear !== undefined)?.unclear;
  return {
    isOnHost: further.some((end) => end.isOnHost),
    services: [...found, ...further.flatMap(({ services }) => services)],
    ...(why === undefined ? {} : { unclear: why }),
  };
}

const isOpen = ({ ports }: Service): boolean => ports.some(({ address }) => reachOf(address) !== 'loopback');

/** Of the ports of another service those that lead to a door of the bot. */
function ledTo(service: Service, planned: readonly Door[]): Service {
  const leads = (target: string) => {
    const [from = Number.NaN, to = from] = target.split('-').map(Number);
    return target === 'any' || planned.some(({ port }) => !(Number(port) < from || Number(port) > to));
  };
  return { ...service, ports: service.ports.filter(({ target }) => leads(target)) };
}
