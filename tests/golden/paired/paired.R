# The paired statistics in R. Run from this folder: Rscript paired.R  (writes r.json)
# Debian packages: r-base-core r-cran-coin r-cran-exactranktests r-cran-sandwich r-cran-jsonlite
suppressPackageStartupMessages({
  library(jsonlite)
  library(coin)
  library(exactRankTests)
  library(sandwich)
})

signed_rank <- function(x) {
  y <- x[x != 0]
  asymptotic <- suppressWarnings(wilcox.test(x, exact = FALSE, correct = FALSE))
  now <- x
  before <- rep(0, length(x))
  coin_normal <- wilcoxsign_test(now ~ before, zero.method = "Wilcoxon")
  coin_exact <- wilcoxsign_test(now ~ before, zero.method = "Wilcoxon", distribution = "exact")
  list(
    n_nonzero = length(y),
    w_plus = unname(asymptotic$statistic),
    p_normal = asymptotic$p.value,
    z_coin = unname(as.numeric(statistic(coin_normal))),
    p_normal_coin = as.numeric(pvalue(coin_normal)),
    p_exact_coin = as.numeric(pvalue(coin_exact)),
    p_exact_ranktests = suppressWarnings(wilcox.exact(y, exact = TRUE)$p.value)
  )
}

# Walsh averages in full; ranks and level from R's own null distribution.
hodges_lehmann <- function(x) {
  walsh <- outer(x, x, "+") / 2
  walsh <- sort(walsh[lower.tri(walsh, diag = TRUE)])
  k <- max(1, qsignrank(0.025, length(x)))
  list(
    estimate = median(walsh),
    ci = c(walsh[k], walsh[length(walsh) + 1 - k]),
    level = 1 - 2 * psignrank(k - 1, length(x))
  )
}

clustered <- function(x, g) {
  r <- ifelse(x == 0, 0, sign(x) * rank(ifelse(x == 0, Inf, abs(x))))
  sums <- as.vector(tapply(2 * r, g, sum))
  sums <- sums[sums != 0]
  k <- length(sums)
  enumerated <- if (k <= 12) {
    signs <- as.matrix(expand.grid(rep(list(c(-1, 1)), k)))
    mean(abs(signs %*% abs(sums)) >= abs(sum(sums)))
  } else NA
  list(
    nonzero_sums = k,
    p_enumerated = enumerated,
    p_perm_test = perm.test(sums, exact = TRUE)$p.value
  )
}

means <- function(x, g) {
  g <- factor(g)
  k <- nlevels(g)
  n <- length(x)
  fit <- lm(x ~ 1)
  se <- sqrt(vcovCL(fit, cluster = g, type = "HC0", cadjust = TRUE)[1, 1])
  table <- summary(aov(x ~ g))[[1]][["Mean Sq"]]
  n0 <- (n - sum(table(g)^2) / n) / (k - 1)
  icc <- (table[1] - table[2]) / (table[1] + (n0 - 1) * table[2])
  list(
    mean = mean(x), sd = sd(x), dz = mean(x) / sd(x),
    ci = as.vector(t.test(x)$conf.int),
    ci_clustered = mean(x) + c(-1, 1) * qt(0.975, k - 1) * se,
    n0 = n0, icc = icc, design_effect = 1 + (n0 - 1) * icc
  )
}

one_case <- function(case) {
  gain <- case$now - case$before
  list(
    signed_rank = signed_rank(gain),
    clustered = clustered(gain, case$cluster),
    hodges_lehmann = hodges_lehmann(gain),
    mean = means(gain, case$cluster)
  )
}

# Tango's interval without his closed form: the multinomial likelihood under a given difference
# is maximised numerically, and the score statistic is inverted by root search.
tango <- function(b, c, n) {
  z <- qnorm(0.975)
  score <- function(delta) {
    low <- max(0, -delta)
    high <- (1 - delta) / 2
    loglik <- function(q) {
      part <- function(count, p) if (count == 0) 0 else count * log(p)
      part(b, q + delta) + part(c, q) + part(n - b - c, 1 - 2 * q - delta)
    }
    q <- optimize(loglik, c(low, high), maximum = TRUE, tol = 1e-13)$maximum
    (b - c - n * delta) / sqrt(n * (2 * q + delta * (1 - delta)))
  }
  at <- (b - c) / n
  root <- function(target, from, to) {
    uniroot(function(d) score(d) - target, c(from, to), tol = 1e-12)$root
  }
  edge <- 1e-9
  c(if (at > -1) root(z, -1 + edge, at - edge) else -1,
    if (at < 1) root(-z, at + edge, 1 - edge) else 1)
}

pairs <- list(c(40, 20, 160), c(1, 7, 21), c(110, 30, 183), c(3, 0, 12), c(0, 5, 30),
              c(0, 0, 25), c(12, 12, 24), c(9, 0, 9), c(1, 0, 1), c(5000, 4800, 20000))
shares <- list(c(226, 354), c(0, 10), c(10, 10), c(1, 1), c(3, 7), c(44, 127), c(123456, 654321))
p_values <- c(a = 0.01, b = 0.04, c = 0.03, d = 0.005, e = 0.5, f = 0.03)

wilson <- function(x) {
  as.vector(suppressWarnings(prop.test(x[1], x[2], correct = FALSE)$conf.int))
}

cases <- fromJSON("cases.json")
result <- list(
  made_with = list(
    r = R.version.string,
    coin = as.character(packageVersion("coin")),
    exactRankTests = as.character(packageVersion("exactRankTests")),
    sandwich = as.character(packageVersion("sandwich"))
  ),
  cases = lapply(cases, one_case),
  tango = lapply(pairs, function(x) list(b = x[1], c = x[2], n = x[3], ci = tango(x[1], x[2], x[3]))),
  wilson = lapply(shares, function(x) list(x = x[1], n = x[2], ci = wilson(x))),
  holm = list(p = as.list(p_values), adjusted = as.list(p.adjust(p_values, "holm")))
)
write(toJSON(result, auto_unbox = TRUE, digits = NA, pretty = TRUE, na = "null"), "r.json")
