import { isBech32 } from '../proof/bech32.ts';
import type { Rule } from '../rule.ts';
import { type ServiceShapes, serviceRule } from '../service-rule.ts';
import { UUID } from './uuid.ts';

const all: readonly ServiceShapes[] = [
  {
    service: '1password',
    title: '1Password token or secret key',
    names: ['1password', 'onepassword'],
    marks: ['OP_SERVICE'],
    shapes: [
      {
        part: 'token',
        of: 'base64url',
        length: [250, 1200],
        pattern: /^ops_eyJ/,
        sure: true,
        source:
          'ops_eyJ[a-zA-Z0-9+/]{250,}={0,3}: https://github.com/betterleaks/betterleaks cmd/generate/config/rules/1password.go (2026-07-23)',
        read: '2026-11-22',
        certainty: 'seen',
      },
      {
        part: 'secret',
        of: 'base64url',
        length: [34, 40],
        pattern: /^A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})-[A-Z0-9]{5}-[A-Z0-9]{5}-[A-Z0-9]{5}$/,
        sure: true,
        source:
          'A3-[A-Z0-9]{6}-(11 | 6-5)-5-5-5: https://github.com/betterleaks/betterleaks cmd/generate/config/rules/1password.go (2026-07-23)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'age',
    title: 'age identity',
    names: ['age-encryption'],
    marks: ['AGE-SECRET-KEY'],
    shapes: [
      {
        part: 'private-key',
        of: 'base64url',
        length: [74, 74],
        pattern: /^AGE-SECRET-KEY-1/,
        proof: isBech32,
        sure: true,
        source:
          'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}: https://github.com/betterleaks/betterleaks cmd/generate/config/rules/age.go (2026-07-23)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'alchemy',
    title: 'Alchemy API key',
    names: ['alchemy'],
    marks: ['alchemyapi'],
    shapes: [
      {
        part: 'key',
        of: 'base64url',
        length: [32, 32],
        pattern: /^(?=.*\d)(?=.*[A-Z])/,
        after: /alchemy(?:api)?\.(?:com|io)\/v2\/$/,
        source:
          '[0-9a-zA-Z_]{32}|alcht_[0-9a-zA-Z]{30}: https://github.com/trufflesecurity/trufflehog pkg/detectors/alchemy/alchemy.go (2026-08-21)',
        read: '2026-11-22',
        certainty: 'seen',
      },
      {
        part: 'key',
        of: 'base64url',
        length: [21, 21],
        pattern: /^(?=.*\d)/,
        after: /alchemy(?:api)?\.(?:com|io)\/v2\/$/,
        source:
          '[0-9a-zA-Z_]{32}|alcht_[0-9a-zA-Z]{30}: https://github.com/trufflesecurity/trufflehog pkg/detectors/alchemy/alchemy.go (2026-08-21)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'alpha-vantage',
    title: 'Alpha Vantage API key',
    names: ['alphavantage', 'alpha_vantage', 'alpha-vantage'],
    shapes: [
      {
        part: 'token',
        of: 'alnum',
        length: [16, 16],
        pattern: /^(?=.*\d)[A-Z0-9]{16}$/,
        source: 'public code index: 3 independent holder(s) with hard-coded values of this shape (2026-11-22)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'aws',
    title: 'AWS access key',
    names: ['aws', 'amazonaws'],
    marks: ['AWS_'],
    parts: ['key', 'secret'],
    shapes: [
      {
        part: 'key',
        of: 'alnum',
        length: [20, 20],
        pattern: /^(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}$/,
        sure: true,
        source:
          '(?:A3T[A-Z0-9]|AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}: https://github.com/betterleaks/betterleaks cmd/generate/config/rules/aws.go (2026-07-23)',
        read: '2026-11-22',
        certainty: 'seen',
      },
      {
        part: 'secret',
        of: 'base64',
        length: [40, 40],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        source:
          '[A-Za-z0-9/+=]{40}: https://github.com/betterleaks/betterleaks cmd/generate/config/rules/aws.go (2026-07-23)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'coinapi',
    title: 'CoinAPI key',
    names: ['coinapi', 'coin_api'],
    marks: ['X-CoinAPI-Key'],
    shapes: [
      {
        part: 'token',
        of: 'base64url',
        length: [36, 36],
        pattern: /^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/,
        source: 'docs sample 73034021-THIS-IS-SAMPLE-KEY: https://docs.coinapi.io (2026-11-22)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    service: 'coingecko',
    title: 'CoinGecko API key',
    names: ['coingecko'],
    marks: ['x-cg-', 'x_cg_'],
    shapes: [
      {
        part: 'token',
        of: 'base64url',
        length: [27, 27],
        pattern: /^CG-(?=.*\d)(?=.*[A-Z])[A-Za-z0-9]{24}$/,
        sure: true,
        source: 'public code index: 10 independent holder(s) with hard-coded values of this shape (2026-11-22)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'coinmarketcap',
    title: 'CoinMarketCap API key',
    names: ['coinmarketcap'],
    marks: ['CMC_', 'X-CMC_PRO'],
    shapes: [
      {
        part: 'token',
        of: 'base64url',
        length: [36, 36],
        pattern: UUID,
        source:
          'docs / sandbox sample key b54bcf4d-1bca-4e8e-9a24-22ff2c3d462c: https://coinmarketcap.com/api/documentation/v1/ (2026-11-22)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    service: 'cryptocompare',
    title: 'CryptoCompare API key',
    names: ['cryptocompare', 'crypto_compare'],
    shapes: [
      {
        part: 'token',
        of: 'alnum',
        length: [64, 64],
        pattern: /^[0-9a-f]{64}$/,
        source: 'public code index: 6 independent holder(s) with hard-coded values of this shape (2026-11-22)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'databento',
    title: 'Databento API key',
    names: ['databento'],
    shapes: [
      {
        part: 'token',
        of: 'base64url',
        length: [32, 32],
        pattern: /^db-(?=.*\d)(?=.*[A-Z])[A-Za-z0-9]{29}$/,
        sure: true,
        source:
          '"Each API key is a 32-character string starting with db-": https://databento.com/docs/api-historical/basics/authentication (2026-11-22)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    service: 'doppler',
    title: 'Doppler token',
    names: ['doppler'],
    patterns: [
      {
        part: 'token',
        mark: /dp\.(?:ct|pt|st|sa|said|scim|audit)\./,
        pattern:
          /(?<![A-Za-z0-9_-])dp\.(?:ct|pt|st(?:\.[a-z0-9_-]{2,35})?|sa|said|scim|audit)\.[A-Za-z0-9]{40,44}(?![A-Za-z0-9_-])/g,
        source:
          'dp\\.(?:ct|pt|st(?:\\.[a-z0-9\\-_]{2,35})?|sa|scim|audit)\\.[a-zA-Z0-9]{40,44}: https://github.com/trufflesecurity/trufflehog pkg/detectors/doppler/doppler.go (2026-08-21)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    service: 'etherscan',
    title: 'Etherscan API key',
    names: ['etherscan', 'bscscan', 'polygonscan', 'arbiscan', 'basescan', 'snowtrace'],
    shapes: [
      {
        part: 'token',
        of: 'alnum',
        length: [34, 34],
        pattern: /^(?=.*\d)(?=.*[A-Z])[0-9A-Z]{34}$/,
        source:
          '[0-9A-Z]{34}: https://github.com/trufflesecurity/trufflehog pkg/detectors/etherscan/etherscan.go (2026-08-21)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'gcp',
    title: 'Google service account or API key',
    names: ['googleapis', 'google_api', 'gcp', 'gserviceaccount'],
    shapes: [
      {
        part: 'token',
        of: 'base64url',
        length: [39, 39],
        pattern: /^AIza[0-9A-Za-z_-]{35}$/,
        sure: true,
        source:
          'AIza[\\w-]{35}: https://github.com/betterleaks/betterleaks cmd/generate/config/rules/gcp.go (2026-07-23)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'github',
    title: 'GitHub token',
    names: ['github'],
    shapes: [
      {
        part: 'token',
        of: 'base64url',
        length: [40, 80],
        pattern: /^gh[pousr]_(?=.*\d)[A-Za-z0-9]{36,76}$/,
        sure: true,
        source:
          'ghp_|gho_|ghu_|ghs_[0-9a-zA-Z]{36}, ghr_: https://github.com/betterleaks/betterleaks cmd/generate/config/rules/github.go (2026-07-23)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'token',
        of: 'base64url',
        length: [93, 93],
        pattern: /^github_pat_[A-Za-z0-9]{22}_[A-Za-z0-9]{59}$/,
        sure: true,
        source:
          'github_pat_\\w{82}: https://github.com/betterleaks/betterleaks cmd/generate/config/rules/github.go (2026-07-23)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    service: 'glassnode',
    title: 'Glassnode API key',
    names: ['glassnode'],
    shapes: [
      {
        part: 'token',
        of: 'alnum',
        length: [27, 27],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        source:
          '[0-9A-Za-z]{27}: https://github.com/trufflesecurity/trufflehog pkg/detectors/glassnode/glassnode.go (2026-08-21)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'healthchecks',
    title: 'Healthchecks ping address',
    names: ['healthchecks'],
    marks: ['hc-ping.com'],
    shapes: [
      {
        part: 'webhook',
        of: 'base64url',
        length: [36, 36],
        pattern: UUID,
        after: /hc-ping\.com\/$/,
        source:
          'docs: https://hc-ping.com/<uuid>, "each UUID is a secret": https://healthchecks.io/docs/slug_urls (2026-11-22)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    service: 'helius',
    title: 'Helius API key',
    names: ['helius'],
    shapes: [
      {
        part: 'key',
        of: 'base64url',
        length: [36, 36],
        pattern: UUID,
        after: /helius(?:-rpc\.com|\.xyz|\.dev)\/[\w/]{0,40}\?api-key=$/,
        source:
          'https://github.com/hummingbot/gateway conf/apiKeys.yml, and its provider page: https://mainnet.helius-rpc.com/?api-key=... (a UUID)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'ifttt',
    title: 'IFTTT webhook',
    names: ['ifttt'],
    patterns: [
      {
        part: 'webhook',
        mark: /\/with\/key|with\/key/,
        pattern: /https:\/\/maker\.ifttt\.com\/trigger\/[\w{}%-]{1,60}(?:\/json)?\/with\/key\/[A-Za-z0-9_-]{10,60}/g,
        source: 'https://github.com/freqtrade/freqtrade/blob/develop/docs/webhook-config.md (2024-10-24)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    service: 'infura',
    title: 'Infura project key',
    names: ['infura'],
    shapes: [
      {
        part: 'key',
        of: 'alnum',
        length: [32, 32],
        pattern: /^[0-9a-f]{32}$/,
        after: /infura\.io\/(?:ws\/)?v3\/$/,
        source:
          '[0-9a-z]{32}: https://github.com/trufflesecurity/trufflehog pkg/detectors/infura/infura.go (2026-08-21)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'jwt',
    title: 'signed token (JWT) that is used as a secret',
    names: [],
    patterns: [
      {
        part: 'token',
        mark: /eyJ/,
        pattern: /(?<![A-Za-z0-9_-])eyJ[A-Za-z0-9_-]{8,400}\.eyJ[A-Za-z0-9_-]{8,1500}\.[A-Za-z0-9_-]{20,600}/g,
        needsName: true,
        source: 'RFC 7519, section 3.1',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    service: 'moralis',
    title: 'Moralis API key',
    names: ['moralis'],
    shapes: [
      {
        part: 'token',
        of: 'alnum',
        length: [64, 64],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        source:
          'public code index: 4 independent holder(s) with hard-coded values of this shape; JWT whose payload starts {"nonce": (2026-11-22)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'ntfy',
    title: 'ntfy access token',
    names: ['ntfy'],
    shapes: [
      {
        part: 'token',
        of: 'base64url',
        length: [32, 32],
        pattern: /^tk_(?=.*\d)[A-Za-z0-9]{29}$/,
        sure: true,
        source:
          'docs sample tk_AgQdq7mVBoFD37zQVN29RhuMzNIz2: https://docs.ntfy.sh/config/ (repeated in many projects) (2026-11-22)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    service: 'oanda',
    title: 'OANDA access token',
    names: ['oanda'],
    shapes: [
      {
        part: 'token',
        of: 'base64url',
        length: [65, 65],
        pattern: /^[0-9a-f]{32}-[0-9a-f]{32}$/,
        sure: true,
        source:
          'public code index: 2 independent holder(s) with hard-coded values of this shape; 32 hex "-" 32 hex, one whole, one by its tail (2026-11-22)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'pagerduty',
    title: 'PagerDuty key',
    names: ['pagerduty', 'pager_duty'],
    marks: ['PD_ROUTING', 'events.pagerduty', 'routing_key', 'integration_key', 'integrationKey'],
    shapes: [
      {
        part: 'key',
        of: 'alnum',
        length: [32, 32],
        pattern: /^(?=.*\d)[0-9a-zA-Z]{32}$/,
        source:
          'public code index: 1 independent holder(s) with hard-coded values of this shape; events.pagerduty.com/integration/<32 hex lower>/enqueue (2026-11-22)',
        read: '2026-11-22',
        certainty: 'seen',
      },
      {
        part: 'token',
        of: 'base64url',
        length: [20, 20],
        pattern: /^(?=.*\d)(?=.*[A-Z])/,
        source:
          '"Both types of REST API keys are 20-character strings": https://support.pagerduty.com/main/docs/api-access-keys (2026-11-22)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    service: 'polygon-io',
    title: 'Polygon.io API key',
    names: ['polygon.io', 'polygon_io', 'massive.com'],
    marks: ['POLYGON_API', 'POLYGON_KEY', 'MASSIVE_API'],
    shapes: [
      {
        part: 'token',
        of: 'base64url',
        length: [32, 32],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        source:
          '[a-z0-9A-Z]{32}: misses "_": https://github.com/trufflesecurity/trufflehog pkg/detectors/polygon/polygon.go (2026-08-21)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'quicknode',
    title: 'QuickNode endpoint',
    names: ['quicknode', 'quiknode'],
    shapes: [
      {
        part: 'token',
        of: 'alnum',
        length: [40, 40],
        pattern: /^[0-9a-f]{40}$/,
        after: /quiknode\.pro\/$/,
        source: 'public code index: 6 independent holder(s) with hard-coded values of this shape (2026-11-22)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'slack',
    title: 'Slack token or webhook',
    names: ['slack'],
    marks: ['hooks.slack.com'],
    patterns: [
      {
        part: 'webhook',
        mark: /hooks\.slack/,
        pattern:
          /https:\/\/hooks\.slack\.com\/(?:services\/T[A-Z0-9]{6,14}\/B[A-Z0-9]{6,14}\/[A-Za-z0-9]{23,25}|workflows\/T[A-Z0-9]{6,14}\/A[A-Z0-9]{6,14}\/\d{17,19}\/[A-Za-z0-9]{23,25}|triggers\/[A-Za-z0-9/]{40,80})/g,
        source:
          'services/T[A-Z0-9]+/B[A-Z0-9]+/[A-Za-z0-9]{23,25}; workflows/T../A../[0-9]{17,19}/..: https://github.com/trufflesecurity/trufflehog pkg/detectors/slackwebhook/slackwebhook.go (2026-08-21)',
        read: '2026-11-22',
        certainty: 'seen',
      },
      {
        part: 'token',
        mark: /xox[bpe]-/,
        pattern: /(?<![A-Za-z0-9_-])xox[bpe](?:-\d{8,14}){1,3}-[A-Za-z0-9-]{18,40}(?![A-Za-z0-9_-])/g,
        source:
          'xoxb-[0-9]{10,13}-[0-9]{10,13}[a-zA-Z0-9-]*: https://github.com/betterleaks/betterleaks cmd/generate/config/rules/slack.go (2026-07-23)',
        read: '2026-11-22',
        certainty: 'seen',
      },
      {
        part: 'token',
        mark: /xapp-/,
        pattern: /(?<![A-Za-z0-9_-])xapp-\d-[A-Z0-9]{6,14}-\d{8,16}-[a-z0-9]{32,80}(?![A-Za-z0-9_-])/g,
        source:
          'xapp-\\d-[A-Z0-9]+-\\d+-[a-z0-9]+: https://github.com/betterleaks/betterleaks cmd/generate/config/rules/slack.go (2026-07-23)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'tardis',
    title: 'Tardis API key',
    names: ['tardis'],
    patterns: [
      {
        part: 'token',
        mark: /TD\./,
        pattern: /(?<![A-Za-z0-9_-])TD\.[A-Za-z0-9_-]{16}(?:\.[A-Za-z0-9_-]{4,16}){3,6}(?![A-Za-z0-9_-])/g,
        source:
          'public code index: 2 independent holder(s) with hard-coded values of this shape; one whole (TD. 16.15.15.15.15.4), one by its first four groups (2026-11-22)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'telegram',
    title: 'Telegram bot token',
    names: ['telegram'],
    marks: ['api.telegram.org', 'tgram:'],
    patterns: [
      {
        part: 'token',
        mark: /:AA/,
        pattern: /(?<!\d)\d{8,10}:AA[A-Za-z0-9_-]{32,33}(?![A-Za-z0-9_-])/g,
        source:
          'https://core.telegram.org/bots/api (not opened; two official samples known from elsewhere); AA after the colon: titus, rules of noseyparker (2026-04-10)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
  {
    service: 'tiingo',
    title: 'Tiingo API key',
    names: ['tiingo'],
    shapes: [
      {
        part: 'token',
        of: 'alnum',
        length: [40, 40],
        pattern: /^[0-9a-f]{40}$/,
        source: 'public code index: 4 independent holder(s) with hard-coded values of this shape (2026-11-22)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'tradier',
    title: 'Tradier access token',
    names: ['tradier'],
    shapes: [
      {
        part: 'token',
        of: 'alnum',
        length: [28, 28],
        pattern: /^(?=.*\d)(?=.*[a-z])(?=.*[A-Z])/,
        source:
          '[a-zA-Z0-9]{28}: https://github.com/trufflesecurity/trufflehog pkg/detectors/tradier/tradier.go (2026-08-21)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'twelvedata',
    title: 'Twelve Data API key',
    names: ['twelvedata', 'twelve_data'],
    shapes: [
      {
        part: 'token',
        of: 'alnum',
        length: [32, 32],
        pattern: /^[0-9a-f]{12}4[0-9a-f]{3}[89ab][0-9a-f]{15}$/,
        source:
          'public code index: 6 independent holder(s) with hard-coded values of this shape; all v4 UUIDs without dashes (2026-11-22)',
        read: '2026-11-22',
        certainty: 'seen',
      },
    ],
  },
  {
    service: 'vault-openbao',
    title: 'Vault or OpenBao token',
    names: ['vault', 'openbao'],
    marks: ['X-Vault-Token', 'BAO_TOKEN'],
    patterns: [
      {
        part: 'token',
        mark: /hv[sbr]\./,
        pattern: /(?<![A-Za-z0-9_-])hv[sbr]\.[A-Za-z0-9_-]{24,300}/g,
        source:
          'hvs\\.[\\w-]{90,120} | s\\.(?i:[a-z0-9]{24}): https://github.com/betterleaks/betterleaks cmd/generate/config/rules/hashicorp_vault.go (2026-07-23)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'token',
        mark: /\bs\./,
        pattern:
          /(?<![A-Za-z0-9_.-])s\.(?=[A-Za-z]{0,23}\d)(?=[a-z\d]{0,23}[A-Z])(?=[A-Z\d]{0,23}[a-z])[A-Za-z0-9]{24}(?![A-Za-z0-9_.(-])/g,
        source:
          'hvs\\.[\\w-]{90,120} | s\\.(?i:[a-z0-9]{24}): https://github.com/betterleaks/betterleaks cmd/generate/config/rules/hashicorp_vault.go (2026-07-23)',
        read: '2026-11-22',
        certainty: 'documented',
      },
      {
        part: 'token',
        mark: /\bb\.AAAAAQ/,
        pattern: /(?<![A-Za-z0-9_.-])b\.AAAAAQ[A-Za-z0-9_-]{50,300}/g,
        source:
          'hvb\\.[\\w-]{138,300}: https://github.com/betterleaks/betterleaks cmd/generate/config/rules/hashicorp_vault.go (2026-07-23)',
        read: '2026-11-22',
        certainty: 'documented',
      },
    ],
  },
];

/** Services whose keys are told by their shapes alone; each has its cases in the folder of its name. One file: a hook loads all of them for every commit. */
export const serviceRules: readonly Rule[] = all.map(serviceRule);
