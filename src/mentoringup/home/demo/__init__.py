"""`make demo`: a site full of invented people, to try everything on one's own machine."""
