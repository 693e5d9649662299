using Bitfinex.Net.Clients;
using CryptoExchange.Net.Authentication;

var client = new BitfinexRestClient(options =>
{
    options.ApiCredentials = new ApiCredentials(
        "<<key>>",
        "<<secret>>");
    options.RequestTimeout = TimeSpan.FromSeconds(12);
});

var wallets = await client.SpotApi.Account.GetBalancesAsync();
foreach (var w in wallets.Data)
    Console.WriteLine($"{w.Type} {w.Asset} {w.Total}");
