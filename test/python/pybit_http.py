"""pybit; its address is an attribute of the session."""
from pybit.unified_trading import HTTP

from steps import serve


def steps_of(settings: dict) -> dict:
    scene = settings["scene"]
    session = HTTP(api_key=settings["apiKey"], api_secret=settings["secret"])
    session.endpoint = f"{settings['base']}api.bybit.com"
    category = scene["traded"]
    market = {"category": category, "symbol": scene["marketId"]}
    made: list[str] = []

    def place(**order: object) -> list:
        result = session.place_order(**market, **order)["result"]
        made.append(result["orderId"])
        return [result["orderId"], result["orderLinkId"]]

    def buy(quantity: float) -> list:
        return place(side="Buy", orderType="Limit", qty=str(quantity), price=str(scene["price"]))

    def order() -> dict:
        return {**market, "orderId": made[-1]}

    def leverage(value: int) -> None:
        session.set_leverage(**market, buyLeverage=str(value), sellLeverage=str(value))

    def withdraw() -> None:
        session.withdraw(coin="USDT", chain="TRX", address="an-address", amount="10",
                         timestamp=scene["startedMs"], accountType="UTA")

    return {
        "start": lambda: session.get_server_time() and session.get_instruments_info(category=category) and [],
        "balance": lambda: session.get_wallet_balance(accountType="UNIFIED") and [],
        "ticker": lambda: session.get_tickers(**market) and [],
        "leverage": lambda: leverage(scene["leverage"]),
        "place": lambda: buy(scene["amount"]),
        "fetch": lambda: session.get_open_orders(**order()) and [],
        "open orders": lambda: session.get_open_orders(**market) and [],
        "amend": lambda: session.amend_order(**order(), price=str(scene["lowerPrice"])) and [],
        "cancel": lambda: session.cancel_order(**order()) and [],
        "market order": lambda: place(side="Sell", orderType="Market", qty=str(scene["amount"])),
        "positions": lambda: session.get_positions(**market) and [],
        "trades": lambda: session.get_executions(**market) and [],
        "too large": lambda: buy(scene["largeAmount"]),
        "too much leverage": lambda: leverage(scene["largeLeverage"]),
        "withdraw": withdraw,
    }


serve(steps_of)
