import { kindOfImage } from '../find/kinds.ts';
import type { BotKind } from '../found.ts';
import { Interpolated } from './interpolated.ts';
import { entriesOf, itemsOf, type Part, partAt, textOf } from './part.ts';

/** A service of a compose file. */
export interface Service {
  readonly name: string;
  readonly line: number;
  /** Of the file that was included; absent for the one that was read. */
  readonly file?: string;
  readonly image?: string;
  readonly kind?: BotKind;
  /** Its folder with the Dockerfile, where it is built. */
  readonly build?: string;
  readonly ports: readonly Port[];
  readonly environment: readonly {
    readonly name: string;
    readonly value?: string;
    readonly line: number;
    readonly file?: string;
  }[];
  readonly environmentFiles: readonly string[];
  /** `host`, `service:NAME`, `container:NAME`; absent where none is written. */
  readonly network?: string;
  readonly containerName?: string;
  /** The service that it continues. */
  readonly extends?: { readonly service: string; readonly file?: string };
  /** What it takes back of the file that it overrides. */
  readonly takesBack: { readonly ports: boolean; readonly network: boolean };
  /** Only with this profile it is started, and nothing names that. */
  readonly profile?: string;
  /** Why it cannot be told what it opens. */
  readonly unclear?: string;
  /** Names of other services or labels that speak of a reverse proxy. */
  readonly labels: readonly string[];
  readonly command: string;
}

/** A published port; `address` is `0.0.0.0` where none is written, as compose publishes then, and `$NAME` where only that variable tells. */
export interface Port {
  readonly address: string;
  readonly published: string;
  readonly target: string;
  /** Absent for the file of its service. */
  readonly file?: string;
  readonly line: number;
}

/** The services of a compose file that was read; `variables` are those of the `.env` beside it. */
export function servicesOf(file: Part, variables?: Part): Service[] {
  return [...(entriesOf(partAt(file, 'services')) ?? [])].map(([name, part]) => serviceOf(name, part, variables));
}

function serviceOf(name: string, part: Part, variables: Part | undefined): Service {
  const filled = (one: Part | undefined) => {
    const text = textOf(one);
    return text === undefined ? undefined : new Interpolated(text, variables);
  };
  const image = textOf(partAt(part, 'image'));
  const kind = image === undefined ? undefined : kindOfImage(new Interpolated(image, variables).text);
  const build = textOf(partAt(part, 'build')) ?? textOf(partAt(part, 'build', 'context'));
  const network = filled(partAt(part, 'network_mode'));
  const containerName = filled(partAt(part, 'container_name'))?.text;
  const ports = portsOf(partAt(part, 'ports'), variables);
  const unclear =
    network?.missing !== undefined
      ? `its network is named by $${network.missing}, which is not known`
      : ports === undefined
        ? 'its `ports:` were not understood'
        : undefined;
  return {
    name,
    line: part.line,
    ...(image === undefined ? {} : { image }),
    ...(kind === undefined ? {} : { kind }),
    ...(build === undefined ? {} : { build }),
    ports: ports ?? [],
    environment: environmentOf(partAt(part, 'environment')),
    environmentFiles: environmentFilesOf(partAt(part, 'env_file')),
    ...(network === undefined ? {} : { network: network.text }),
    ...(containerName === undefined ? {} : { containerName }),
    ...extendsOf(partAt(part, 'extends'), filled),
    takesBack: { ports: partAt(part, 'ports')?.tag !== undefined, network: partAt(part, 'network_mode') !== undefined },
    ...profileOf(partAt(part, 'profiles'), variables),
    ...(unclear === undefined ? {} : { unclear }),
    labels: labelsOf(partAt(part, 'labels')),
    command: commandText(partAt(part, 'command')),
  };
}

/** Absent where it has none, or the `.env` beside has it started. */
function profileOf(part: Part | undefined, variables: Part | undefined): Pick<Service, 'profile'> {
  const names = itemsOf(part).flatMap((item) => textOf(item) ?? []);
  const used = (textOf(partAt(variables, 'COMPOSE_PROFILES')) ?? '').split(',').map((name) => name.trim());
  const [first] = names;
  return first === undefined || names.some((name) => used.includes(name) || used.includes('*'))
    ? {}
    : { profile: first };
}

function extendsOf(
  part: Part | undefined,
  filled: (one: Part | undefined) => Interpolated | undefined,
): Pick<Service, 'extends'> {
  if (part === undefined) return {};
  const service = (filled(part) ?? filled(partAt(part, 'service')))?.text ?? '';
  const file = filled(partAt(part, 'file'))?.text;
  return { extends: { service, ...(file === undefined ? {} : { file }) } };
}

/** Undefined where one of them is in no form that is known. */
function portsOf(part: Part | undefined, variables: Part | undefined): Port[] | undefined {
  if (part === undefined || part.value === null || part.tag === '!reset') return [];
  if (!Array.isArray(part.value)) return undefined;
  const ports = itemsOf(part).map((item) => portOf(item, variables));
  const known = ports.filter((port) => port !== undefined);
  return known.length === ports.length ? known : undefined;
}

function portOf(part: Part, variables: Part | undefined): Port | undefined {
  const { line } = part;
  const filled = (one: Part | undefined) => new Interpolated(textOf(one) ?? '', variables);
  if (part.value instanceof Map) {
    const target = filled(partAt(part, 'target')).text;
    const host = filled(partAt(part, 'host_ip'));
    const address = host.missing === undefined ? host.text || '0.0.0.0' : `$${host.missing}`;
    if (target === '') return undefined;
    return { address, published: filled(partAt(part, 'published')).text || 'any', target, line };
  }
  const whole = filled(part);
  const text = whole.text.replace(/\/(?:tcp|udp)$/, '');
  const [, , bracketed, plain, published, target] =
    /^((?:\[([^\]]+)\]|([\w.-]*)):)?([\d-]*):(\d+(?:-\d+)?)?$/.exec(text) ?? [];
  const written = bracketed || plain;
  if (whole.missing !== undefined && !written)
    return { address: `$${whole.missing}`, published: published || 'any', target: target ?? 'any', line };
  if (target !== undefined) return { address: written || '0.0.0.0', published: published || 'any', target, line };
  // `- "8080"` publishes on a free port, of all addresses.
  return /^\d+(?:-\d+)?$/.test(text) ? { address: '0.0.0.0', published: 'any', target: text, line } : undefined;
}

function environmentOf(part: Part | undefined): Service['environment'] {
  const named = [...(entriesOf(part) ?? [])].map(([name, value]) => ({
    name,
    line: value.line,
    ...withValue(textOf(value)),
  }));
  const listed = itemsOf(part).flatMap((item) => {
    const [, name, value] = /^([A-Za-z_]\w*)(?:=([\s\S]*))?$/.exec(textOf(item) ?? '') ?? [];
    return name === undefined ? [] : [{ name, line: item.line, ...withValue(value) }];
  });
  return [...named, ...listed];
}

const withValue = (value: string | undefined) => (value === undefined ? {} : { value });

function environmentFilesOf(part: Part | undefined): string[] {
  const one = textOf(part);
  if (one !== undefined) return [one];
  return itemsOf(part).flatMap((item) => textOf(item) ?? textOf(partAt(item, 'path')) ?? []);
}

function labelsOf(part: Part | undefined): string[] {
  return [
    ...[...(entriesOf(part) ?? [])].map(([name, value]) => `${name}=${textOf(value) ?? ''}`),
    ...itemsOf(part).flatMap((item) => textOf(item) ?? []),
  ];
}

function commandText(part: Part | undefined): string {
  return (
    textOf(part) ??
    itemsOf(part)
      .flatMap((item) => textOf(item) ?? [])
      .join(' ')
  );
}

/** The last base image of a Dockerfile; undefined where it names none. */
export function baseImageOf(dockerfile: string): string | undefined {
  return [...dockerfile.matchAll(/^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)/gim)].at(-1)?.[1];
}
