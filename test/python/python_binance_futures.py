"""python-binance on USD-M futures; its addresses are attributes of the class, because the constructor already asks the exchange."""
from binance.client import Client

from steps import serve


def steps_of(settings: dict) -> dict:
    scene, base = settings["scene"], settings["base"]
    Client.API_URL = f"{base}api.binance.com/api"
    Client.MARGIN_API_URL = f"{base}api.binance.com/sapi"
    Client.FUTURES_URL = f"{base}fapi.binance.com/fapi"
    symbol, amount = scene["marketId"], scene["amount"]
    clients: list[Client] = []
    made: list[int] = []

    def client() -> Client:
        return clients[0]

    def start() -> None:
        clients.append(Client(settings["apiKey"], settings["secret"]))
        client().futures_exchange_info()

    def place(**order: object) -> list:
        placed = client().futures_create_order(symbol=symbol, **order)
        made.append(placed["orderId"])
        return [placed["orderId"], placed["clientOrderId"]]

    def buy(quantity: float) -> list:
        return place(side="BUY", type="LIMIT", timeInForce="GTC", quantity=quantity, price=scene["price"])

    def amend() -> None:
        client().futures_modify_order(
            symbol=symbol, orderId=made[-1], side="BUY", quantity=amount, price=scene["lowerPrice"],
        )

    def leverage(value: int) -> None:
        client().futures_change_leverage(symbol=symbol, leverage=value)

    return {
        "start": start,
        "balance": lambda: client().futures_account_balance() and [],
        "ticker": lambda: client().futures_symbol_ticker(symbol=symbol) and [],
        "leverage": lambda: leverage(scene["leverage"]),
        "place": lambda: buy(amount),
        "fetch": lambda: client().futures_get_order(symbol=symbol, orderId=made[-1]) and [],
        "open orders": lambda: client().futures_get_open_orders(symbol=symbol) and [],
        "amend": amend,
        "cancel": lambda: client().futures_cancel_order(symbol=symbol, orderId=made[-1]) and [],
        "market order": lambda: place(side="SELL", type="MARKET", quantity=amount),
        "positions": lambda: client().futures_position_information(symbol=symbol) and [],
        "trades": lambda: client().futures_account_trades(symbol=symbol) and [],
        "too large": lambda: buy(scene["largeAmount"]),
        "too much leverage": lambda: leverage(scene["largeLeverage"]),
        "withdraw": lambda: client().withdraw(coin="USDT", address="an-address", amount=10, network="TRX") and [],
    }


serve(steps_of)
