import type { BotProcess, FoundBots } from '../bots/found.ts';
import { type Sight, seen, unseen } from '../check.ts';
import type { Eyes } from '../eyes.ts';
import type { BotEnvironment } from './facts.ts';
import type { Finder } from './finder.ts';
import type { HeldSecret } from './held.ts';

const MOST_ENVIRONMENT = 256 * 1024;
const DOCKER_MS = 1_500;

interface Parts {
  readonly eyes: Eyes;
  readonly finder: Finder;
  readonly bots: FoundBots;
}

/** The environments of the bots that run, and what their containers were given. */
export async function lookAtEnvironments(parts: Parts): Promise<Sight<readonly BotEnvironment[]>> {
  const { bots } = parts.bots;
  const found = await Promise.all(
    bots.flatMap((bot) => {
      const containers = new Set(bot.processes.map(({ container }) => container).filter((one) => one !== undefined));
      return [
        ...bot.processes.map((one) => ofProcess(one, bot.name, parts)),
        ...[...containers].map((one) => ofContainer(one, bot.name, parts)),
      ];
    }),
  );
  const gap = parts.bots.gaps[0];
  if (gap !== undefined && found.length === 0) return unseen('/proc', `whether a bot runs was not seen (${gap})`);
  return seen('/proc/PID/environ, docker inspect', merged(found));
}

async function ofProcess(process: BotProcess, bot: string, { eyes, finder }: Parts): Promise<BotEnvironment> {
  const about = `process ${process.program} of ${bot}`;
  const by = '/proc/PID/environ';
  const read = await eyes.read(`/proc/${process.pid}/environ`, MOST_ENVIRONMENT);
  if ('fault' in read) {
    const why =
      read.fault === 'missing' ? 'it ended meanwhile' : 'its environment may be read by its user and root alone';
    return { about, secrets: unseen(by, why) };
  }
  const lines = Buffer.from(read.bytes.map((byte) => (byte === 0 ? 10 : byte)));
  return { about, secrets: seen(by, finder.text(lines, '.env').map(withoutLines)) };
}

async function ofContainer(id: string, bot: string, { eyes, finder }: Parts): Promise<BotEnvironment> {
  const about = `container of ${bot}`;
  const by = 'docker inspect';
  const ran = await eyes.run(['docker', 'inspect', '--format', '{{json .Config.Env}}', id], { timeoutMs: DOCKER_MS });
  const list = 'fault' in ran || ran.status !== 0 ? undefined : textsOf(ran.out);
  if (!list) return { about, secrets: unseen(by, 'the container daemon did not say what the container was given') };
  return { about, secrets: seen(by, finder.text(Buffer.from(list.join('\n')), '.env').map(withoutLines)) };
}

/** A line of an environment is none that anybody could look up. */
const withoutLines = (secret: HeldSecret): HeldSecret => ({ ...secret, lines: [] });

function textsOf(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (value === null) return [];
    return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Workers of one program have the same environment. */
function merged(all: readonly BotEnvironment[]): readonly BotEnvironment[] {
  const byAbout = new Map<string, BotEnvironment>();
  for (const one of all) {
    const before = byAbout.get(one.about);
    if (!before || 'unseen' in before.secrets) byAbout.set(one.about, one);
    else if (!('unseen' in one.secrets)) {
      const secrets = [
        ...new Map([...before.secrets.seen, ...one.secrets.seen].map((each) => [each.id, each])).values(),
      ];
      byAbout.set(one.about, { ...before, secrets: seen(before.secrets.by, secrets) });
    }
  }
  return [...byAbout.values()];
}
