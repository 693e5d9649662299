services:
  agent:
    image: openbao/openbao:2.1
    environment:
      BAO_ADDR: http://bao:8200
      BAO_TOKEN: <<token>>
    command: ["agent", "-config=/etc/bao/agent.hcl"]
