{
  "protocol": "groth16",
  "curve": "bn128",
  "vk_alpha_1": ["<<digits:77>>", "<<digits:76>>", "1"],
  "IC": [["<<digits:77>>", "<<digits:76>>", "1"], ["<<digits:76>>", "<<digits:77>>", "1"]]
}
