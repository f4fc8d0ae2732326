* Kruskal-Wallis in PSPP. Run from this folder: pspp groups.sps > pspp.txt
GET DATA /TYPE=TXT /FILE='people.csv' /ARRANGEMENT=DELIMITED /DELIMITERS=',' /FIRSTCASE=2
  /VARIABLES=score F8.0 stage F8.0 implementation F8.0 mode F8.0.
SHOW VERSION.
SET FORMAT=F20.10.
NPAR TESTS /KRUSKAL-WALLIS=score BY stage(0, 3).
NPAR TESTS /KRUSKAL-WALLIS=score BY mode(0, 1).
