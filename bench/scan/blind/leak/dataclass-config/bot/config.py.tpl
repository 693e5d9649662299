from dataclasses import dataclass, field


@dataclass(frozen=True)
class ExchangeConfig:
    name: str = "bitmex"
    api_key: str = "<<key>>"
    api_secret: str = "<<secret>>"
    symbols: tuple[str, ...] = ("XBTUSD",)
    leverage: float = 2.0
