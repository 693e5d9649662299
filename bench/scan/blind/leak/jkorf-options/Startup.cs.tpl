using CryptoExchange.Net.Authentication;
using Kucoin.Net.Clients;

KucoinRestClient.SetDefaultOptions(options =>
{
    options.ApiCredentials = new KucoinApiCredentials("<<key>>", "<<secret>>", "<<passphrase>>");
    options.RequestTimeout = TimeSpan.FromSeconds(20);
});

var socket = new KucoinSocketClient();
