web: gunicorn app:server -b 0.0.0.0:8000
worker: APCA_API_KEY_ID=<<key>> APCA_API_SECRET_KEY=<<secret>> python worker.py
