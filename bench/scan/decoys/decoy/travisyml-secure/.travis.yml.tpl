language: node_js
node_js: 20
env:
  global:
    # BFX_API_KEY
    - secure: "<<base64:684>>"
    # BFX_API_SECRET
    - secure: "<<base64:684>>"
script: npm test
