import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../core/index.ts';
import type { BotRequest } from '../exchange.ts';
import { facts } from './facts.ts';
import { parse } from './parse.ts';
import { context, endpoint, form, json, read } from './scene.contract.ts';
import { batchOrder, fieldTables } from './tables.ts';

const order = { pair: 'XXBTZUSD', type: 'buy', volume: '0.5' };

describe('parse', () => {
  const privateNames = facts.endpoints
    .filter(({ class: cls }) => cls === 'read' || cls === 'trade')
    .map(({ path }) => path.slice('/0/private/'.length));
  const word = fc.oneof(
    fc.constantFrom(
      '',
      'true',
      '0',
      '1',
      '-1',
      '+5',
      '1%',
      '#1',
      'limit',
      'market',
      'buy',
      'XBTUSD',
      'viqc',
      'viqc,post',
      '1e-7',
      'OAAAAA-BBBBB-CCCCCC',
    ),
    fc.string(),
  );
  const name = fc.oneof(
    fc.constantFrom(
      ...Object.keys(fieldTables['AddOrder']!),
      ...Object.keys(fieldTables['AmendOrder']!),
      'orders',
      'otp',
    ),
    fc.string(),
  );

  it('never throws, whatever a form holds', () => {
    fc.assert(
      fc.property(fc.constantFrom(...privateNames), fc.array(fc.tuple(name, word)), (path, params) => {
        const request: BotRequest = { ...form(path, {}), body: { kind: 'form', params } };
        const result = parse(request, endpoint(path), context);
        expect(isRefusal(result) || result.intents.length > 0).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it('never throws, whatever JSON holds', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...privateNames),
        fc.json(),
        fc.dictionary(name, fc.jsonValue()),
        (path, text, object) => {
          for (const body of [text, JSON.stringify(object)]) {
            const result = parse(json(path, body), endpoint(path), context);
            expect(isRefusal(result) || result.intents.length > 0).toBe(true);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  it('never gives an order with a parameter that its table does not know', () => {
    const good = { ...order, ordertype: 'limit', price: '5' };
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), word, (extra, value) => {
        fc.pre(!Object.hasOwn(fieldTables['AddOrder']!, extra) && extra !== 'nonce');
        const params = [...Object.entries(good), [extra, value] as const];
        expect(
          isRefusal(parse({ ...form('AddOrder', {}), body: { kind: 'form', params } }, endpoint('AddOrder'), context)),
        ).toBe(true);
        fc.pre(!Object.hasOwn(batchOrder, extra) && extra !== '__proto__');
        const item = { ordertype: 'limit', type: 'buy', volume: '1', price: '2', [extra]: value };
        expect(isRefusal(read(json('AddOrderBatch', { pair: 'XBTUSD', orders: [item] })))).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});
