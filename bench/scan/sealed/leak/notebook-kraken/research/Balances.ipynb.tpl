{
 "cells": [
  {
   "cell_type": "markdown",
   "metadata": {},
   "source": ["# Kraken balances, monthly review"]
  },
  {
   "cell_type": "code",
   "execution_count": 1,
   "metadata": {},
   "outputs": [],
   "source": [
    "import krakenex\n",
    "import pandas as pd\n",
    "k = krakenex.API(\n",
    "    key='<<key>>',\n",
    "    secret='<<secret>>')\n",
    "bal = k.query_private('Balance')['result']"
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 2,
   "metadata": {},
   "outputs": [
    {
     "data": {"text/plain": ["XXBT    0.41203\n", "ZEUR    1822.10\n", "dtype: float64"]},
     "execution_count": 2,
     "metadata": {},
     "output_type": "execute_result"
    }
   ],
   "source": ["pd.Series(bal).astype(float)"]
  }
 ],
 "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
 "nbformat": 4,
 "nbformat_minor": 5
}
