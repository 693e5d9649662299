from io import StringIO
from coinbase.rest import RESTClient
client = RESTClient(key_file=StringIO('{"name": "<<key>>", "privateKey": "<<secret:ec-pem|esc2>>"}'))
