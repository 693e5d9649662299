{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": null,
   "metadata": {"id": "<<alnum:12>>"},
   "outputs": [],
   "source": [
    "!pip -q install alpaca-py\n",
    "%env APCA_API_KEY_ID=<<key>>\n",
    "%env APCA_API_SECRET_KEY=<<secret>>"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": null,
   "metadata": {"id": "<<alnum:12>>"},
   "outputs": [],
   "source": ["from alpaca.trading.client import TradingClient\n", "import os\n", "tc = TradingClient(os.environ['APCA_API_KEY_ID'], os.environ['APCA_API_SECRET_KEY'], paper=False)"]
  }
 ],
 "metadata": {"colab": {"provenance": []}},
 "nbformat": 4,
 "nbformat_minor": 0
}
