* What an analyst runs in SPSS, here GNU PSPP: pspp analyst.sps, in a folder that holds rows.csv.
* Left out, always to this script's advantage: README.md has the list.

* With the workspace of old, 64 MB, everything goes through the disk and takes four times as long.
SET FORMAT=F22.12 WORKSPACE=4000000.
GET DATA /TYPE=TXT /FILE='rows.csv' /ARRANGEMENT=DELIMITED /DELIMITERS=',' /FIRSTCASE=2
  /VARIABLES=respondent_id A12 implementation_id A8 consent F1.0 stage F1.0
  mca01_before F1.0 mca01_now F1.0
  mca02_before F1.0 mca02_now F1.0
  mca03_before F1.0 mca03_now F1.0
  mca04_before F1.0 mca04_now F1.0
  mca05_before F1.0 mca05_now F1.0
  mca06_before F1.0 mca06_now F1.0
  mca07_before F1.0 mca07_now F1.0
  mca08_before F1.0 mca08_now F1.0
  mca09_before F1.0 mca09_now F1.0
  mca10_before F1.0 mca10_now F1.0
  mca11_before F1.0 mca11_now F1.0
  mca12_before F1.0 mca12_now F1.0
  mca13_before F1.0 mca13_now F1.0
  mca14_before F1.0 mca14_now F1.0
  mca15_before F1.0 mca15_now F1.0
  mca16_before F1.0 mca16_now F1.0
  mca17_before F1.0 mca17_now F1.0
  mca18_before F1.0 mca18_now F1.0
  mca19_before F1.0 mca19_now F1.0
  mca20_before F1.0 mca20_now F1.0
  mca21_before F1.0 mca21_now F1.0
  mca22_before F1.0 mca22_now F1.0
  mca23_before F1.0 mca23_now F1.0
  mca24_before F1.0 mca24_now F1.0
  mca25_before F1.0 mca25_now F1.0
  mca26_before F1.0 mca26_now F1.0
  local1_before F1.0 local1_now F1.0
  local2_before F1.0 local2_now F1.0
  local3_before F1.0 local3_now F1.0
  local4_before F1.0 local4_now F1.0
  local5_before F1.0 local5_now F1.0
  local6_before F1.0 local6_now F1.0.
SELECT IF consent = 1.

* Reliability uses everybody who answered all items of an occasion, so it comes before pairing.
RELIABILITY /VARIABLES=mca01_before mca02_before mca03_before mca04_before mca05_before mca06_before /MODEL=ALPHA.
RELIABILITY /VARIABLES=mca01_now mca02_now mca03_now mca04_now mca05_now mca06_now /MODEL=ALPHA.
RELIABILITY /VARIABLES=mca07_before mca08_before mca09_before mca10_before mca11_before /MODEL=ALPHA.
RELIABILITY /VARIABLES=mca07_now mca08_now mca09_now mca10_now mca11_now /MODEL=ALPHA.
RELIABILITY /VARIABLES=mca12_before mca13_before mca14_before /MODEL=ALPHA.
RELIABILITY /VARIABLES=mca12_now mca13_now mca14_now /MODEL=ALPHA.
RELIABILITY /VARIABLES=mca15_before mca16_before mca17_before mca18_before mca19_before /MODEL=ALPHA.
RELIABILITY /VARIABLES=mca15_now mca16_now mca17_now mca18_now mca19_now /MODEL=ALPHA.
RELIABILITY /VARIABLES=mca20_before mca21_before /MODEL=ALPHA.
RELIABILITY /VARIABLES=mca20_now mca21_now /MODEL=ALPHA.
RELIABILITY /VARIABLES=mca22_before mca23_before mca24_before mca25_before mca26_before /MODEL=ALPHA.
RELIABILITY /VARIABLES=mca22_now mca23_now mca24_now mca25_now mca26_now /MODEL=ALPHA.
RELIABILITY /VARIABLES=local1_before local2_before local3_before local4_before local5_before local6_before /MODEL=ALPHA.
RELIABILITY /VARIABLES=local1_now local2_now local3_now local4_now local5_now local6_now /MODEL=ALPHA.
RELIABILITY /VARIABLES=mca01_before mca02_before mca03_before mca04_before mca05_before mca06_before mca07_before mca08_before mca09_before mca10_before mca11_before mca12_before mca13_before mca14_before mca15_before mca16_before mca17_before mca18_before mca19_before mca20_before mca21_before mca22_before mca23_before mca24_before mca25_before mca26_before /MODEL=ALPHA.
RELIABILITY /VARIABLES=mca01_now mca02_now mca03_now mca04_now mca05_now mca06_now mca07_now mca08_now mca09_now mca10_now mca11_now mca12_now mca13_now mca14_now mca15_now mca16_now mca17_now mca18_now mca19_now mca20_now mca21_now mca22_now mca23_now mca24_now mca25_now mca26_now /MODEL=ALPHA.

* A score uses only items that were answered on both occasions.
DO REPEAT b=mca01_before mca02_before mca03_before mca04_before mca05_before mca06_before mca07_before mca08_before mca09_before mca10_before mca11_before mca12_before mca13_before mca14_before mca15_before mca16_before mca17_before mca18_before mca19_before mca20_before mca21_before mca22_before mca23_before mca24_before mca25_before mca26_before local1_before local2_before local3_before local4_before local5_before local6_before
  /n=mca01_now mca02_now mca03_now mca04_now mca05_now mca06_now mca07_now mca08_now mca09_now mca10_now mca11_now mca12_now mca13_now mca14_now mca15_now mca16_now mca17_now mca18_now mca19_now mca20_now mca21_now mca22_now mca23_now mca24_now mca25_now mca26_now local1_now local2_now local3_now local4_now local5_now local6_now.
IF MISSING(n) b = $SYSMIS.
IF MISSING(b) n = $SYSMIS.
END REPEAT.

COMPUTE communication_before = MEAN.4(mca01_before, mca02_before, mca03_before, mca04_before, mca05_before, mca06_before).
COMPUTE communication_now = MEAN.4(mca01_now, mca02_now, mca03_now, mca04_now, mca05_now, mca06_now).
COMPUTE expectations_before = MEAN.4(mca07_before, mca08_before, mca09_before, mca10_before, mca11_before).
COMPUTE expectations_now = MEAN.4(mca07_now, mca08_now, mca09_now, mca10_now, mca11_now).
COMPUTE understanding_before = MEAN.2(mca12_before, mca13_before, mca14_before).
COMPUTE understanding_now = MEAN.2(mca12_now, mca13_now, mca14_now).
COMPUTE independence_before = MEAN.4(mca15_before, mca16_before, mca17_before, mca18_before, mca19_before).
COMPUTE independence_now = MEAN.4(mca15_now, mca16_now, mca17_now, mca18_now, mca19_now).
COMPUTE diversity_before = MEAN.2(mca20_before, mca21_before).
COMPUTE diversity_now = MEAN.2(mca20_now, mca21_now).
COMPUTE professional_development_before = MEAN.4(mca22_before, mca23_before, mca24_before, mca25_before, mca26_before).
COMPUTE professional_development_now = MEAN.4(mca22_now, mca23_now, mca24_now, mca25_now, mca26_now).
COMPUTE local_before = MEAN.4(local1_before, local2_before, local3_before, local4_before, local5_before, local6_before).
COMPUTE local_now = MEAN.4(local1_now, local2_now, local3_now, local4_now, local5_now, local6_now).
COMPUTE overall_before = MEAN.18(mca01_before, mca02_before, mca03_before, mca04_before, mca05_before, mca06_before, mca07_before, mca08_before, mca09_before, mca10_before, mca11_before, mca12_before, mca13_before, mca14_before, mca15_before, mca16_before, mca17_before, mca18_before, mca19_before, mca20_before, mca21_before, mca22_before, mca23_before, mca24_before, mca25_before, mca26_before).
COMPUTE overall_now = MEAN.18(mca01_now, mca02_now, mca03_now, mca04_now, mca05_now, mca06_now, mca07_now, mca08_now, mca09_now, mca10_now, mca11_now, mca12_now, mca13_now, mca14_now, mca15_now, mca16_now, mca17_now, mca18_now, mca19_now, mca20_now, mca21_now, mca22_now, mca23_now, mca24_now, mca25_now, mca26_now).

* Means are compared as numbers of nine digits: rounding noise must not break ties.
DO REPEAT before = communication_before expectations_before understanding_before independence_before diversity_before professional_development_before local_before overall_before
  /now = communication_now expectations_now understanding_now independence_now diversity_now professional_development_now local_now overall_now
  /gain = communication_gain expectations_gain understanding_gain independence_gain diversity_gain professional_development_gain local_gain overall_gain.
COMPUTE gain = RND((now - before) * 1000000000) / 1000000000.
COMPUTE before = RND(before * 1000000000) / 1000000000.
COMPUTE now = RND(now * 1000000000) / 1000000000.
END REPEAT.
COMPUTE zero = 0.
EXECUTE.
* Less to carry through every sort.
DELETE VARIABLES mca01_before TO local6_now.

FREQUENCIES /VARIABLES=communication_before communication_now communication_gain
  expectations_before expectations_now expectations_gain
  understanding_before understanding_now understanding_gain
  independence_before independence_now independence_gain
  diversity_before diversity_now diversity_gain
  professional_development_before professional_development_now professional_development_gain
  local_before local_now local_gain
  overall_before overall_now overall_gain
  /FORMAT=NOTABLE /NTILES=4 /STATISTICS=MEAN STDDEV MEDIAN.
T-TEST /TESTVAL=0 /VARIABLES=communication_gain expectations_gain understanding_gain independence_gain diversity_gain professional_development_gain local_gain overall_gain.
NPAR TESTS /WILCOXON=communication_gain expectations_gain understanding_gain independence_gain diversity_gain professional_development_gain local_gain overall_gain WITH zero.
NPAR TESTS /KRUSKAL-WALLIS=communication_before communication_now communication_gain
  expectations_before expectations_now expectations_gain
  understanding_before understanding_now understanding_gain
  independence_before independence_now independence_gain
  diversity_before diversity_now diversity_gain
  professional_development_before professional_development_now professional_development_gain
  local_before local_now local_gain
  overall_before overall_now overall_gain
  BY stage (1, 3).
FREQUENCIES /VARIABLES=stage.
