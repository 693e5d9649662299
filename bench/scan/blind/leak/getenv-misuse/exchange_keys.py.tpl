import os
from dotenv import load_dotenv

load_dotenv()

bitget_key = os.getenv('<<key>>')
bitget_secret = os.getenv('<<secret>>')
bitget_password = os.getenv('<<passphrase>>')
leverage = int(os.getenv('LEVERAGE', '5'))
