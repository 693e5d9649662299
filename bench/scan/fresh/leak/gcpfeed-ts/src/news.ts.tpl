const YOUTUBE_API_KEY = '<<token>>';
const CMC_PRO_API_KEY = '<<token@coinmarketcap>>';

export async function latest(channel: string) {
  const r = await fetch(`https://www.googleapis.com/youtube/v3/search?part=snippet&channelId=${channel}&key=${YOUTUBE_API_KEY}`);
  return r.json();
}

export async function dominance() {
  const r = await fetch('https://pro-api.coinmarketcap.com/v1/global-metrics/quotes/latest', { headers: { 'X-CMC_PRO_API_KEY': CMC_PRO_API_KEY } });
  return (await r.json()).data.btc_dominance;
}
