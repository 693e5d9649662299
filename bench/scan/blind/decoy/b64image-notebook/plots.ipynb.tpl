{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 7,
   "metadata": {},
   "outputs": [{"data": {"image/png": "iVBORw0KGgoAAAANSUhEUg<<base64:1800>>\n", "text/plain": ["<Figure size 1200x400 with 1 Axes>"]}, "metadata": {}, "output_type": "display_data"}],
   "source": ["equity.plot(title='bybit api_key: see vault')"]
  }
 ],
 "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
 "nbformat": 4,
 "nbformat_minor": 5
}
