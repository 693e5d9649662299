{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 1,
   "id": "<<hex8>>",
   "metadata": {},
   "outputs": [],
   "source": ["import os, ccxt\n", "ex = ccxt.bybit({'apiKey': os.environ['BYBIT_KEY'], 'secret': os.environ['BYBIT_SECRET']})\n"]
  },
  {
   "cell_type": "code",
   "execution_count": 2,
   "id": "<<hex8>>",
   "metadata": {},
   "outputs": [
    {
     "data": {
      "image/png": "iVBORw0KGgoAAAANSUhE<<base64:2000>>",
      "text/plain": ["<Figure size 640x480 with 1 Axes>"]
     },
     "metadata": {},
     "output_type": "display_data"
    },
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "2026-02-25T06:13:20Z XRPUSDT orderId=<<uuid>> px=25986.46 qty=1.7680\n",
      "2026-02-25T06:20:27Z SOLUSDT orderId=<<uuid>> px=13186.80 qty=1.3906\n",
      "2026-02-25T06:27:20Z AVAXUSDT orderId=<<uuid>> px=89207.74 qty=0.1010\n",
      "2026-02-25T06:34:20Z ETHUSDT orderId=<<uuid>> px=88925.87 qty=0.4540\n",
      "2026-02-25T06:41:20Z ETHUSDT orderId=<<uuid>> px=98722.68 qty=0.3077\n",
      "2026-02-25T06:48:20Z XRPUSDT orderId=<<uuid>> px=92037.58 qty=0.4628\n",
      "2026-02-25T06:55:20Z LINKUSDT orderId=<<uuid>> px=32411.83 qty=1.7883\n",
      "2026-02-25T07:03:09Z SOLUSDT orderId=<<uuid>> px=46962.27 qty=1.1204\n",
      "2026-02-25T07:10:16Z DOGEUSDT orderId=<<uuid>> px=84184.27 qty=1.6715\n",
      "2026-02-25T07:17:23Z ETHUSDT orderId=<<uuid>> px=75602.96 qty=0.3442\n",
      "2026-02-25T07:23:20Z SOLUSDT orderId=<<uuid>> px=29502.83 qty=0.2708\n",
      "2026-02-25T07:31:37Z DOGEUSDT orderId=<<uuid>> px=19660.88 qty=1.2213\n",
      "2026-02-25T07:38:44Z SOLUSDT orderId=<<uuid>> px=82918.46 qty=1.4835\n",
      "2026-02-25T07:44:20Z AVAXUSDT orderId=<<uuid>> px=15513.64 qty=1.8875\n",
      "2026-02-25T07:52:58Z AVAXUSDT orderId=<<uuid>> px=44131.29 qty=0.3377\n",
      "2026-02-25T07:58:20Z BTCUSDT orderId=<<uuid>> px=50172.56 qty=0.6190\n",
      "2026-02-25T08:05:20Z BTCUSDT orderId=<<uuid>> px=71614.74 qty=0.3085\n",
      "2026-02-25T08:14:19Z XRPUSDT orderId=<<uuid>> px=27951.27 qty=0.6260\n",
      "2026-02-25T08:19:20Z ADAUSDT orderId=<<uuid>> px=68458.38 qty=0.6453\n",
      "2026-02-25T08:26:20Z SOLUSDT orderId=<<uuid>> px=22157.10 qty=0.1959\n",
      "2026-02-25T08:33:20Z LINKUSDT orderId=<<uuid>> px=6418.99 qty=0.0196\n",
      "2026-02-25T08:42:47Z BTCUSDT orderId=<<uuid>> px=89950.29 qty=0.3627\n",
      "2026-02-25T08:47:20Z LINKUSDT orderId=<<uuid>> px=28980.60 qty=0.6030\n",
      "2026-02-25T08:54:20Z DOGEUSDT orderId=<<uuid>> px=91987.83 qty=0.6931\n"
     ]
    }
   ],
   "source": ["plot(funding)\n"]
  }
 ],
 "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
 "nbformat": 4,
 "nbformat_minor": 5
}
