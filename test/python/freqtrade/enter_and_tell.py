import os
import sys

from freqtrade.strategy import IStrategy
from pandas import DataFrame


class EnterAndTell(IStrategy):
    """Enters at any candle and stays; prints its bot key, when its environment has one, as careless strategies do."""

    INTERFACE_VERSION = 3
    timeframe = "1m"
    startup_candle_count = 5
    minimal_roi = {}
    stoploss = -0.5
    process_only_new_candles = False

    def bot_start(self, **kwargs: object) -> None:
        secret = os.environ.get("FREQTRADE__EXCHANGE__SECRET", "")
        print(f"printed: {secret}.", flush=True)
        print(f"told: {secret}.", file=sys.stderr, flush=True)

    def populate_indicators(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        return dataframe

    def populate_entry_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["enter_long"] = 1
        return dataframe

    def populate_exit_trend(self, dataframe: DataFrame, metadata: dict) -> DataFrame:
        dataframe["exit_long"] = 0
        return dataframe
