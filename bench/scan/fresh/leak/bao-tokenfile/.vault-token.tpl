<<token>>
