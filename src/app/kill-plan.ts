import type { EndpointClass } from '../exchanges/index.ts';
import {
  type flatten,
  isBeyond,
  type KillWishes,
  type Residue,
  type Target,
  type TargetReport,
} from '../killswitch/index.ts';

/** What the kill switch would do to one account now. */
export interface KillPlan {
  readonly key: string;
  readonly exchange: string;
  /** `unread`: some list could not be read, so there may be more. */
  readonly state: 'read' | 'unread' | 'unreached';
  /** Open orders. */
  readonly cancels: number;
  readonly closes: readonly string[];
  readonly sells: readonly string[];
  readonly dust: readonly string[];
  readonly kept: readonly string[];
  /** What it could not read, and why: there may be more; and what no order of Keyward's can end. */
  readonly cannot: readonly string[];
  /** What nobody would look at. */
  readonly unseen: readonly string[];
  /** The calls of a first round; what is there is read again until nothing is left. */
  readonly calls: number;
}

const HARMLESS: ReadonlySet<EndpointClass> = new Set(['public', 'read']);

/** Goes one round of the real switch, and sends nothing but what reads. */
export async function planOf(
  key: string,
  target: Target | { readonly unreached: string; readonly exchange: string },
  wishes: KillWishes,
  round: typeof flatten,
): Promise<KillPlan> {
  if ('unreached' in target) {
    const { exchange, unreached } = target;
    const nothing = { cancels: 0, closes: [], sells: [], dust: [], kept: [], unseen: [], calls: 0 };
    return { key, exchange, state: 'unreached', ...nothing, cannot: [unreached] };
  }
  const only: Target = {
    ...target,
    ask: async (call) => (HARMLESS.has(call.endpoint.class) ? target.ask(call) : undefined),
  };
  return planFrom(await round(only, wishes, () => undefined, 1));
}

function planFrom({ key, exchange, state, dust, kept, residue, unseen, calls }: TargetReport): KillPlan {
  const of = (kind: Residue['what']): readonly Residue[] => residue.filter(({ what }) => what === kind);
  const nameOf = ({ name, amount }: Residue): string => `${amount ?? ''} ${name}`.trim();
  const named = (kind: Residue['what']): string[] =>
    of(kind)
      .filter((one) => !isBeyond(one))
      .map(nameOf);
  const beyond = residue.filter(isBeyond).map((one) => `${nameOf(one)}: ${one.why}`);
  const unread = of('unread').map(({ name, why }) => `${name}: ${why}`);
  return {
    key,
    exchange,
    state: unread.length === 0 ? 'read' : state === 'unreached' ? 'unreached' : 'unread',
    cancels: of('order').length,
    closes: named('position'),
    sells: named('holding'),
    dust,
    kept,
    cannot: [...unread, ...beyond],
    unseen,
    calls,
  };
}
