using ccxt;

namespace Desk;

public static class Program
{
    public static async Task Main()
    {
        var exchange = new Bybit();
        exchange.apiKey = "<<key>>";
        exchange.secret = "<<secret>>";
        var orders = await exchange.FetchOpenOrders("LTC/USDT");
        Console.WriteLine(orders.Count);
    }
}
