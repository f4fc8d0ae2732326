# What a competent analyst writes in R: `Rscript analyst.R FILE.csv [JSON]`.
#
# The statistics of `mentoreval evaluate` with data.table::fread and base R: wilcox.test and
# kruskal.test as anybody calls them, everything else vectorized and the quickest of the usual
# ways (alpha from one covariance matrix instead of psych::alpha, ranks from data.table::frank,
# Walsh averages from counts of values). Left out, always to this script's advantage: README.md.

suppressMessages(library(data.table))
setDTthreads(0)  # as many as the machine has; the default is half of them

mca <- sprintf("mca%02d", 1:26)
local <- paste0("local", 1:6)
scales <- list(
  "communication" = mca[1:6], "expectations" = mca[7:11], "understanding" = mca[12:14],
  "independence" = mca[15:19], "diversity" = mca[20:21], "professional-development" = mca[22:26],
  "local" = local, "overall" = mca
)
family <- names(scales)[1:6]
draws <- 9999

spread <- function(x) {
  q <- quantile(x, c(.25, .5, .75), names = FALSE)
  list(mean = mean(x), sd = sd(x), median = q[2], q1 = q[1], q3 = q[3])
}

paired_means <- function(before, now) {
  paired <- !is.na(before) & !is.na(now)
  answered <- rowSums(paired)
  enough <- answered >= ceiling(2 * ncol(before) / 3)
  before[!paired] <- 0
  now[!paired] <- 0
  list(
    before = rowSums(before)[enough] / answered[enough],
    now = rowSums(now)[enough] / answered[enough],
    enough = enough
  )
}

tango <- function(plus, minus, n) {
  score <- function(d) {
    b <- (2 * n - plus + minus) * d - plus - minus
    share <- (sqrt(max(b^2 + 8 * n * minus * d * (1 - d), 0)) - b) / (4 * n)
    (plus - minus - n * d) / sqrt(n * (2 * share + d * (1 - d)))
  }
  estimate <- (plus - minus) / n
  z <- qnorm(.975)
  c(
    uniroot(function(d) score(d) - z, c(-1 + 1e-9, estimate), tol = 1e-10)$root,
    uniroot(function(d) score(d) + z, c(estimate, 1 - 1e-9), tol = 1e-10)$root
  )
}

hodges_lehmann <- function(gain) {
  counts <- data.table(gain = gain)[, .N, keyby = gain]
  values <- counts$gain
  people <- as.numeric(counts$N)
  upto <- c(0, cumsum(people))
  n <- as.numeric(length(gain))
  pairs <- n * (n + 1) / 2
  below <- function(x) upto[findInterval(x + 1e-9, values) + 1]
  at_most <- function(total) (sum(people * below(total - values)) + below(total / 2)) / 2
  average <- function(rank) {
    low <- 2 * values[1]
    high <- 2 * values[length(values)]
    while (high - low > 1e-8) {
      middle <- (low + high) / 2
      if (at_most(middle) >= rank) high <- middle else low <- middle
    }
    high / 2
  }
  rank <- floor(pairs / 2 - qnorm(.975) * sqrt(n * (n + 1) * (2 * n + 1) / 24))
  list(
    estimate = (average(floor((pairs + 1) / 2)) + average(floor(pairs / 2) + 1)) / 2,
    ci = c(average(rank), average(pairs + 1 - rank))
  )
}

clustering <- function(gain, cluster) {
  by_cluster <- data.table(gain, cluster)[, .(size = as.numeric(.N), total = sum(gain)), by = cluster]
  n <- length(gain)
  k <- nrow(by_cluster)
  size <- by_cluster$size
  residual <- by_cluster$total - size * mean(gain)
  half <- qt(.975, k - 1) * sqrt(k / (k - 1) * sum(residual^2)) / n
  between <- sum(residual^2 / size) / (k - 1)
  within <- (sum(gain^2) - sum(by_cluster$total^2 / size)) / (n - k)
  n0 <- (n - sum(size^2) / n) / (k - 1)
  icc <- (between - within) / (between + (n0 - 1) * within)
  list(
    clusters = k, ci_clustered = mean(gain) + c(-1, 1) * half,
    icc = icc, design_effect = 1 + (n0 - 1) * icc
  )
}

reliability <- function(answers) {
  complete <- answers[complete.cases(answers), ]
  n <- nrow(complete)
  k <- ncol(complete)
  covariance <- cov(complete)
  alpha <- k / (k - 1) * (1 - sum(diag(covariance)) / sum(covariance))
  sd <- sqrt(diag(covariance))
  correlation <- cov2cor(covariance)
  if (k == 2) {
    omega <- 2 * correlation[1, 2] / (1 + correlation[1, 2])
  } else {
    fit <- factanal(factors = 1, covmat = correlation, n.obs = n)
    common <- sum(sd * fit$loadings)^2
    omega <- common / (common + sum(sd^2 * fit$uniquenesses))
  }
  list(
    alpha = alpha, n = n, omega = omega,
    ci = 1 - (1 - alpha) * qf(c(.975, .025), n - 1, (n - 1) * (k - 1))
  )
}

compare <- function(scores, group) {
  test <- kruskal.test(scores, group)
  ranks <- frank(scores)
  n <- length(scores)
  size <- as.numeric(tabulate(group))
  mean_rank <- as.numeric(rowsum(ranks, group, reorder = TRUE)) / size
  variance <- var(ranks)
  pairs <- combn(length(size), 2)
  z <- apply(pairs, 2, function(p) {
    (mean_rank[p[1]] - mean_rank[p[2]]) / sqrt(variance * sum(1 / size[p]))
  })
  list(
    h = test$statistic[[1]], df = test$parameter[[1]], p = test$p.value,
    epsilon_squared = test$statistic[[1]] / (n - 1),
    dunn = list(z = z, p_holm = p.adjust(2 * pnorm(-abs(z)), "holm"))
  )
}

paired_scale <- function(items, people, stage, cluster) {
  before_items <- as.matrix(people[, paste0(items, "_before"), with = FALSE])
  now_items <- as.matrix(people[, paste0(items, "_now"), with = FALSE])
  means <- paired_means(before_items, now_items)
  gain <- round(means$now - means$before, 9)
  cluster <- cluster[means$enough]
  stage <- stage[means$enough]
  n <- length(gain)
  improved <- sum(gain > 0)
  worsened <- sum(gain < 0)
  test <- wilcox.test(gain, exact = FALSE, correct = FALSE)
  changed <- gain != 0
  signed <- sign(gain[changed]) * frank(abs(gain[changed]))
  plus <- sum(signed[signed > 0])
  minus <- -sum(signed[signed < 0])
  mean_gain <- mean(gain)
  half <- qt(.975, n - 1) * sd(gain) / sqrt(n)
  result <- list(
    n = n, before = spread(means$before), now = spread(means$now),
    gain = list(mean = mean_gain, sd = sd(gain), ci = mean_gain + c(-1, 1) * half),
    improved = improved, unchanged = n - improved - worsened, worsened = worsened,
    signed_rank = list(
      n_nonzero = length(signed), w_plus = test$statistic[[1]], w_minus = minus,
      z = (plus - minus) / sqrt(sum(signed^2)), p = test$p.value
    ),
    rank_biserial = (plus - minus) / (plus + minus),
    net_improvement = list(estimate = (improved - worsened) / n, ci = tango(improved, worsened, n)),
    hodges_lehmann = hodges_lehmann(gain), dz = mean_gain / sd(gain),
    reliability = list(before = reliability(before_items), now = reliability(now_items)),
    groups = list(
      before = compare(round(means$before, 9), stage),
      now = compare(round(means$now, 9), stage),
      gain = compare(gain, stage)
    )
  )
  sums <- data.table(signed, cluster = cluster[changed])[, .(sum = sum(signed)), keyby = cluster]
  list(result = c(result, clustering(gain, cluster)), sums = sums)
}

sign_flip <- function(sums) {
  observed <- abs(colSums(sums))
  extreme <- rep(1, ncol(sums))
  left <- draws
  while (left > 0) {
    rows <- min(left, max(1, floor(5e6 / nrow(sums))))
    signs <- matrix(sample(c(-1, 1), rows * nrow(sums), replace = TRUE), rows)
    extreme <- extreme + colSums(abs(signs %*% sums) >= rep(observed * (1 - 1e-12), each = rows))
    left <- left - rows
  }
  extreme / (draws + 1)
}

wilson <- function(people, of) {
  z <- qnorm(.975)
  p <- people / of
  half <- z * sqrt(p * (1 - p) / of + z^2 / (4 * of^2))
  list(n = people, of = of, ci = (p + z^2 / (2 * of) + c(-1, 1) * half) / (1 + z^2 / of))
}

main <- function(file) {
  ratings <- paste0(rep(c(mca, local), each = 2), c("_before", "_now"))
  people <- fread(file, select = c("implementation_id", "consent", "stage", ratings))
  people <- people[consent == 1]
  cluster <- match(people$implementation_id, unique(people$implementation_id))
  found <- lapply(scales, paired_scale, people, people$stage, cluster)
  # An implementation in which nobody's score changed has no sum: the sums are joined by its number.
  sums <- sapply(found, function(one) {
    column <- numeric(max(cluster))
    column[one$sums$cluster] <- one$sums$sum
    column
  })
  results <- lapply(found, `[[`, "result")
  set.seed(1)
  clustered <- setNames(sign_flip(sums), names(scales))
  for (name in names(scales)) results[[name]]$p_clustered <- clustered[[name]]
  adjusted <- p.adjust(clustered[family], "holm")
  for (name in family) results[[name]]$p_holm <- adjusted[[name]]
  stages <- table(people$stage)
  list(
    scales = results,
    proportions = list(stage = lapply(stages, wilson, of = sum(stages)))
  )
}

arguments <- commandArgs(trailingOnly = TRUE)
results <- main(arguments[1])
if (length(arguments) > 1) {
  jsonlite::write_json(results, arguments[2], auto_unbox = TRUE, digits = NA)
} else {
  str(results)
}
