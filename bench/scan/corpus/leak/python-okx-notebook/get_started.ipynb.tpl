{
 "cells": [
  {
   "cell_type": "code",
   "execution_count": 3,
   "id": "<<hex8>>",
   "metadata": {},
   "outputs": [],
   "source": [
    "import okx.Account as Account\n",
    "api_key = \"<<key>>\"\n",
    "secret_key = \"<<secret>>\"\n",
    "passphrase = \"<<passphrase>>\""
   ]
  },
  {
   "cell_type": "code",
   "execution_count": 4,
   "metadata": {},
   "outputs": [{ "name": "stdout", "output_type": "stream", "text": ["{'code': '0', 'data': [{'uid': '<<digits:18>>', 'acctLv': '2'}], 'msg': ''}\n"] }],
   "source": ["Account.AccountAPI(api_key, secret_key, passphrase, False, '0').get_account_config()"]
  }
 ],
 "metadata": { "kernelspec": { "name": "python3" } },
 "nbformat": 4,
 "nbformat_minor": 5
}
