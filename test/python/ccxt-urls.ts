import ccxt from 'ccxt';

/**
 * What stands under `urls.api` in ccxt's settings so that every REST call goes to `base` (with a slash at its end), the real host as
 * the first segment of its path. For ccxt in Python, whose `proxyUrl` refuses itself from 4.5.76 on, and so for freqtrade.
 */
export function ccxtUrls(id: string, base: string): Record<string, unknown> {
  const exchange = new (ccxt as unknown as Record<string, new () => { urls: { api: object } }>)[id]!();
  return moved(exchange.urls.api, base);
}

function moved(urls: object, base: string): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const [name, url] of Object.entries(urls)) {
    if (typeof url === 'string' && url.startsWith('https://')) found[name] = url.replace('https://', base);
    else if (url !== null && typeof url === 'object' && Object.keys(moved(url, base)).length > 0)
      found[name] = moved(url, base);
  }
  return found;
}
