export const FEEDS: Record<string, `0x${string}`> = {
  'BTC/USD': '0x<<hex64>>',
  'ETH/USD': '0x<<hex64>>',
  'SOL/USD': '0x<<hex64>>',
};

export const FEED_KEYS = Object.keys(FEEDS);
