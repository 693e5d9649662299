#define WIFI_SSID "huisnet"
#define WIFI_PASS "<<password@smtp>>"
const char* BITVAVO_KEY = "<<key>>";
const char* BITVAVO_SECRET = "<<secret>>";
const int REFRESH_MS = 60000;
