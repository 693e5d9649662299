#property copyright "rdk"
#property version   "1.07"

input string InpApiKey    = "<<key>>";
input string InpApiSecret = "<<secret>>";
input string InpTgToken   = "<<token@telegram>>"; // bot token
input double InpRisk      = 0.5;

int OnInit() { return(INIT_SUCCEEDED); }
