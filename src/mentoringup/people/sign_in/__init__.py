"""Doors: sign-in by code, passkey or institution, second factors, sessions. Made of allauth."""
