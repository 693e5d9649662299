API Management
grid-vps

API Key
<<key>>
Secret Key
<<secret>>

Restrict access to trusted IPs only (Recommended)
Enable Reading
Enable Spot & Margin Trading
