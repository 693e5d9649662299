2025-03-10 07:00:00 INFO api key: aB3d**************** (len 18)
2025-03-10 07:00:00 INFO secret: ************************************
2025-03-10 07:00:00 DEBUG headers={'X-BAPI-API-KEY': '<redacted>', 'X-BAPI-SIGN': '[REDACTED]', 'X-BAPI-TIMESTAMP': '1741590000000'}
2025-03-10 07:00:01 INFO telegram token 61204*****:AA******** ok
