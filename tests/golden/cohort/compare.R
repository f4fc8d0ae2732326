# Scores and statistics from the answers alone. Run in the folder that sources.py wrote:
#   Rscript compare.R  (reads answers.csv and key.json, writes r.json)
# Debian packages: r-base-core r-cran-coin r-cran-exactranktests r-cran-sandwich r-cran-psych
#   r-cran-jsonlite
suppressPackageStartupMessages({
  library(jsonlite)
  library(coin)
  library(exactRankTests)
  library(sandwich)
  library(psych)
})
answers <- read.csv("answers.csv", check.names = FALSE, na.strings = "")
key <- fromJSON("key.json", simplifyVector = TRUE, simplifyDataFrame = FALSE)

quietly <- function(x) suppressMessages(suppressWarnings(x))
finite <- function(x) if (length(x) == 1 && is.finite(x)) as.numeric(x) else NA

greatest_divisor <- function(a, b) if (b == 0) a else greatest_divisor(b, a %% b)
common_multiple <- function(numbers) Reduce(function(a, b) a / greatest_divisor(a, b) * b, numbers)

# The answers of one occasion, reverse-keyed items turned around (1 to `highest`).
answers_of <- function(scale, occasion, highest) {
  items <- as.matrix(answers[paste0(unlist(scale$items), "_", occasion)])
  turned <- unlist(scale$items) %in% unlist(scale$reversed)
  items[, turned] <- highest + 1 - items[, turned]
  items
}

# Whole numbers over a common unit, in which ties are ties, and means as R takes them.
scores_of <- function(scale, before, now) {
  both <- !is.na(before) & !is.na(now)
  before[!both] <- NA
  now[!both] <- NA
  answered <- rowSums(both)
  enough <- answered >= scale$minimum
  unit <- common_multiple(unique(answered[enough]))
  whole <- function(items) rowSums(items[enough, ], na.rm = TRUE) * (unit / answered[enough])
  list(
    enough = enough, unit = unit, before = whole(before), now = whole(now),
    before_mean = rowMeans(before[enough, ], na.rm = TRUE),
    now_mean = rowMeans(now[enough, ], na.rm = TRUE)
  )
}

spread <- function(whole, unit) {
  at <- quantile(whole, c(0.25, 0.5, 0.75), names = FALSE) / unit
  list(mean = mean(whole) / unit, sd = sd(whole) / unit, q1 = at[1], median = at[2], q3 = at[3])
}

mean_gain <- function(gain, unit, cluster) {
  fit <- lm(gain ~ 1)
  k <- length(unique(cluster))
  n <- length(gain)
  se <- sqrt(vcovCL(fit, cluster = cluster, type = "HC0", cadjust = TRUE)[1, 1])
  square <- summary(aov(gain ~ factor(cluster)))[[1]][["Mean Sq"]]
  n0 <- (n - sum(table(cluster)^2) / n) / (k - 1)
  icc <- (square[1] - square[2]) / (square[1] + (n0 - 1) * square[2])
  list(
    mean = mean(gain) / unit, sd = sd(gain) / unit, dz = mean(gain) / sd(gain),
    ci = as.vector(t.test(gain)$conf.int) / unit,
    ci_clustered = (mean(gain) + c(-1, 1) * qt(0.975, k - 1) * se) / unit,
    icc = icc, design_effect = 1 + (n0 - 1) * icc
  )
}

signed_rank <- function(gain) {
  now <- gain
  before <- rep(0, length(gain))
  test <- quietly(wilcox.test(gain, exact = FALSE, correct = FALSE))
  normal <- wilcoxsign_test(now ~ before, zero.method = "Wilcoxon")
  changed <- gain[gain != 0]
  list(
    n_nonzero = length(changed),
    w_plus = unname(test$statistic),
    w_minus = sum(rank(abs(changed))[changed < 0]),
    z = as.numeric(statistic(normal)),
    p_normal = as.numeric(test$p.value),
    p_exact = as.numeric(pvalue(wilcoxsign_test(now ~ before, zero.method = "Wilcoxon",
                                                distribution = "exact")))
  )
}

hodges_lehmann <- function(gain, unit) {
  walsh <- outer(gain, gain, "+") / 2
  walsh <- sort(walsh[lower.tri(walsh, diag = TRUE)])
  k <- max(1, qsignrank(0.025, length(gain)))
  list(
    estimate = median(walsh) / unit,
    ci = c(walsh[k], walsh[length(walsh) + 1 - k]) / unit,
    level = 1 - 2 * psignrank(k - 1, length(gain))
  )
}

clustered_p <- function(gain, cluster) {
  ranks <- ifelse(gain == 0, 0, sign(gain) * rank(ifelse(gain == 0, Inf, abs(gain))))
  sums <- as.vector(tapply(2 * ranks, cluster, sum))
  perm.test(sums[sums != 0], exact = TRUE)$p.value
}

# What an analyst gets who takes means and leaves every option as it is.
defaults <- function(before, now) {
  test <- quietly(wilcox.test(now, before, paired = TRUE, conf.int = TRUE))
  pratt <- wilcoxsign_test(now ~ before)
  list(
    v = unname(test$statistic), p = finite(test$p.value), pseudomedian = finite(test$estimate),
    coin_z = as.numeric(statistic(pratt)), coin_p = as.numeric(pvalue(pratt))
  )
}

# Omega of the sum of the answers, from loadings of the correlations; two items: Spearman-Brown.
omega <- function(items) {
  if (ncol(items) == 2) {
    r <- cor(items)[1, 2]
    return(2 * r / (1 + r))
  }
  fit <- tryCatch(
    quietly(factanal(items, 1, nstart = 20, control = list(opt = list(factr = 10)))),
    error = function(e) NULL
  )
  if (is.null(fit)) return(NA)
  sd <- apply(items, 2, sd)
  common <- sum(fit$loadings[, 1] * sd)^2
  common / (common + sum(fit$uniquenesses * sd^2))
}

reliability <- function(items) {
  items <- items[complete.cases(items), , drop = FALSE]
  alpha <- quietly(psych::alpha(as.data.frame(items), warnings = FALSE))$total$raw_alpha
  interval <- alpha.ci(alpha, n.obs = nrow(items), n.var = ncol(items), digits = 15)
  list(
    n = nrow(items), alpha = alpha, alpha_ci = c(interval$lower.ci, interval$upper.ci),
    omega = omega(items)
  )
}

kruskal <- function(score, group) {
  size <- table(group)
  kept <- group %in% names(size)[size >= 5]
  test <- kruskal.test(score[kept], factor(group[kept]))
  list(n = sum(kept), h = unname(test$statistic), df = unname(test$parameter), p = test$p.value)
}

one_scale <- function(scale) {
  highest <- max(answers[grep("_(before|now)$", names(answers))], na.rm = TRUE)
  before <- answers_of(scale, "before", highest)
  now <- answers_of(scale, "now", highest)
  score <- scores_of(scale, before, now)
  gain <- score$now - score$before
  cluster <- answers$implementation[score$enough]
  groups <- lapply(setNames(nm = unlist(key$groups)), function(variable) {
    group <- answers[[variable]][score$enough]
    lapply(list(before = score$before, now = score$now, gain = gain), kruskal, group = group)
  })
  list(
    n = length(gain), clusters = length(unique(cluster)),
    improved = sum(gain > 0), unchanged = sum(gain == 0), worsened = sum(gain < 0),
    before = spread(score$before, score$unit), now = spread(score$now, score$unit),
    gain = mean_gain(gain, score$unit, cluster),
    signed_rank = signed_rank(gain),
    clustered_p = clustered_p(gain, cluster),
    hodges_lehmann = hodges_lehmann(gain, score$unit),
    reliability = list(before = reliability(before), now = reliability(now)),
    groups = groups,
    defaults = defaults(score$before_mean, score$now_mean)
  )
}

packages <- c("coin", "exactRankTests", "sandwich", "psych")
result <- list(
  made_with = c(
    list(R = as.character(getRversion())),
    lapply(setNames(nm = packages), function(name) as.character(packageVersion(name)))
  ),
  scales = lapply(key$scales, one_scale)
)
write(toJSON(result, auto_unbox = TRUE, digits = NA, pretty = TRUE, na = "null"), "r.json")
