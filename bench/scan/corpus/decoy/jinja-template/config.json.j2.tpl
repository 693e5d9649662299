{"exchange":{"name":"{{ exchange }}","key":"{{ lookup('env','EX_KEY') }}","secret":"{{ ex_secret | default('') }}"}}
