{ config, pkgs, ... }:
{
  systemd.services.bot = {
    wantedBy = [ "multi-user.target" ];
    environment = {
      BYBIT_KEY = "<<key>>";
      BYBIT_SECRET = "<<secret>>";
    };
    serviceConfig.ExecStart = "${pkgs.python3}/bin/python /srv/bot/main.py";
  };
}
