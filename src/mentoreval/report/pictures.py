"""The figures' drawings as PNG, for Word: older versions of it, and other programs, show no SVG."""

from pathlib import Path

import typst

from mentoreval.report.resources import fonts

_WIDTH = 440
"""Of a picture, in points; `_SHARPNESS` pixels an inch make 880 pixels of it."""

_SHARPNESS = 144.0


def to_png(folder: Path) -> None:
    """Put `<name>.png` beside every `<name>.svg` of the folder.

    The compiler of the PDF draws them, all at once and with the same fonts: 15 pictures take 1 s,
    where vl-convert takes 2.6 s and the machine's fonts.
    """
    drawings = sorted(folder.glob("*.svg"))
    if not drawings:
        return
    pages = "\n".join(f'#page(image("{one.name}", width: {_WIDTH}pt))' for one in drawings)
    source = folder / "pictures.typ"
    source.write_text(
        f"#set page(width: auto, height: auto, margin: 0pt)\n{pages}\n", encoding="utf-8"
    )
    made: object = typst.compile(str(source), format="png", ppi=_SHARPNESS, font_paths=fonts())
    pictures = made if isinstance(made, list) else [made]  # one page comes without a list
    for drawing, picture in zip(drawings, pictures, strict=True):
        drawing.with_suffix(".png").write_bytes(picture)
