"""Figure 1a: where the included implementations were, on a map or as bars by site."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from math import asinh, atan, degrees, radians, sinh, tan

from mentoreval.figures import canvas
from mentoreval.figures.canvas import Layer, Row, Sheet
from mentoreval.figures.findings import where_title
from mentoreval.figures.implementations import included, why_none
from mentoreval.figures.model import Figure, LeftOut
from mentoreval.figures.outlines import Box, land_within
from mentoreval.figures.palette import LAND, LINE, MUTED, NOW, SURFACE
from mentoreval.formatting import plural
from mentoreval.results import ImplementationResult, Results
from mentoreval.tables.model import Cell, Column, Kind, Table

_ID, _NUMBER = "figure-1a-where", "1a"
_TALLEST = 300.0
_LOWEST = 190.0
_SMALLEST_SPAN = 30.0
_BAR_ROW = 42.0
_MOST_BARS = 40
_DOT = 110.0


def where(results: Results) -> Figure | LeftOut:
    """Figure 1a: a map if a site has coordinates, otherwise bars by site."""
    ones = included(results)
    if not ones:
        return LeftOut(id=_ID, number=_NUMBER, reason=why_none(results))
    placed = [one for one in ones if one.latitude is not None and one.longitude is not None]
    return _map(ones, placed) if placed else _bars(ones)


def _map(ones: Sequence[ImplementationResult], placed: Sequence[ImplementationResult]) -> Figure:
    counts = Counter((one.site, one.longitude or 0.0, one.latitude or 0.0) for one in placed)
    view = _View.around([(longitude, latitude) for _, longitude, latitude in counts])
    title = where_title(ones)
    sheet = Sheet(height=view.height)
    elsewhere = len(ones) - len(placed)
    left = f" Without a place: {plural(elsewhere, 'implementation')}." if elsewhere else ""
    return canvas.figure(
        sheet,
        [*_ground(view), *_dots(counts, view)],
        name=_ID,
        number=_NUMBER,
        title=title,
        caption=(
            "Included implementations by site; a larger dot with a number stands for several. "
            f"Outlines: Natural Earth.{left}"
        ),
        alt=f"{title}. {_by_site(ones)}",
        data=_table(ones),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _View:
    """A Mercator window: `scale` pixels a radian, its center at (`east`, `north`) radians."""

    scale: float
    east: float
    north: float
    height: float
    width: float = canvas.WIDTH - 2 * canvas.MARGIN

    @classmethod
    def around(cls, points: Sequence[tuple[float, float]]) -> "_View":
        """Fit the window to points given as longitude and latitude, with air around them."""
        xs = [radians(longitude) for longitude, _ in points]
        ys = [_northing(latitude) for _, latitude in points]
        air = 1.25
        wide = max(air * (max(xs) - min(xs)), radians(_SMALLEST_SPAN))
        tall = max(air * (max(ys) - min(ys)), radians(_SMALLEST_SPAN) / 2)
        width = float(canvas.WIDTH - 2 * canvas.MARGIN)
        height = min(_TALLEST, max(_LOWEST, width * tall / wide))
        return cls(
            scale=min(width / wide, height / tall),
            east=(max(xs) + min(xs)) / 2,
            north=(max(ys) + min(ys)) / 2,
            height=height,
        )

    def pixel(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Give the place on the sheet."""
        x = self.width / 2 + self.scale * (radians(longitude) - self.east)
        return x, self.height / 2 - self.scale * (_northing(latitude) - self.north)

    @property
    def projection(self) -> dict[str, object]:
        """The same window in Vega-Lite's words."""
        translate = [
            self.width / 2 - self.scale * self.east,
            self.height / 2 + self.scale * self.north,
        ]
        return {"type": "mercator", "scale": self.scale, "translate": translate}

    @property
    def box(self) -> Box:
        """The degrees that the window shows."""
        half_x, half_y = self.width / 2 / self.scale, self.height / 2 / self.scale
        south, north = self.north - half_y, self.north + half_y
        return (
            degrees(self.east - half_x),
            degrees(atan(sinh(south))),
            degrees(self.east + half_x),
            degrees(atan(sinh(north))),
        )


def _northing(latitude: float) -> float:
    """Mercator's northing; the poles, which have none, are cut at 80 degrees."""
    cut = 80.0
    return asinh(tan(radians(max(-cut, min(cut, latitude)))))


def _ground(view: _View) -> list[Layer]:
    shape = {"type": "geoshape", "clip": True}
    return [
        {
            "data": {"values": land_within(view.box)},
            "mark": {**shape, "fill": LAND, "stroke": SURFACE, "strokeWidth": 1},
            "projection": view.projection,
            "encoding": {},
        },
        {
            "data": {"graticule": {"step": [10, 10]}},
            "mark": {**shape, "filled": False, "stroke": LINE, "strokeWidth": 0.5},
            "projection": view.projection,
            "encoding": {},
        },
    ]


def _dots(counts: Counter[tuple[str, float, float]], view: _View) -> list[Layer]:
    rows = []
    for (site, longitude, latitude), n in counts.most_common():
        x, y = view.pixel(longitude, latitude)
        tip = f"{site}: {plural(n, 'implementation')}"
        text = str(n) if n > 1 else ""
        rows.append({"x": x, "y": y, "area": _DOT * (1 + n), "text": text, "tip": tip})
    return [
        canvas.dots(rows, color=NOW, stroke=SURFACE, strokeWidth=1.5),
        canvas.texts(rows, color=SURFACE, size=11, align="center", fontWeight=600),
    ]


def _bars(ones: Sequence[ImplementationResult]) -> Figure:
    counts = Counter(one.site for one in ones).most_common()
    shown, more = counts[:_MOST_BARS], len(counts) - _MOST_BARS
    sheet = Sheet(height=_BAR_ROW * len(shown), domain=(0, counts[0][1]))
    rows: list[Row] = [
        {
            "x": 0,
            "x2": n,
            "y": _BAR_ROW * row + 20,
            "y2": _BAR_ROW * row + 32,
            "text": str(n),
            "site": site,
            "tip": f"{site}: {plural(n, 'implementation')}",
        }
        for row, (site, n) in enumerate(shown)
    ]
    heads = [{**row, "y": row["y"] - 10} for row in rows]
    rest = f" Not drawn: {plural(more, 'more site')}." if more > 0 else ""
    return canvas.figure(
        sheet,
        [
            canvas.rects(rows, color=NOW),
            canvas.texts([{**row, "text": row["site"]} for row in heads], at=0),
            canvas.right_texts(heads, sheet, color=MUTED),
        ],
        name=_ID,
        number=_NUMBER,
        title=where_title(ones),
        caption="Included implementations by site; the file of implementations gives no places."
        + rest,
        alt=f"{where_title(ones)}. {_by_site(ones)}",
        data=_table(ones),
    )


def _by_site(ones: Sequence[ImplementationResult]) -> str:
    counts = Counter(one.site for one in ones).most_common()
    rest = len(counts) - _MOST_BARS
    words = "; ".join(f"{site}: {n}" for site, n in counts[:_MOST_BARS])
    return f"{words}; {plural(rest, 'more site')}." if rest > 0 else f"{words}."


def _table(ones: Sequence[ImplementationResult]) -> Table:
    sites = {one.site: one for one in reversed(ones)}
    rows: list[tuple[Cell, ...]] = [
        (site, sites[site].country, sites[site].latitude, sites[site].longitude, n)
        for site, n in Counter(one.site for one in ones).most_common()
    ]
    return canvas.data(
        caption="Included implementations by site.",
        columns=(
            Column(name="Site", kind=Kind.TEXT),
            Column(name="Country", kind=Kind.TEXT),
            Column(name="Latitude"),
            Column(name="Longitude"),
            Column(name="Implementations", kind=Kind.COUNT),
        ),
        rows=tuple(rows),
    )
