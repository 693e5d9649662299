# sourced by run.sh
export DOPPLER_TOKEN="<<token>>"
export OP_SERVICE_ACCOUNT_TOKEN="<<token@1password>>"
export DOPPLER_PROJECT=bots DOPPLER_CONFIG=prd
