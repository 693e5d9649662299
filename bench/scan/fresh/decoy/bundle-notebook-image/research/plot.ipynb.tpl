{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 4,
   "id": "<<hex8>>",
   "metadata": {},
   "outputs": [
    {"data": {"image/png": "iVBORw0KGgoAAAANSUhEUgAAA<<base64:1600>>\n", "text/plain": ["<Figure size 640x480 with 1 Axes>"]}, "metadata": {}, "output_type": "display_data"}
   ],
   "source": ["api_key = os.environ['KRAKEN_KEY']\n", "df.plot()"]
  }
 ],
 "metadata": {"language_info": {"name": "python"}},
 "nbformat": 4,
 "nbformat_minor": 5
}
