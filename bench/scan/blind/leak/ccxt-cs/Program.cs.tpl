using ccxt;

var exchange = new bingx(new Dictionary<string, object>() {
    { "apiKey", "<<key>>" },
    { "secret", "<<secret>>" },
});
await exchange.LoadMarkets();
var position = await exchange.FetchPositions();
Console.WriteLine(position.Count);
