"""A base map that needs no network: the outlines of countries, coarse and free."""

import json
from functools import cache
from pathlib import Path
from typing import Any

Ring = list[float]
Box = tuple[float, float, float, float]
"""West, south, east, north, in degrees."""


@cache
def _outlines() -> tuple[tuple[Box, list[Ring]], ...]:
    text = Path(__file__).with_name("outlines.json").read_text(encoding="utf-8")
    return tuple((_box(polygon[0]), polygon) for polygon in json.loads(text)["outlines"])


def _box(ring: Ring) -> Box:
    return min(ring[::2]), min(ring[1::2]), max(ring[::2]), max(ring[1::2])


def land_within(box: Box) -> list[dict[str, Any]]:
    """Give the polygons that touch the box, as GeoJSON features."""
    west, south, east, north = box
    return [
        {
            "type": "Feature",
            "geometry": {
                "type": "Polygon",
                "coordinates": [
                    [list(point) for point in zip(ring[::2], ring[1::2], strict=True)]
                    for ring in polygon
                ],
            },
        }
        for (left, bottom, right, top), polygon in _outlines()
        if left <= east and right >= west and bottom <= north and top >= south
    ]
