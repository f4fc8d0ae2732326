"""From answers to findings: frozen data sets, runs of mentoreval, findings, reports."""
