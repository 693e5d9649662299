{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 2,
   "metadata": {},
   "outputs": [
    {
     "name": "stdout",
     "output_type": "stream",
     "text": [
      "{'exchange': 'kucoin', 'apiKey': '<<key>>', 'secret': '<<secret>>', 'password': '<<passphrase>>', 'enableRateLimit': True}\n"
     ]
    }
   ],
   "source": ["cfg = load_config('live.yaml')\n", "print(cfg)"]
  }
 ],
 "metadata": {"language_info": {"name": "python"}},
 "nbformat": 4,
 "nbformat_minor": 5
}
