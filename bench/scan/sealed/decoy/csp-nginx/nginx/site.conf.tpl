server {
    listen 443 ssl http2;
    server_name dash.desk.example;
    ssl_certificate_key /etc/ssl/private/dash.key;

    add_header Content-Security-Policy "script-src 'self' 'sha256-<<base64:44>>' 'sha256-<<base64:44>>'";
    location /api/ {
        proxy_set_header X-MBX-APIKEY $binance_api_key;
        proxy_set_header X-Request-Id $request_id;
        proxy_pass http://127.0.0.1:9000;
    }
}
