import { type ExchangeShapes, exchangeRule } from '../exchange-rule.ts';
import type { Rule } from '../rule.ts';
import { UUID } from './uuid.ts';

const all: readonly ExchangeShapes[] = [
  {
    exchange: 'alpaca',
    title: 'Alpaca',
    names: ['alpaca', 'apca'],
    parts: ['key', 'secret'],
    shapes: [
      {
        part: 'key',
        of: 'alnum',
        length: [20, 20],
        pattern: /^(?:PK|AK|CK)(?=.*\d)[A-Z0-9]{18}$/,
        alone: true,
        source: 'public code index: 8 independent holder(s) with hard-coded values of this shape (2026-11-22)',
        read: '2026-11-22',
        certainty: 'seen',
      },
      {
        part: 'key',
        of: 'alnum',
        length: [26, 26],
        pattern: /^(?:PK|AK|CK)[A-Z2-7]{24}$/,
        alone: true,
        source:
          'public code index: 6 independent holder(s) with hard-coded values of this shape; all PK + 24 of A-Z2-7 (2026-11-22)',
        read: '2026-11-22',
        certainty: 'seen',
      },
      {
        part: 'secret',
        of: 'alnum',
        length: [40, 40],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        source: 'public code index: 6 independent holder(s) with hard-coded values of this shape (2026-11-22)',
        read: '2026-11-22',
        certainty: 'seen',
      },
      {
        part: 'secret',
        of: 'alnum',
        length: [43, 44],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])[1-9A-HJ-NP-Za-km-z]+$/,
        source: 'public code index: 4 independent holder(s) with hard-coded values of this shape; all 44 (2026-11-22)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    exchange: 'binance',
    title: 'Binance',
    names: ['binance', 'Бинанс', '币安', '幣安', '바이낸스', 'バイナンス'],
    marks: ['X-MBX-APIKEY', 'BN_API', 'BN_SECRET', 'BN_KEY'],
    parts: ['key', 'secret'],
    takesPem: true,
    shapes: [
      {
        part: 'key',
        of: 'alnum',
        length: [64, 64],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        alone: true,
        source:
          'official docs samples: https://github.com/binance/binance-spot-api-docs rest-api.md, web-socket-api.md, faqs/api_key_types.md (2026-07-21)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'secret',
        of: 'alnum',
        length: [64, 64],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        alone: true,
        source:
          'official docs samples: https://github.com/binance/binance-spot-api-docs rest-api.md, web-socket-api.md, faqs/api_key_types.md (2026-07-21)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'key',
        of: 'alnum',
        length: [64, 64],
        pattern: /^[0-9a-f]{64}$/,
        source:
          'COIN-M docs HMAC example apiKey (mirror of the official docs): https://github.com/rosssaunders/coincise docs/binance/coinm/authentication.md:225 (2025-11-30)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'secret',
        of: 'alnum',
        length: [64, 64],
        pattern: /^[0-9a-f]{64}$/,
        source:
          'COIN-M docs HMAC example secretKey (mirror of the official docs): https://github.com/rosssaunders/coincise docs/binance/coinm/authentication.md:226 (2025-11-30)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    exchange: 'binanceus',
    title: 'Binance.US',
    names: ['binanceus', 'binance_us', 'binance-us', 'binance.us'],
    parts: ['key', 'secret'],
    shapes: [
      {
        part: 'key',
        of: 'alnum',
        length: [64, 64],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        alone: true,
        source:
          "official docs (repeat Binance's own sample key): https://github.com/binance-us/binance-us-api-docs rest-api.md (2024-06-17)",
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'secret',
        of: 'alnum',
        length: [64, 64],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        alone: true,
        source: 'official docs sample: https://github.com/binance-us/binance-us-api-docs rest-api.md (2024-06-17)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    exchange: 'bingx',
    title: 'BingX',
    names: ['bingx', 'bing_x', 'bing-x'],
    marks: ['X-BX-APIKEY'],
    parts: ['key', 'secret'],
    shapes: [
      {
        part: 'key',
        of: 'alnum',
        length: [64, 64],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        source:
          'official docs samples (mirror of the official docs): https://github.com/rektibus/exchange-docs bingx.md:225 (64), bingx_docs/static/js/app.*.js (64, 83, 86) (2026-03-06)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'key',
        of: 'alnum',
        length: [80, 90],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        alone: true,
        source:
          'official docs samples (mirror of the official docs): https://github.com/rektibus/exchange-docs bingx.md:225 (64), bingx_docs/static/js/app.*.js (64, 83, 86) (2026-03-06)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'secret',
        of: 'alnum',
        length: [64, 64],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        source:
          'official docs samples (mirror of the official docs): https://github.com/rektibus/exchange-docs bingx_docs/static/js/app.*.js (64 and 83) (2026-03-06)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'secret',
        of: 'alnum',
        length: [80, 90],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        alone: true,
        source:
          'official docs samples (mirror of the official docs): https://github.com/rektibus/exchange-docs bingx_docs/static/js/app.*.js (64 and 83) (2026-03-06)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    exchange: 'bitfinex',
    title: 'Bitfinex',
    names: ['bitfinex', 'bfx'],
    parts: ['key', 'secret'],
    shapes: [
      {
        part: 'key',
        of: 'base64url',
        length: [43, 43],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        source:
          '[A-Za-z0-9_-]{43}: https://github.com/trufflesecurity/trufflehog pkg/detectors/bitfinex/bitfinex.go (2026-08-21)',
        read: '2026-11-22',
        certainty: 'seen',
      },
      {
        part: 'secret',
        of: 'base64url',
        length: [43, 43],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        source:
          '[A-Za-z0-9_-]{43}: https://github.com/trufflesecurity/trufflehog pkg/detectors/bitfinex/bitfinex.go (2026-08-21)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    exchange: 'bitget',
    title: 'Bitget',
    names: ['bitget', 'Битгет', '비트겟'],
    marks: ['PAPTRADING'],
    parts: ['key', 'secret', 'passphrase'],
    takesPem: true,
    shapes: [
      {
        part: 'key',
        of: 'base64url',
        length: [35, 35],
        pattern: /^bg_[0-9a-f]{32}$/,
        sure: true,
        source:
          'official docs samples bg_ + 32 hex (mirror of the official docs): https://github.com/rektibus/exchange-docs bitget_spot.md:9408,9500,12190; bitget_mix.md:11663 (2026-03-06)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'secret',
        of: 'alnum',
        length: [64, 64],
        pattern: /^[0-9a-f]{64}$/,
        source:
          'public code index: 2 independent holder(s) with hard-coded values of this shape; only the start was seen in the excerpts (2026-11-22)',
        read: '2026-11-22',
        certainty: 'inferred',
      },
    ],
  },
  {
    exchange: 'bitmex',
    title: 'BitMEX',
    names: ['bitmex'],
    parts: ['key', 'secret'],
    shapes: [
      {
        part: 'key',
        of: 'base64url',
        length: [24, 24],
        pattern: /^(?=.*[a-z])(?=.*[A-Z])/,
        source:
          'official sample key (bitmex.com/app/apiKeysUsage), copied in many SDK tests (rotki and others): https://www.bitmex.com/app/apiKeysUsage via public code index (2026-11-22)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'secret',
        of: 'base64url',
        length: [48, 48],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        source: 'official sample secret: https://www.bitmex.com/app/apiKeysUsage via public code index (2026-11-22)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    exchange: 'bitstamp',
    title: 'Bitstamp',
    names: ['bitstamp'],
    parts: ['key', 'secret'],
    shapes: [
      {
        part: 'key',
        of: 'alnum',
        length: [32, 32],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        source: 'public code index: 1 independent holder(s) with hard-coded values of this shape (2026-11-22)',
        read: '2026-11-22',
        certainty: 'inferred',
      },
      {
        part: 'secret',
        of: 'alnum',
        length: [32, 32],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        source:
          'public code index: 1 independent holder(s) with hard-coded values of this shape; cut at 27 characters (2026-11-22)',
        read: '2026-11-22',
        certainty: 'inferred',
      },
    ],
  },
  {
    exchange: 'bybit',
    title: 'Bybit',
    names: ['bybit', 'pybit', 'Байбит', '바이비트', 'バイビット'],
    marks: ['X-BAPI'],
    parts: ['key', 'secret'],
    takesPem: true,
    shapes: [
      {
        part: 'key',
        of: 'alnum',
        length: [18, 18],
        pattern: /^(?=.*[a-z])(?=.*[A-Z])/,
        source:
          'official docs placeholder of 18 x: https://github.com/bybit-exchange/docs docs/v5 (683 samples with an 18-character placeholder) (2026-07-24)',
        read: '2026-11-22',
        certainty: 'seen',
      },
      {
        part: 'secret',
        of: 'alnum',
        length: [36, 36],
        pattern: /^(?=.*[a-z])(?=.*[A-Z])/,
        source:
          'official docs placeholder of 36 x: https://github.com/bybit-exchange/docs docs/v5 (405 samples with a 36-character placeholder) (2026-07-24)',
        read: '2026-11-22',
        certainty: 'seen',
      },
      {
        part: 'key',
        of: 'alnum',
        length: [18, 18],
        pattern: /^[A-Z]{18}$/,
        source:
          'official sample: https://github.com/bybit-exchange/docs src/bybit_auth/buildPostmanRequest.js:86 (2026-07-24)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'secret',
        of: 'alnum',
        length: [36, 36],
        pattern: /^[A-Z]{36}$/,
        source: 'official SDK test value: https://github.com/bybit-exchange/pybit tests (2026-07-13)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    exchange: 'cryptocom',
    title: 'Crypto.com',
    names: ['cryptocom', 'crypto.com', 'crypto_com', 'crypto-com'],
    parts: ['key', 'secret'],
    shapes: [
      {
        part: 'key',
        of: 'alnum',
        length: [22, 22],
        pattern: /^(?=.*[a-z])(?=.*[A-Z])/,
        source:
          'api_key in recorded bodies: three 22-character values: https://github.com/ccxt/ccxt ts/src/test/static/request/cryptocom.json (2023-10 to 2025-06)',
        read: '2026-11-22',
        certainty: 'seen',
      },
      {
        part: 'secret',
        of: 'base64url',
        length: [28, 28],
        pattern: /^cxakp_[A-Za-z0-9]{22}$/,
        sure: true,
        source: 'public code index: 9 independent holder(s) with hard-coded values of this shape (2026-11-22)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    exchange: 'deribit',
    title: 'Deribit',
    names: ['deribit'],
    marks: ['deri-hmac', 'public/auth'],
    parts: ['key', 'secret'],
    takesPem: true,
    shapes: [
      {
        part: 'key',
        of: 'base64url',
        length: [8, 12],
        source:
          'official OpenAPI samples: https://github.com/api-evangelist/deribit openapi/_original/deribit-openapi.json (aD-KFx-H, 1sXMQBhM, fo7WAPRm4P, TiA4AyLPq3, 4KVcFrrzmXBR) (2026-08-22)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'secret',
        of: 'base64url',
        length: [43, 43],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        source:
          'official OpenAPI samples: https://github.com/api-evangelist/deribit openapi/_original/deribit-openapi.json (2026-08-22)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'secret',
        of: 'alnum',
        length: [32, 32],
        pattern: /^(?=.*[A-Z])(?=.*\d)[A-Z0-9]{32}$/,
        source:
          'older official sample: https://github.com/api-evangelist/deribit examples/public_auth_get_request_request.json:8 (2026-08-22)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    exchange: 'gate',
    title: 'Gate',
    names: ['gate', 'gateio', 'gate.io', 'gate_io', 'gate-io', 'gateapi', 'gate_api', 'gate-api', 'gateeu', '芝麻开门'],
    parts: ['key', 'secret'],
    shapes: [
      {
        part: 'key',
        of: 'alnum',
        length: [32, 32],
        pattern: /^[0-9a-f]{32}$/,
        source:
          'official samples (mirror of the official docs): https://github.com/rosssaunders/coincise docs/gateio/endpoints/private/post_sub_accounts_user_id_keys.md; get_sub_accounts_user_id_keys.md; futures_websocket_api.md (2025-11-30)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'secret',
        of: 'alnum',
        length: [64, 64],
        pattern: /^[0-9a-f]{64}$/,
        source:
          'official sample secret, 64 hex (mirror of the official docs): https://github.com/rosssaunders/coincise docs/gateio/endpoints/private/post_sub_accounts_user_id_keys.md (2025-11-30)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    exchange: 'gemini',
    title: 'Gemini',
    names: ['gemini'],
    marks: ['X-GEMINI'],
    parts: ['key', 'secret'],
    shapes: [
      {
        part: 'key',
        of: 'base64url',
        length: [27, 28],
        pattern: /^(?:account|master)-(?=.*[A-Z])(?=.*[a-z])[0-9A-Za-z]{20}$/,
        sure: true,
        source:
          '(?:master-|account-)[0-9A-Za-z]{20}: https://github.com/trufflesecurity/trufflehog pkg/detectors/gemini/gemini.go (2026-08-21)',
        read: '2026-11-22',
        certainty: 'seen',
      },
      {
        part: 'secret',
        of: 'alnum',
        length: [27, 28],
        pattern: /^(?=.*[a-z])(?=.*[A-Z])/,
        source:
          '[A-Za-z0-9]{27,28}: https://github.com/trufflesecurity/trufflehog pkg/detectors/gemini/gemini.go (2026-08-21)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    exchange: 'htx',
    title: 'HTX',
    names: ['htx', 'huobi', '火币', '火幣'],
    marks: ['AccessKeyId'],
    parts: ['key', 'secret'],
    takesPem: true,
    shapes: [
      {
        part: 'secret',
        of: 'base64url',
        length: [32, 32],
        pattern: /^[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{8}-[0-9a-f]{5}$/,
        sure: true,
        source:
          'official sample (mirror of the official docs): https://github.com/rosssaunders/coincise docs/htx/spot/private_rest_api.md (2025-11-30)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'key',
        of: 'base64url',
        length: [32, 37],
        pattern:
          /^(?:[0-9a-z]{8}|[0-9a-z]{10})-(?:[0-9a-z]{8}|[0-9a-z]{10})-(?:[0-9a-f]{8}|[0-9a-z]{10})-(?:[0-9a-f]{5}|[0-9a-z]{10})$/,
        alone: true,
        source:
          'official samples 8-10-8-5, 8-8-8-10 (mirror of the official docs): https://github.com/rosssaunders/coincise docs/htx/spot/private_rest_api.md, private_websocket_api.md (2025-11-30)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    exchange: 'hyperliquid',
    title: 'Hyperliquid',
    names: ['hyperliquid'],
    marks: ['HL_PRIVATE', 'HL_SECRET', 'HL_KEY', 'HL_AGENT', 'account_address', 'agent_key'],
    parts: ['private-key'],
    shapes: [
      {
        part: 'private-key',
        of: 'alnum',
        length: [64, 66],
        pattern: /^(?:0x)?[0-9a-f]{64}$/i,
        source:
          '"Fill in your secret key e.g. 0x000...": secret_key, account_address, multi_sig.authorized_users[].secret_key, keystore_path: https://github.com/hyperliquid-dex/hyperliquid-python-sdk examples/config.json.example (stored copy read',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    exchange: 'kraken',
    title: 'Kraken',
    names: ['kraken', 'Кракен'],
    marks: ['Api-Sign'],
    parts: ['key', 'secret'],
    shapes: [
      {
        part: 'key',
        of: 'base64',
        length: [56, 56],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        alone: true,
        source:
          'trufflehog: [0-9A-Za-z/+=]{56}: https://github.com/trufflesecurity/trufflehog pkg/detectors/kraken/kraken.go (2026-08-21)',
        read: '2026-11-22',
        certainty: 'seen',
      },
      {
        part: 'secret',
        of: 'base64',
        length: [88, 88],
        pattern: /==$/,
        alone: true,
        source:
          'official docs example secret (verified: gives the documented signature): https://docs.kraken.com/api/docs/guides/spot-rest-auth (2026)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'secret',
        of: 'base64',
        length: [88, 88],
        pattern: /[^=]$/,
        source:
          'public code index: 1 independent holder(s) with hard-coded values of this shape; Kraken Futures secret: 88 characters without "=", i.e. 66 bytes (2026-11-22)',
        read: '2026-11-22',
        certainty: 'inferred',
      },
    ],
  },
  {
    exchange: 'kucoin',
    title: 'KuCoin',
    names: ['kucoin', 'Кукоин', 'Кукойн', '库币'],
    marks: ['KC-API', 'KC_API', 'KC_KEY', 'KC_SECRET', 'KC_PASS'],
    parts: ['key', 'secret', 'passphrase'],
    shapes: [
      {
        part: 'key',
        of: 'alnum',
        length: [24, 24],
        pattern: /^[0-9a-f]{24}$/,
        source:
          'official example (mirror of the official docs): https://github.com/rektibus/exchange-docs kucoin.md:429-433 (2026-03-06)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'secret',
        of: 'base64url',
        length: [36, 36],
        pattern: UUID,
        source:
          'official example (mirror of the official docs): https://github.com/rektibus/exchange-docs kucoin.md:433,670 (2026-03-06)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    exchange: 'mexc',
    title: 'MEXC',
    names: ['mexc'],
    marks: ['X-MEXC'],
    parts: ['key', 'secret'],
    shapes: [
      {
        part: 'key',
        of: 'alnum',
        length: [18, 18],
        pattern: /^mx0(?=.*\d)[A-Za-z0-9]{15}$/,
        alone: true,
        source:
          'official samples (mirror of the official docs): https://github.com/rosssaunders/coincise docs/mexc/authentication.md (mx0aBYs33eIilxBWC5), docs/mexc/contract/websocket_api.md (mxU1TzSmRDW1o5AsE, 17) (2025-11-30)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'key',
        of: 'alnum',
        length: [17, 18],
        pattern: /^mx(?=.*\d)[A-Za-z0-9]{15,16}$/,
        source:
          'official samples (mirror of the official docs): https://github.com/rosssaunders/coincise docs/mexc/authentication.md (mx0aBYs33eIilxBWC5), docs/mexc/contract/websocket_api.md (mxU1TzSmRDW1o5AsE, 17) (2025-11-30)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'secret',
        of: 'alnum',
        length: [32, 32],
        pattern: /^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/,
        source:
          'official samples (mirror of the official docs): https://github.com/rosssaunders/coincise docs/mexc/authentication.md, docs/mexc/broker/private_rest_api.md (2025-11-30)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    exchange: 'okx',
    title: 'OKX',
    names: ['okx', 'okex', 'myokx', 'Окекс', '欧易', '歐易'],
    marks: ['OK-ACCESS', 'x-simulated-trading'],
    parts: ['key', 'secret', 'passphrase'],
    shapes: [
      {
        part: 'key',
        of: 'base64url',
        length: [36, 36],
        pattern: UUID,
        source:
          'docs example OK-ACCESS-KEY 37c541a1-****-****-****-10fe7a038418 (masked there) (mirror of the official docs): https://github.com/rektibus/exchange-docs okx.md:1111 (2026-03-06)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'secret',
        of: 'alnum',
        length: [32, 32],
        pattern: /^[0-9A-F]{32}$/,
        source:
          'docs example secret key (mirror of the official docs): https://github.com/rektibus/exchange-docs okx.md:673 and :841 (2026-03-06)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    exchange: 'polymarket',
    title: 'Polymarket',
    names: ['polymarket', 'POLY_'],
    marks: ['py-clob-client', 'py_clob_client', 'clob-client'],
    parts: ['private-key', 'key', 'secret', 'passphrase'],
    optional: ['private-key', 'key', 'secret', 'passphrase'],
    shapes: [
      {
        part: 'private-key',
        of: 'alnum',
        length: [64, 66],
        pattern: /^(?:0x)?[0-9a-f]{64}$/i,
        source: 'L1 auth = wallet private key: https://docs.polymarket.com/api-reference/authentication (2026)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'key',
        of: 'base64url',
        length: [36, 36],
        pattern: UUID,
        source:
          'docs sample 550e8400-e29b-41d4-a716-446655440000: https://docs.polymarket.com/developers/CLOB/authentication (2026)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'secret',
        of: 'base64url',
        length: [43, 43],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        source:
          '[a-zA-Z0-9+/]{40,}={0,2}: https://github.com/betterleaks/betterleaks cmd/generate/config/rules/polymarket.go (2026-07-23)',
        read: '2026-11-22',
        certainty: 'seen',
      },
      {
        part: 'secret',
        of: 'base64',
        length: [44, 44],
        pattern: /=$/,
        source:
          '[a-zA-Z0-9+/]{40,}={0,2}: https://github.com/betterleaks/betterleaks cmd/generate/config/rules/polymarket.go (2026-07-23)',
        read: '2026-11-22',
        certainty: 'seen',
      },
      {
        part: 'passphrase',
        of: 'alnum',
        length: [64, 64],
        pattern: /^[0-9a-f]{64}$/,
        source:
          '[a-zA-Z0-9_]{8,128}: https://github.com/betterleaks/betterleaks cmd/generate/config/rules/polymarket.go (2026-07-23)',
        read: '2026-11-22',
        certainty: 'inferred',
      },
    ],
  },
  {
    exchange: 'upbit',
    title: 'Upbit',
    names: ['upbit', '업비트'],
    parts: ['key', 'secret'],
    shapes: [
      {
        part: 'key',
        of: 'alnum',
        length: [40, 40],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        source: 'public code index: 2 independent holder(s) with hard-coded values of this shape (2026-11-22)',
        read: '2026-11-22',
        certainty: 'seen',
      },
      {
        part: 'secret',
        of: 'alnum',
        length: [40, 40],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        source: 'public code index: 2 independent holder(s) with hard-coded values of this shape (2026-11-22)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    exchange: 'whitebit',
    title: 'WhiteBIT',
    names: ['whitebit'],
    marks: ['X-TXC'],
    parts: ['key', 'secret'],
    shapes: [
      {
        part: 'key',
        of: 'alnum',
        length: [32, 32],
        pattern: /^[0-9a-f]{32}$/,
        source: 'public code index: 1 independent holder(s) with hard-coded values of this shape (2026-11-22)',
        read: '2026-11-22',
        certainty: 'inferred',
      },
      {
        part: 'secret',
        of: 'alnum',
        length: [32, 32],
        pattern: /^[0-9a-f]{32}$/,
        source: 'public code index: 1 independent holder(s) with hard-coded values of this shape (2026-11-22)',
        read: '2026-11-22',
        certainty: 'inferred',
      },
    ],
  },
];

/** Exchanges whose keys are told by their shapes alone; each has its cases in the folder of its name. */
export const exchangeRules: readonly Rule[] = all.map(exchangeRule);
