#include "poloniex.hpp"
static const std::string kKey{"<<key>>"};
static const std::string kSecret{"<<secret>>"};
int main() { return poloniex::Client(kKey, kSecret).run(); }
