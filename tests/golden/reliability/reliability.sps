* Cronbach's alpha in PSPP. Run from this folder: pspp reliability.sps > pspp.txt
GET DATA /TYPE=TXT /FILE='answers.csv' /ARRANGEMENT=DELIMITED /DELIMITERS=',' /FIRSTCASE=2
  /VARIABLES=item1 F8.0 item2 F8.0 item3 F8.0 item4 F8.0 item5 F8.0 item6 F8.0.
SHOW VERSION.
SET FORMAT=F20.10.
RELIABILITY /VARIABLES=item1 item2 /MODEL=ALPHA.
RELIABILITY /VARIABLES=item1 item2 item3 /MODEL=ALPHA.
RELIABILITY /VARIABLES=item1 item2 item3 item4 item5 /MODEL=ALPHA.
RELIABILITY /VARIABLES=item1 item2 item3 item4 item5 item6 /MODEL=ALPHA.
