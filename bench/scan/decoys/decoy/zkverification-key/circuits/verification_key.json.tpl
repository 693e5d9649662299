{
  "protocol": "groth16",
  "curve": "bn128",
  "nPublic": 2,
  "vk_alpha_1": ["<<digits:76>>", "<<digits:77>>", "1"],
  "vk_beta_2": [["<<digits:77>>", "<<digits:76>>"], ["<<digits:77>>", "<<digits:77>>"], ["1", "0"]],
  "vk_gamma_2": [["<<digits:77>>", "<<digits:77>>"], ["<<digits:76>>", "<<digits:77>>"], ["1", "0"]],
  "IC": [["<<digits:77>>", "<<digits:77>>", "1"], ["<<digits:77>>", "<<digits:76>>", "1"]]
}
