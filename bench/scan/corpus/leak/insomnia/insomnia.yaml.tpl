_type: export
resources:
  - _id: env_<<hex32>>
    _type: environment
    data:
      gemini_key: <<key>>
      gemini_secret: <<secret>>
