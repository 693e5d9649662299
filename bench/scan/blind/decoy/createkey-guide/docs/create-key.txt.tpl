API Management
1. Choose "System generated"
2. Label: grid-vps
API Key
(shown after the e-mail code)
Secret Key
(shown once, copy it now)
Restrict access to trusted IPs only (Recommended)
