export BYBIT_KEY := "<<key>>"
export BYBIT_SECRET := "<<secret>>"

default:
    @just --list

run pair="SOLUSDT":
    cargo run --release -- {{pair}}
