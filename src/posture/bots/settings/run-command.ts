import { posix } from 'node:path';
import { type Service, servicesOf } from '../files/compose-file.ts';
import type { Files } from '../files/files.ts';
import type { Part } from '../files/part.ts';
import { readUnit } from '../files/unit-file.ts';
import { kindOfImage } from '../find/kinds.ts';
import type { FoundBot } from '../found.ts';

/** The containers that units of a bot run by `docker run`, each as a service of a compose file would tell it. */
export async function runServices(
  files: Files,
  bot: FoundBot,
): Promise<readonly { readonly file: string; readonly service: Service }[]> {
  const units = bot.startedBy.filter((path) => path.endsWith('.service'));
  const found = await Promise.all(
    units.map(async (file) => {
      const text = (await files.text(file)) ?? '';
      const line = text.split('\n').findIndex((row) => /^\s*ExecStart\s*=/.test(row)) + 1;
      const { commands } = readUnit([{ file, text }], '');
      const services = commands.flatMap((words) => serviceOf(words, Math.max(1, line)));
      return services.filter(({ kind }) => kind === bot.kind).map((service) => ({ file, service }));
    }),
  );
  return found.flat();
}

function serviceOf(words: readonly string[], line: number): readonly Service[] {
  const at = words.indexOf('run');
  const image = words.findIndex((word, place) => place > at && kindOfImage(word) !== undefined);
  if (!/^(?:docker|podman)$/.test(posix.basename(words[0] ?? '')) || at === -1 || image === -1) return [];
  const options = words.slice(at + 1, image);
  const text = (value: string): Part => ({ line, value });
  const list = (short: string, long: string): Part => ({ line, value: valuesOf(options, short, long).map(text) });
  // A port of each that the image names, on all addresses: which ones is not written here.
  const isAll = options.some((word) => word === '-P' || word === '--publish-all');
  const [network] = [...valuesOf(options, '--network', '--net')].reverse();
  const service = new Map<string, Part>([
    ['image', text(words[image] as string)],
    ['ports', isAll ? text('all') : list('-p', '--publish')],
    ['environment', list('-e', '--env')],
    ['env_file', list('--env-file', '--env-file')],
    ...(network === undefined ? [] : [['network_mode', text(network)] as const]),
  ]);
  const services: Part = { line, value: new Map([['container', { line, value: service }]]) };
  return servicesOf({ line, value: new Map([['services', services]]) });
}

function valuesOf(options: readonly string[], short: string, long: string): string[] {
  return options.flatMap((word, at) => {
    if (word === short || word === long) return [options[at + 1] ?? ''];
    const joined = [`${long}=`, `${short}=`, ...(short.length === 2 ? [short] : [])].find((one) =>
      word.startsWith(one),
    );
    return joined === undefined ? [] : [word.slice(joined.length)];
  });
}
