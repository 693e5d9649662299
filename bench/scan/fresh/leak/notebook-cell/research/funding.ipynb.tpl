{
 "cells": [
  {
   "cell_type": "markdown",
   "metadata": {},
   "source": ["# Funding carry\n", "live account, read + order"]
  },
  {
   "cell_type": "code",
   "execution_count": 1,
   "metadata": {},
   "outputs": [],
   "source": [
    "import ccxt\n",
    "mex = ccxt.bitmex({\n",
    "    'apiKey': '<<key>>',\n",
    "    'secret': '<<secret>>',\n",
    "})\n",
    "pd.DataFrame(mex.fetch_funding_rate_history('BTC/USD:BTC'))"
   ]
  }
 ],
 "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}, "language_info": {"name": "python", "version": "3.11.4"}},
 "nbformat": 4,
 "nbformat_minor": 5
}
