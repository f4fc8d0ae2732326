"""Requests for seats: who asks, in which order seats are given, offers, waiting list, draws."""
