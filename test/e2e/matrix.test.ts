import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exchanges } from '../../src/exchanges/index.ts';
import { practiceExchanges, type Received } from '../../src/practice/index.ts';
import { recordSecret } from '../canary.ts';
import {
  ENVIRONMENT_TIMEOUT_MS,
  needPython,
  type PythonEnvironment,
  pythonEnvironment,
} from '../python/environment.ts';
import type { StepResult } from '../python/session.ts';
import { readTracked } from '../source-tree.ts';
import { type BotCredentials, type Rig, startRig } from './harness.ts';
import { compare, type Sight, sightOf } from './matrix.ts';
import { type Client, clientsOf } from './matrix-clients.ts';
import { page, type StepReport, section } from './matrix-document.ts';
import { refusedSteps, type Scene, type Step, sceneOf, steps } from './matrix-scenes.ts';

const CLIENT_TIMEOUT_MS = 120_000;

const clients = practiceExchanges().flatMap(clientsOf);
const sections = new Map<Client, string>();
let environment: PythonEnvironment;

beforeAll(async () => {
  environment = await pythonEnvironment();
}, ENVIRONMENT_TIMEOUT_MS);

interface Taken {
  readonly step: Step;
  readonly directly: StepResult;
  readonly through: StepResult;
  readonly received: readonly Received[];
}

/** Takes every step on both ways at once. */
async function takeAll(client: Client, scene: Scene, rig: Rig, keys: Keys, python: string): Promise<Taken[]> {
  const direct = client.open(scene, { ...keys.own, base: `${rig.practice.url}/` }, python);
  const through = client.open(scene, { ...keys.bot, base: rig.proxyUrl }, python);
  const taken: Taken[] = [];
  try {
    for (const step of steps[client.traded]) {
      if (step === 'withdraw' && client.refused.withdraw === undefined) continue;
      const mark = rig.practice.mark();
      const [one, other] = await Promise.all([direct.step(step), through.step(step)]);
      taken.push({ step, directly: one, through: other, received: rig.practice.received(mark) });
    }
  } finally {
    await Promise.all([direct.close(), through.close()]);
    startAnew(rig.practice.core);
  }
  return taken;
}

/** No open orders, and the leverage of an account that never set one, as Bybit refuses to set what is set. */
function startAnew(core: Rig['practice']['core']): void {
  for (const account of core.world.accounts.values()) {
    core.cancelAll(account);
    account.leverage.clear();
  }
}

interface Keys {
  readonly own: BotCredentials;
  readonly bot: BotCredentials;
}

/** What arrived in each step, on each way, ids replaced. */
function sightsOf(taken: readonly Taken[], exchange: string, scene: Scene) {
  const idsOf = (results: readonly StepResult[]) => new Set(results.flatMap((each) => (each.ok ? each.ids : [])));
  const ids = { direct: idsOf(taken.map((each) => each.directly)), through: idsOf(taken.map((each) => each.through)) };
  return taken.map(({ received }) => {
    const isSent = (one: Received) => one.headers['user-agent'] === 'keyward';
    const sight = (all: readonly Received[], known: ReadonlySet<string>): Sight[] =>
      all.map((one) => sightOf(one, exchanges[exchange]!, scene, known));
    return {
      direct: sight(
        received.filter((one) => !isSent(one)),
        ids.direct,
      ),
      through: sight(received.filter(isSent), ids.through),
    };
  });
}

const told = (result: StepResult): string => (result.ok ? 'ok' : result.error);

describe.each(practiceExchanges())('on %s', (exchange) => {
  let rig: Rig;
  let keys: Keys;

  beforeAll(async () => {
    rig = await startRig({ exchanges: [exchange] });
    const permissions = { read: true, trade: true, futures: true };
    const account = `${exchange}, asked directly`;
    const { id, secret, passphrase } = rig.practice.mintKey({ exchange, account, permissions });
    if (secret === undefined) throw new Error(`no secret for a key of ${exchange}`);
    recordSecret(Buffer.from(secret));
    keys = {
      own: { apiKey: id, secret, ...(passphrase === undefined ? {} : { passphrase }) },
      bot: rig.bot(`${exchange}-bot`),
    };
  });
  afterAll(() => rig?.stop());

  it.for(clients.filter((client) => client.exchange === exchange))(
    '$name asks through Keyward what it asks directly, on $traded',
    { timeout: CLIENT_TIMEOUT_MS },
    async (client, context) => {
      const python = client.needsPython ? needPython(context, environment) : '';
      const scene = sceneOf(exchange, client.traded, rig.practice);
      const taken = await takeAll(client, scene, rig, keys, python);
      const sights = sightsOf(taken, exchange, scene);
      const faults: string[] = [];
      const reports = taken.map(({ step, directly, through }, at): StepReport => {
        const { direct, through: sent } = sights[at]!;
        const reason = refusedSteps[step];
        const isRefused = reason !== undefined;
        const known = exchanges[exchange]!;
        const { notes, faults: found } = compare(isRefused ? [] : direct, sent, known, scene);
        faults.push(...found.map((fault) => `${step}: ${fault}`));
        if (!isRefused && !directly.ok) faults.push(`${step}: directly ${directly.error}: ${directly.message}`);
        if (!isRefused && !through.ok) faults.push(`${step}: through Keyward ${through.error}: ${through.message}`);
        if (isRefused && !JSON.stringify(through).includes(`keyward: ${reason}: `))
          faults.push(`${step}: ${JSON.stringify(through)}`);
        const requests = isRefused ? direct.filter((sight) => !sight.isRead) : direct;
        return { step, requests, directly: told(directly), through: told(through), notes };
      });
      expect(faults).toEqual([]);
      expect(
        Object.fromEntries(
          reports.filter(({ step }) => step in refusedSteps).map(({ step, through }) => [step, through]),
        ),
      ).toEqual(client.refused);
      sections.set(client, section(client, reports));
    },
  );
});

describe('docs/compatibility.md', () => {
  it('says what was seen of each client', async () => {
    const seen = clients.flatMap((client) => sections.get(client) ?? []);
    if (seen.length === clients.length) await expect(page(seen)).toMatchFileSnapshot('../../docs/compatibility.md');
    else for (const each of seen) expect(readTracked('docs/compatibility.md')).toContain(each);
  });
});
