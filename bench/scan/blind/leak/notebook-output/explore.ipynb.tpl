{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 4,
   "metadata": {},
   "outputs": [
    {
     "data": {"text/plain": ["{'exchange': 'binance',\n", " 'apiKey': '<<key>>',\n", " 'secret': '<<secret>>',\n", " 'enableRateLimit': True}"]},
     "execution_count": 4,
     "metadata": {},
     "output_type": "execute_result"
    }
   ],
   "source": ["load_config('prod')"]
  }
 ],
 "metadata": {},
 "nbformat": 4,
 "nbformat_minor": 5
}
