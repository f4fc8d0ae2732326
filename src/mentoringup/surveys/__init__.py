"""Surveys: waves, who is asked, and answers that don't know people."""
