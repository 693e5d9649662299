#include "session.hpp"
#include <nlohmann/json.hpp>

using json = nlohmann::json;

void Session::authenticate() {
    json msg = {
        {"jsonrpc", "2.0"},
        {"id", 9929},
        {"method", "public/auth"},
        {"params", {
            {"grant_type", "client_credentials"},
            {"client_id", "<<key>>"},
            {"client_secret", "<<secret>>"},
        }},
    };
    ws_.write(net::buffer(msg.dump()));
}
