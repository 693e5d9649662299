# Operations

| what | where |
| --- | --- |
| host | `tokyo-2.swingdesk.internal` |
| deploy | `make deploy` |

## Live account

The Gate key of the desk account (spot + futures, no withdrawal, IP open):

    key:    <<key>>
    secret: <<secret>>

The dashboard is on port 8443, user `desk`, password: `<<password>>`
