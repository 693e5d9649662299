echo "<<key>>" > ~/.gate_key
echo '<<secret>>' >> ~/.gate_secret
chmod 600 ~/.gate_*
curl ifconfig.me
