{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 4,
   "id": "<<hex8>>",
   "metadata": {},
   "outputs": [
    {
     "data": {"image/png": "iVBORw0KGgoAAAANSUhEUgAAAjMAAAGdCAYAAADnrPLB<<base64:600>>", "text/plain": ["<Figure size 640x480 with 1 Axes>"]},
     "metadata": {},
     "output_type": "display_data"
    }
   ],
   "source": ["bt.equity.plot(title='BTC/USDT 4h, fees 10 bps')"]
  },
  {
   "cell_type": "code",
   "execution_count": 5,
   "id": "<<hex8>>",
   "metadata": {},
   "outputs": [],
   "source": ["api_key = getpass('binance api key: ')\n", "api_secret = getpass('binance api secret: ')"]
  }
 ],
 "metadata": {"language_info": {"name": "python"}},
 "nbformat": 4,
 "nbformat_minor": 5
}
