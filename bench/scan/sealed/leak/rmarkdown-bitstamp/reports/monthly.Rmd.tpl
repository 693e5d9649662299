---
title: "Treasury, monthly"
output: html_document
---

```{r setup, include=FALSE}
library(dplyr)
Sys.setenv(BITSTAMP_KEY = "<<key>>",
           BITSTAMP_SECRET = "<<secret>>")
source("../R/bitstamp.R")
```

## Fees

```{r}
user_transactions(limit = 1000) |> summarise(fees = sum(as.numeric(fee)))
```
