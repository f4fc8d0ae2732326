* The signed-rank test in PSPP. Run from this folder: pspp paired.sps > pspp.txt
GET DATA /TYPE=TXT /FILE='workshops.csv' /ARRANGEMENT=DELIMITED /DELIMITERS=',' /FIRSTCASE=2
  /VARIABLES=before F8.0 now F8.0.
COMPUTE gain = now - before.
SHOW VERSION.
SET FORMAT=F20.10.
NPAR TESTS /WILCOXON=before WITH now (PAIRED).
T-TEST /TESTVAL=0 /VARIABLES=gain.
