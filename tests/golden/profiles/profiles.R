# The profiles r and coin. Run from this folder: Rscript profiles.R  (writes r.json)
# Debian packages: r-base-core r-cran-coin r-cran-psych r-cran-jsonlite
suppressPackageStartupMessages({
  library(jsonlite)
  library(coin)
  library(psych)
})

# A person's two means, over the items answered on both occasions, as an analyst takes them.
means <- function(case) {
  before <- case$before
  now <- case$now
  both <- !is.na(before) & !is.na(now)
  before[!both] <- NA
  now[!both] <- NA
  enough <- rowSums(both) >= ceiling(2 * ncol(both) / 3)
  list(
    before = rowMeans(before[enough, , drop = FALSE], na.rm = TRUE),
    now = rowMeans(now[enough, , drop = FALSE], na.rm = TRUE)
  )
}

finite <- function(x) if (length(x) == 1 && is.finite(x)) x else NA

base_r <- function(before, now) {
  test <- suppressWarnings(wilcox.test(now, before, paired = TRUE, conf.int = TRUE))
  list(
    method = test$method,
    v = unname(test$statistic),
    p = finite(test$p.value),
    pseudomedian = finite(unname(test$estimate))
  )
}

coin_test <- function(before, now) {
  test <- tryCatch(wilcoxsign_test(now ~ before), error = function(e) conditionMessage(e))
  if (is.character(test)) return(list(z = NA, p = NA, says = test))
  list(z = as.numeric(statistic(test)), p = as.numeric(pvalue(test)), says = NA)
}

alpha_of <- function(items) {
  items <- items[complete.cases(items), , drop = FALSE]
  if (nrow(items) < 3) return(NA)
  found <- suppressMessages(suppressWarnings(psych::alpha(as.data.frame(items), warnings = FALSE)))
  finite(found$total$raw_alpha)
}

one_case <- function(case) {
  person <- means(case)
  list(
    n = length(person$now),
    r = base_r(person$before, person$now),
    coin = coin_test(person$before, person$now),
    alpha = list(
      before = tryCatch(alpha_of(case$before), error = function(e) NA),
      now = tryCatch(alpha_of(case$now), error = function(e) NA)
    )
  )
}

result <- list(
  made_with = list(
    r = R.version.string,
    coin = as.character(packageVersion("coin")),
    psych = as.character(packageVersion("psych"))
  ),
  cases = lapply(fromJSON("cases.json"), one_case)
)
write(toJSON(result, auto_unbox = TRUE, digits = NA, pretty = TRUE, na = "null"), "r.json")
