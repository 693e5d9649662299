{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 1,
   "metadata": {},
   "outputs": [],
   "source": [
    "import pandas as pd\n",
    "from pybit.unified_trading import HTTP\n",
    "API_KEY = '<<key>>'\n",
    "API_SECRET = '<<secret>>'\n",
    "s = HTTP(api_key=API_KEY, api_secret=API_SECRET)"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 2,
   "metadata": {},
   "outputs": [{"name": "stdout", "output_type": "stream", "text": ["0.0001\n"]}],
   "source": ["s.get_tickers(category='linear', symbol='BTCUSDT')['result']['list'][0]['fundingRate']"]
  }
 ],
 "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
 "nbformat": 4,
 "nbformat_minor": 5
}
