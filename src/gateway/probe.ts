import { inspections, isPassing, silenceText, unclearText } from '../exchanges/index.ts';
import type { SigningKey } from './link.ts';

/**
 * Asks the exchange what a key can do, and sets whether Keyward signs with it: never with one that can withdraw (unless the owner has said so
 * in writing), and not before the exchange has answered. Where an exchange cannot be asked, the abilities are `unknown`. `not-told`: the answer
 * says nothing of the key, or is about the credential before, so it is worth asking again.
 */
export async function probe(key: SigningKey, mayWithdraw: boolean): Promise<'told' | 'not-told'> {
  const { exchange, environment } = key.link;
  const name = inspections[exchange.id]?.facts.name ?? exchange.id;
  const call = exchange.key.introspect(environment);
  if (!call) {
    key.abilities = {
      read: 'unknown',
      trade: 'unknown',
      transfer: 'unknown',
      withdraw: 'unknown',
      ipRestricted: 'unknown',
    };
    key.refused = undefined;
    return 'told';
  }
  const { switches } = key;
  const reply = await key.ask(call, true);
  if (key.switches !== switches) return 'not-told';
  const abilities = reply && exchange.key.readIntrospection(reply.status, reply.body);
  if (!abilities || ('unclear' in abilities && isPassing(abilities))) {
    // What it could do a moment ago, it still can.
    const { silence } = key;
    const why = abilities ? unclearText(name, abilities) : silence ? silenceText(silence) : 'no answer';
    if (key.abilities === undefined) key.refused = `the exchange did not say what the key can do: ${why}`;
    return 'not-told';
  }
  if ('unclear' in abilities) {
    key.abilities = undefined;
    key.refused = `the exchange refuses the key: ${unclearText(name, abilities)}`;
    return 'told';
  }
  key.abilities = abilities;
  if (abilities.lastNonce !== undefined) key.raiseNonce(abilities.lastNonce);
  key.refused =
    abilities.withdraw === 'yes' && !mayWithdraw ? 'the exchange says that this key can withdraw' : undefined;
  return 'told';
}
