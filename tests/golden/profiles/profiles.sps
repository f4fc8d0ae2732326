* Stands in for SPSS. Run from this folder: pspp profiles.sps > pspp.txt .
* PSPP takes before - now where SPSS takes now - before: negative ranks here are positive there.
GET DATA /TYPE=TXT /FILE='scores.csv' /ARRANGEMENT=DELIMITED /DELIMITERS=',' /FIRSTCASE=2
  /VARIABLES=case F8.0 answered F8.0 before_sum F8.0 now_sum F8.0.
COMPUTE before = before_sum / answered.
COMPUTE now = now_sum / answered.
SHOW VERSION.
SET FORMAT=F20.10.
SPLIT FILE BY case.
NPAR TESTS /WILCOXON=before WITH now (PAIRED).
