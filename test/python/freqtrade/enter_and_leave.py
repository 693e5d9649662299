from datetime import datetime, timedelta

from freqtrade.persistence import Trade
from freqtrade.strategy import IStrategy
from pandas import DataFrame


class EnterAndLeave(IStrategy):
    """Enters at every candle and leaves a few seconds later, so that a test sees both soon."""

    INTERFACE_VERSION = 3
    timeframe = "1m"
    startup_candle_count = 5
    can_short = False
    minimal_roi = {}
    stoploss = -0.2
    process_only_new_candles = False
    use_exit_signal = True

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["enter_long"] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["exit_long"] = 0
        return dataframe

    def custom_exit(self, pair: str, trade: Trade, current_time: datetime, current_rate: float,
                    current_profit: float, **kwargs: object) -> str | None:
        age = current_time - trade.open_date_utc
        return "seen_enough" if age >= timedelta(seconds=3) else None
