"""Pages about what was done at a site. Here, because the gate stands above the audit."""
