/** Domains of exchanges beyond those of Keyward's own facts. Domains on which anyone may have a name were left out. */
export const exchangeDomains: { readonly source: string; readonly read: string; readonly domains: readonly string[] } =
  {
    source:
      'ccxt 4.5.83: urls.api, urls.test, urls.demo, urls.www and hostname of its 104 exchanges, https://github.com/ccxt/ccxt',
    read: '2026-11-23',
    domains:
      '3ona.co alpaca.markets apex.exchange asterdex.com backpack.exchange bequant.io big.one binance.com binance.us binance.vision binancefuture.com bingx.com bit.team bit2c.co.il bitbank.cc bitbns.com bitfinex.com bitflyer.com bitget.com bithumb.com bitopro.com bitrue.com bitso.com bitstamp.net bittrade.co.jp bitvavo.com blockchain.com blofin.com btcbox.co.jp btcmarkets.net btcturk.com btse.com btse.io bullish-test.com bullish.com bybit.com bybit.eu bybit.id bydfi.com cex.io coinbase.com coincheck.com coinex.com coinmate.io coinone.co.kr coins.ph coinspot.com.au crypto.com cryptomus.com deepcoin.com delta.exchange deribit.com derive.xyz digifinex.com dydx.exchange dydx.trade dydx.xyz elliot.ai extended.exchange fmfw.io foxbit.com.br gate.com gateapi.io gateeu.com gateio.ws gemini.com grvt.io hashkey.com hashkeydev.com hibachi.xyz hitbtc.com hollaex.com huobi.com huobi.pro hyperliquid-testnet.xyz hyperliquid.xyz independentreserve.com indodax.com kraken.com kucoin.com latoken.com lbank.com lbank.info lighter.xyz luno.com lyra.finance mercadobitcoin.com.br mercadobitcoin.net mexc.com mudrex.com nado.xyz ndax.io okx.com onetrading.com orderly.org p2pb2b.com pacifica.fi paradex.trade paymium.com phemex.com poloniex.com revolut.com tokocrypto.com toobit.com upbit.com weex.com whitebit.com woo.org woox.io xt.com zaif.jp zebpay.com zebstage.com'.split(
        ' ',
      ),
  };
