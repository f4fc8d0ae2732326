"""Addresses of the public pages."""

from django.urls import path

from mentoringup.training.public_views import feeds, pages

urlpatterns = [
    path("series/", pages.catalog, name="catalog"),
    path("series/<slug:site_slug>/<slug:series_slug>.ics", feeds.series_feed, name="series_feed"),
    path("series/<slug:site_slug>/<slug:series_slug>/", pages.series, name="series"),
    path(
        "series/<slug:site_slug>/<slug:series_slug>/<slug:session_slug>.ics",
        feeds.session_feed,
        name="session_feed",
    ),
    path(
        "series/<slug:site_slug>/<slug:series_slug>/<slug:session_slug>/",
        pages.session,
        name="session",
    ),
    path("embed/<slug:site_slug>/<slug:series_slug>/", feeds.embed, name="embed"),
    path("embed.js", feeds.embed_script, name="embed_script"),
    path("sitemap.xml", feeds.sitemap, name="sitemap"),
    path("robots.txt", feeds.robots, name="robots"),
    path(
        "sites/<slug:site_slug>/series/<slug:series_slug>/preview/", pages.preview, name="preview"
    ),
    path("sites/<slug:site_slug>/series/<slug:series_slug>/share/", feeds.share, name="share"),
]
