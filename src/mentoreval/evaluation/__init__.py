"""From responses to results: the pipeline, one module for each part of the result file."""
