import { describe, expect, it } from 'vitest';
import { reachOf } from '../../../src/audit/index.ts';
import { inspections, type Reach, type Right, rights } from '../../../src/exchanges/index.ts';
import { answering, credentialFor } from './asked.ts';

const text = 'test-secret-0001-test-secret-0001';
const binanceFlags = [
  'enableReading',
  'enableWithdrawals',
  'enableInternalTransfer',
  'enableMargin',
  'enableFutures',
  'permitsUniversalTransfer',
  'enableVanillaOptions',
  'enableSpotAndMarginTrading',
];
const binance = (...on: string[]) => Object.fromEntries(binanceFlags.map((flag) => [flag, on.includes(flag)]));
const bybit = (permissions: object, readOnly = 0) => ({
  retCode: 0,
  result: {
    readOnly,
    permissions: { ContractTrade: [], Spot: [], Wallet: [], Options: [], Derivatives: [], ...permissions },
  },
});
const okx = (perm: string) => ({ code: '0', data: [{ perm, ip: '', uid: '1', mainUid: '1' }] });
const kraken = (...permissions: string[]) => ({ error: [], result: { permissions } });
const coinbase = (can_trade: boolean, can_transfer: boolean) => ({ can_view: true, can_trade, can_transfer });

const ids: Readonly<Record<string, readonly [id: string, secret: string, passphrase?: string]>> = {
  binance: ['test-key-0001', text],
  bybit: ['test-key-0001', text],
  okx: ['test-key-0001', text, 'test-pass-0001'],
  kraken: ['A'.repeat(56), Buffer.alloc(64, 7).toString('base64')],
  coinbase: ['organizations/o/apiKeys/k', Buffer.alloc(32, 7).toString('base64')],
};

/** The calls that the key of this answer reaches for sure, or maybe. */
async function reached(exchange: string, answer: object, can: 'yes' | 'unknown'): Promise<readonly string[]> {
  const inspection = inspections[exchange]!;
  const report = await inspection.inspect(answering(answer), credentialFor(exchange, ...ids[exchange]!), 'live');
  if ('unclear' in report) throw new Error(report.message);
  const known = Object.fromEntries(rights.map((right) => [right, { can: report.rights[right] }]));
  const found = reachOf(inspection.facts.reach, known as Record<Right, { can: 'yes' }>, report.words);
  return found.filter((one) => one.can === can).flatMap((one: Reach) => one.calls);
}

describe('what a key reaches', () => {
  // `unknown` also where the right is there and a condition stands beside it that no answer tells.
  it.each([
    ['binance', binance('enableReading'), 'POST /api/v3/order', 'no'],
    ['binance', binance('enableSpotAndMarginTrading'), 'POST /sapi/v1/sub-account/transfer/subToSub', 'unknown'],
    ['binance', binance('enableSpotAndMarginTrading'), 'POST /sapi/v1/sub-account/universalTransfer', 'no'],
    ['binance', binance('enableSpotAndMarginTrading'), 'POST /sapi/v1/capital/withdraw/apply', 'no'],
    ['binance', binance('permitsUniversalTransfer'), 'POST /sapi/v1/asset/transfer', 'yes'],
    ['binance', binance('permitsUniversalTransfer'), 'POST /sapi/v1/sub-account/universalTransfer', 'no'],
    ['binance', binance('enableWithdrawals'), 'POST /sapi/v1/giftcard/createCode', 'yes'],
    ['bybit', bybit({ Spot: ['SpotTrade'] }), 'POST /v5/order/create', 'yes'],
    ['bybit', bybit({ Spot: ['SpotTrade'] }), 'POST /v5/asset/withdraw/create', 'no'],
    ['bybit', bybit({ Wallet: ['AccountTransfer'] }), 'POST /v5/user/update-api', 'unknown'],
    ['bybit', bybit({ Wallet: ['AccountTransfer'] }, 1), 'POST /v5/user/update-api', 'no'],
    ['bybit', bybit({ FiatP2P: ['FiatP2POrder'] }), 'POST /v5/p2p/order/finish', 'unknown'],
    ['bybit', bybit({ FiatP2P: ['FiatP2POrder'] }), 'POST /v5/asset/withdraw/create', 'no'],
    ['okx', okx('read_only'), 'POST /api/v5/asset/transfer', 'no'],
    ['okx', okx('trade'), 'POST /api/v5/asset/transfer', 'unknown'],
    ['okx', okx('trade'), 'POST /api/v5/asset/withdrawal', 'no'],
    ['kraken', kraken('query-funds'), 'POST /0/private/WalletTransfer', 'unknown'],
    ['kraken', kraken('query-open-trades'), 'POST /0/private/WalletTransfer', 'no'],
    ['kraken', kraken('close-trades'), 'POST /0/private/AddOrder', 'no'],
    ['kraken', kraken('update-withdraw-address'), 'PUT /funding/v1/addresses', 'unknown'],
    ['kraken', kraken('update-withdraw-address'), 'POST /0/private/Withdraw', 'no'],
    ['kraken', kraken('earn-funds'), 'POST /0/private/Earn/Allocate', 'yes'],
    ['coinbase', coinbase(true, false), 'DELETE /api/v3/brokerage/portfolios/{portfolio_uuid}', 'unknown'],
    ['coinbase', coinbase(true, false), 'POST /v2/accounts/{account_id}/transactions', 'no'],
    ['coinbase', coinbase(false, true), 'POST /v2/accounts/{account_id}/transactions', 'yes'],
  ])('is told of %s with %j: %s, %s', async (exchange, answer, call, can) => {
    const [sure, maybe] = [await reached(exchange, answer, 'yes'), await reached(exchange, answer, 'unknown')];
    expect(sure.includes(call) ? 'yes' : maybe.includes(call) ? 'unknown' : 'no').toBe(can);
  });
});

describe.each(Object.keys(ids))('an error answer of %s', (id) => {
  it('has a cause of the list, or none, whatever it calls itself', () => {
    const hostile = ['constructor', '__proto__', 'toString', {}, { text: {} }, { text: 'constructor' }, null, 7];
    for (const name of hostile) {
      for (const field of ['code', 'retCode', 'error', 'msg']) {
        for (const status of [200, 400, 401, 429]) {
          const body = JSON.stringify({ [field]: name, error: field === 'error' ? [name] : 'x' });
          expect(['string', 'undefined']).toContain(typeof inspections[id]!.readError(status, body)?.cause);
        }
      }
    }
  });
});
