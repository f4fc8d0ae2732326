# Comparisons between groups in R. Run from this folder: Rscript groups.R  (writes r.json)
# Debian packages: r-base-core r-cran-coin r-cran-clubsandwich r-cran-jsonlite
suppressPackageStartupMessages({
  library(jsonlite)
  library(coin)
  library(clubSandwich)
})
set.seed(1)
people <- read.csv("people.csv")
people$implementation <- factor(people$implementation)
DRAWS <- 200000

# H is monotone in this sum; permuting the scores permutes the labels.
h_like <- function(ranks, group) sum(tapply(ranks, group, sum)^2 / table(group))

p_within <- function(score, group, block) {
  ranks <- rank(score)
  observed <- h_like(ranks, group)
  places <- split(seq_along(ranks), block)
  extreme <- replicate(20000, {
    shuffled <- ranks
    for (place in places) shuffled[place] <- ranks[place[sample.int(length(place))]]
    h_like(shuffled, group) >= observed * (1 - 1e-12)
  })
  mean(extreme)
}

p_between <- function(score, group, block) {
  ranks <- rank(score)
  observed <- h_like(ranks, group)
  label <- tapply(as.integer(group), block, function(one) one[1])
  extreme <- replicate(20000, {
    shuffled <- sample(label)
    h_like(ranks, shuffled[as.integer(block)]) >= observed * (1 - 1e-12)
  })
  mean(extreme)
}

# Dunn (1964) with the correction for ties; Holm by R's own p.adjust.
dunn <- function(score, group) {
  ranks <- rank(score)
  n <- length(ranks)
  ties <- table(score)
  variance <- n * (n + 1) / 12 - sum(ties^3 - ties) / (12 * (n - 1))
  means <- tapply(ranks, group, mean)
  sizes <- table(group)
  pairs <- combn(levels(group), 2)
  z <- apply(pairs, 2, function(pair)
    (means[[pair[1]]] - means[[pair[2]]]) /
      sqrt(variance * (1 / sizes[[pair[1]]] + 1 / sizes[[pair[2]]])))
  p <- 2 * pnorm(-abs(z))
  data.frame(a = pairs[1, ], b = pairs[2, ], z = z, p = p, p_holm = p.adjust(p, "holm"))
}

noncentral <- function(h, df, n) {
  bound <- function(share) {
    if (pchisq(h, df) <= share) return(0)
    uniroot(function(ncp) pchisq(h, df, ncp) - share, c(0, 10 * h + 100), tol = 1e-12)$root
  }
  c(bound(0.975), bound(0.025)) / (n - 1)
}

differences <- function(score, group, block) {
  pairs <- combn(levels(group), 2)
  level <- 1 - 0.05 / ncol(pairs)
  fit <- lm(score ~ 0 + group)
  robust <- vcovCR(fit, cluster = block, type = "CR2")
  rows <- apply(pairs, 2, function(pair) {
    welch <- t.test(score[group == pair[1]], score[group == pair[2]], conf.level = level)
    contrast <- matrix((levels(group) == pair[1]) - (levels(group) == pair[2]), 1)
    cr2 <- linear_contrast(fit, robust, contrasts = contrast, level = level,
                           test = "Satterthwaite")
    data.frame(a = pair[1], b = pair[2], estimate = cr2$Est,
               welch_low = welch$conf.int[1], welch_high = welch$conf.int[2],
               cr2_low = cr2$CI_L, cr2_high = cr2$CI_U)
  })
  do.call(rbind, rows)
}

compare <- function(variable, blocked) {
  group <- factor(people[[variable]])
  test <- kruskal.test(people$score, group)
  n <- nrow(people)
  h <- unname(test$statistic)
  free <- kruskal_test(score ~ group, data = people, distribution = approximate(DRAWS))
  result <- list(
    h = h, df = unname(test$parameter), p = test$p.value,
    epsilon_squared = h * (n + 1) / (n^2 - 1),
    epsilon_interval = noncentral(h, unname(test$parameter), n),
    h_coin = as.numeric(statistic(free)), p_free = as.numeric(pvalue(free)),
    p_blocked = blocked(people$score, group, people$implementation),
    dunn = dunn(people$score, group),
    differences = differences(people$score / 6, group, people$implementation)
  )
  if (variable == "stage") {
    stratified <- kruskal_test(people$score ~ group | people$implementation)
    result$mean_within <- as.numeric(expectation(stratified))
    result$covariance_within <- unname(covariance(stratified))
  }
  result
}

results <- list(
  versions = list(R = as.character(getRversion()), coin = as.character(packageVersion("coin")),
               clubSandwich = as.character(packageVersion("clubSandwich"))),
  stage = compare("stage", p_within),
  mode = compare("mode", p_between)
)
write_json(results, "r.json", digits = NA, auto_unbox = TRUE, pretty = TRUE)
