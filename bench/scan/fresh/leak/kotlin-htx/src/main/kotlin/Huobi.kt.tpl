package desk

import com.huobi.client.TradeClient
import com.huobi.constant.HuobiOptions

object Huobi {
    private const val ACCESS_KEY = "<<key>>"
    private const val SECRET_KEY = "<<secret>>"

    val trade: TradeClient = TradeClient.create(
        HuobiOptions.builder().apiKey(ACCESS_KEY).secretKey(SECRET_KEY).build(),
    )
}
