"""The front page and the dashboard."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def front(request: HttpRequest) -> HttpResponse:
    """What the site is, and what can be done here."""
    return render(request, "home/front.html")


def dashboard(request: HttpRequest) -> HttpResponse:
    """What waits for the person who is signed in."""
    return render(request, "home/dashboard.html")
