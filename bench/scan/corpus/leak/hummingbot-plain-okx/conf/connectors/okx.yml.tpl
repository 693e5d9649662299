###########################
###   okx config        ###
###########################

connector: okx

okx_api_key: <<key>>

okx_secret_key: <<secret>>

okx_passphrase: <<passphrase>>

okx_registration_sub_domain: www
