"""Institutions, sites, units, terms, roles; the gate into a site."""
