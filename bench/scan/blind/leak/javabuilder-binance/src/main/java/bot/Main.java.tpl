package bot;

import com.binance.api.client.BinanceApiClientFactory;
import com.binance.api.client.BinanceApiRestClient;

public class Main {
    public static void main(String[] args) {
        BinanceApiClientFactory factory = BinanceApiClientFactory.newInstance("<<key>>", "<<secret>>");
        BinanceApiRestClient client = factory.newRestClient();
        System.out.println(client.getAccount().getAssetBalance("BTC"));
    }
}
