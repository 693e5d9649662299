/** A value that stands in public documentation, and where. */
interface Sample {
  readonly value: string;
  readonly source: string;
}

const freqtradeDocs = 'https://www.freqtrade.io/en/stable/rest-api/';
const freqtradeExample = "freqtrade's config_examples";
const freqtradeDefault = "freqtrade's own list of default values";
const jesseTemplate = "Jesse's project template";
const hummingbotCompose = "Hummingbot's compose files";

/**
 * Read 2026-11-23: freqtrade docs/rest-api.md, docs/producer-consumer.md, config_examples and rpc/api_server/webserver.py (2026.9);
 * jesse-ai/project-template `.env.example`; hummingbot/hummingbot, hummingbot/deploy and hummingbot/hummingbot-api `docker-compose.yml`.
 */
const samples = {
  freqtradePassword: [
    { value: 'SuperSecret1!', source: freqtradeDocs },
    { value: 'SuperSecurePassword', source: freqtradeExample },
  ],
  freqtradeJwt: [
    { value: 'somethingrandom', source: freqtradeDocs },
    { value: 'super-secret', source: freqtradeDefault },
    { value: 'somethingRandomSomethingRandom123', source: freqtradeDefault },
  ],
  freqtradeWsToken: [
    { value: 'sercet_Ws_t0ken', source: freqtradeDocs },
    { value: 'secret_ws_t0ken.', source: freqtradeExample },
  ],
  jessePassword: [{ value: 'test', source: jesseTemplate }],
  jesseDatabase: [{ value: 'password', source: jesseTemplate }],
  hummingbot: [
    { value: 'admin', source: hummingbotCompose },
    { value: 'hummingbot-api', source: hummingbotCompose },
    { value: 'password', source: hummingbotCompose },
    { value: 'public', source: hummingbotCompose },
  ],
} as const satisfies Record<string, readonly Sample[]>;

export type SampleKind = keyof typeof samples;

/** Where a value is published as a sample; undefined where it is somebody's own. */
export function publishedAs(kind: SampleKind, value: string): string | undefined {
  return samples[kind].find((sample) => sample.value === value)?.source;
}

/** A value that stands for one: `your_exchange_key`, `<key>`, `NO KEY`. */
export function isPlaceholder(value: string | undefined): boolean {
  if (value === undefined) return true;
  return /^(?:|x+|\*+|\.+|<.*>|\[.*\]|\$\{.*\}|no ?key|empty|none|null|key|secret|passphrase|private_key|wallet_address|changeme|your[-_ ].*|.*[-_]here|insert.*)$/i.test(
    value.trim(),
  );
}
