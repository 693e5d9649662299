[
  {
    "label": "pdx-mm-eu",
    "l1_address": "<<address:eth>>",
    "l2_address": "<<address:starknet>>",
    "l2_private_key": "<<privateKey>>",
    "env": "prod"
  }
]
