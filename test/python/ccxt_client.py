"""ccxt, with blocking or asynchronous calls."""
import asyncio

import ccxt
import ccxt.async_support

from steps import serve


def steps_of(settings: dict) -> dict:
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    is_async = settings["asynchronous"]
    exchange = getattr(ccxt.async_support if is_async else ccxt, settings["exchange"])(settings["client"])
    scene = settings["scene"]
    symbol, limit = scene["symbol"], ("limit", "buy")
    made: list[str] = []

    def wait(call: object) -> object:
        return loop.run_until_complete(call) if is_async else call

    def note(call: object) -> list:
        order = wait(call)
        made.append(order["id"])
        return [order["id"], order.get("clientOrderId")]

    def amend() -> list:
        order = wait(exchange.edit_order(made[-1], symbol, *limit, scene["amount"], scene["lowerPrice"]))
        if scene["amendReplaces"]:
            made.append(order["id"])
        return [order["id"], order.get("clientOrderId")]

    def ask(call: object) -> list:
        wait(call)
        return []

    return {
        "start": lambda: ask(exchange.load_markets()),
        "balance": lambda: ask(exchange.fetch_balance()),
        "ticker": lambda: ask(exchange.fetch_ticker(symbol)),
        "place": lambda: note(exchange.create_order(symbol, *limit, scene["amount"], scene["price"])),
        "fetch": lambda: ask(exchange.fetch_order(made[-1], symbol, scene["fetchParams"])),
        "open orders": lambda: ask(exchange.fetch_open_orders(symbol)),
        "amend": amend,
        "cancel": lambda: ask(exchange.cancel_order(made[-1], symbol)),
        "market order": lambda: note(exchange.create_order(symbol, "market", "sell", scene["amount"])),
        "trades": lambda: ask(exchange.fetch_my_trades(symbol)),
        "too large": lambda: note(exchange.create_order(symbol, *limit, scene["largeAmount"], scene["price"])),
        "withdraw": lambda: ask(exchange.withdraw(*scene["withdrawal"])),
        "close": lambda: ask(exchange.close()) if is_async else [],
    }


serve(steps_of)
