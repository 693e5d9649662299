repos:
  - repo: https://github.com/Yelp/detect-secrets
    rev: <<hex40>>
    hooks: [{ id: detect-secrets }]
