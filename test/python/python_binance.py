"""python-binance; its addresses are attributes of the class, because the constructor already asks the exchange."""
from binance.client import Client

from steps import serve


def steps_of(settings: dict) -> dict:
    scene, base = settings["scene"], settings["base"]
    Client.API_URL = f"{base}api.binance.com/api"
    Client.MARGIN_API_URL = f"{base}api.binance.com/sapi"
    symbol, amount = scene["marketId"], scene["amount"]
    clients: list[Client] = []
    made: list[int] = []

    def client() -> Client:
        return clients[0]

    def start() -> None:
        clients.append(Client(settings["apiKey"], settings["secret"]))
        client().get_exchange_info()

    def note(order: dict) -> list:
        made.append(order["orderId"])
        return [order["orderId"], order["clientOrderId"]]

    def amend() -> list:
        replaced = client().cancel_replace_order(
            symbol=symbol, side="BUY", type="LIMIT", timeInForce="GTC", quantity=amount, price=scene["lowerPrice"],
            cancelReplaceMode="STOP_ON_FAILURE", cancelOrderId=made[-1],
        )
        return note(replaced["newOrderResponse"]) + [replaced["cancelResponse"]["clientOrderId"]]

    def buy(quantity: float) -> list:
        return note(client().order_limit_buy(symbol=symbol, quantity=quantity, price=scene["price"]))

    return {
        "start": start,
        "balance": lambda: client().get_account() and [],
        "ticker": lambda: client().get_symbol_ticker(symbol=symbol) and [],
        "place": lambda: buy(amount),
        "fetch": lambda: client().get_order(symbol=symbol, orderId=made[-1]) and [],
        "open orders": lambda: client().get_open_orders(symbol=symbol) and [],
        "amend": amend,
        "cancel": lambda: client().cancel_order(symbol=symbol, orderId=made[-1]) and [],
        "market order": lambda: note(client().order_market_sell(symbol=symbol, quantity=amount)),
        "trades": lambda: client().get_my_trades(symbol=symbol) and [],
        "too large": lambda: buy(scene["largeAmount"]),
        "withdraw": lambda: client().withdraw(coin="USDT", address="an-address", amount=10, network="TRX") and [],
    }


serve(steps_of)
