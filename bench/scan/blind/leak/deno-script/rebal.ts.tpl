Deno.env.set('GEMINI_API_KEY', '<<key>>');
Deno.env.set('GEMINI_API_SECRET', '<<secret>>');

const { rebalance } = await import('./lib.ts');
await rebalance({ BTC: 0.7, ETH: 0.3 });
