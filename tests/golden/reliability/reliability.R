# Reliability in R. Run from this folder: Rscript reliability.R  (writes r.json)
# Debian packages: r-base-core r-cran-psych r-cran-lavaan r-cran-jsonlite
suppressPackageStartupMessages({
  library(jsonlite)
  library(psych)
  library(lavaan)
})
set.seed(1)
answers <- read.csv("answers.csv")

omega_lavaan <- function(items) {
  k <- ncol(items)
  model <- paste0(
    "f =~ ", paste0("l", 1:k, "*", names(items), collapse = " + "), "\n",
    paste0(names(items), " ~~ u", 1:k, "*", names(items), collapse = "\n"), "\n",
    "common := (", paste0("l", 1:k, collapse = " + "), ")^2\n",
    "unique := ", paste0("u", 1:k, collapse = " + "), "\n",
    "omega := common / (common + unique)\n",
    "log_rest := log(1 - omega)\n"
  )
  fit <- cfa(model, data = items, std.lv = TRUE)
  found <- parameterEstimates(fit)
  pick <- function(label, what) found[found$label == label, what]
  rest <- pick("log_rest", "est") + c(1, -1) * qnorm(0.975) * pick("log_rest", "se")
  list(omega = pick("omega", "est"), ci = 1 - exp(rest))
}

# The one-factor model on correlations, turned back into the items' own units.
omega_loadings <- function(loadings, unique, items) {
  sd <- sapply(items, sd)
  common <- sum(loadings * sd)^2
  common / (common + sum(unique * sd^2))
}

scale_of <- function(k) {
  items <- answers[, 1:k]
  alpha <- suppressWarnings(psych::alpha(items)$total$raw_alpha)
  interval <- alpha.ci(alpha, n.obs = nrow(items), n.var = k, digits = 15)
  result <- list(alpha = alpha, feldt = c(interval$lower.ci, interval$upper.ci))
  if (k == 2) {
    r <- cor.test(items[[1]], items[[2]])
    stepped <- function(r) 2 * r / (1 + r)
    return(c(result, list(spearman_brown = stepped(unname(r$estimate)),
                          fisher = stepped(as.numeric(r$conf.int)))))
  }
  exact <- factanal(items, 1, nstart = 20, control = list(opt = list(factr = 10)))
  ml <- fa(items, nfactors = 1, fm = "ml")
  minres <- fa(items, nfactors = 1, fm = "minres")
  lavaan <- omega_lavaan(items)
  c(result, list(
    omega_factanal = omega_loadings(exact$loadings[, 1], exact$uniquenesses, items),
    omega_ml = omega_loadings(ml$loadings[, 1], ml$uniquenesses, items),
    omega_minres_correlations = sum(minres$loadings)^2 /
      (sum(minres$loadings)^2 + sum(minres$uniquenesses)),
    omega_lavaan = lavaan$omega, ci_lavaan = lavaan$ci
  ))
}

# R's lower limit of a uniqueness is .005: at it, the solution is improper.
small_samples <- lapply(fromJSON("matrices.json", simplifyMatrix = FALSE), function(rows) {
  fit <- factanal(covmat = do.call(rbind, lapply(rows, unlist)), factors = 1, n.obs = 100,
                  nstart = 20, control = list(opt = list(factr = 10)))
  list(smallest = min(fit$uniquenesses),
       omega = sum(fit$loadings)^2 / (sum(fit$loadings)^2 + sum(fit$uniquenesses)))
})

results <- list(
  versions = list(R = as.character(getRversion()), psych = as.character(packageVersion("psych")),
               lavaan = as.character(packageVersion("lavaan"))),
  "2" = scale_of(2), "3" = scale_of(3), "5" = scale_of(5), "6" = scale_of(6),
  matrices = small_samples
)
write_json(results, "r.json", digits = NA, auto_unbox = TRUE, pretty = TRUE)
