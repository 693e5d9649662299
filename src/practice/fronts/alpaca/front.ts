import {
  type FaultAnswer,
  type Front,
  type FrontAnswer,
  type FrontContext,
  type FrontRequest,
  jsonAnswer,
} from '../../front.ts';
import type { KeyParts, PracticeKey } from '../../keys.ts';
import { accountUuid } from '../account-ids.ts';
import { isSame, thinFront } from '../thin.ts';

/** Alpaca, where a key is its secret in a header and may do what its account may. */
export function alpacaFront(): Front {
  return thinFront({
    exchange: 'alpaca',
    hosts: ['api.alpaca.markets', 'paper-api.alpaca.markets'],
    mint,
    fault,
    open: {},
    signed: {
      'GET /v2/account': ({ key }) =>
        jsonAnswer(200, {
          id: accountUuid(key),
          account_number: 'PRACTICE',
          status: 'ACTIVE',
          crypto_status: 'ACTIVE',
          currency: 'USD',
          cash: '100000',
          trading_blocked: false,
          transfers_blocked: false,
          account_blocked: false,
          trade_suspended_by_user: false,
        }),
    },
    authenticate,
    // No permissions and no IP lists are known there; this is what a gate in front of it says.
    refuse: (why) =>
      why === 'ip' || why === 'permission' ? jsonAnswer(403, { message: 'forbidden.' }) : notAuthorized,
    lost: () => jsonAnswer(404, { message: 'endpoint not found.' }),
  });
}

/** An id of 20 characters that starts with `PRACTICE`; the secret 40. */
function mint(random: (size: number) => Buffer): KeyParts {
  return {
    scheme: 'secret',
    id: `PRACTICE${random(6).toString('hex').toUpperCase()}`,
    secret: random(20).toString('hex'),
  };
}

const notAuthorized = jsonAnswer(401, { code: 40110000, message: 'request is not authorized' });

function authenticate(request: FrontRequest, context: FrontContext): PracticeKey | FrontAnswer {
  const key = context.keys.find('alpaca', request.headers['apca-api-key-id'] ?? '');
  return key && isSame(key.secret!, request.headers['apca-api-secret-key'] ?? '') ? key : notAuthorized;
}

function fault(what: FaultAnswer): FrontAnswer {
  if (what.kind === 'server-error')
    return jsonAnswer(what.status, { code: 50010000, message: 'internal server error' });
  return jsonAnswer(429, { code: 42910000, message: 'rate limit exceeded' });
}
