"""How style sheets and scripts are stored: under names that change with what they hold."""

from typing import ClassVar

from whitenoise.storage import CompressedManifestStaticFilesStorage

_FOLDERS_OF_MODULES = ("delivery",)
"""Where scripts import each other. Those of other projects import what isn't there."""

_IMPORT = (
    r"""(?P<matched>import(?P<import>(?s:[\s\{].*?))\s*from\s*["'](?P<url>[./].*?)["']\s*;)""",
    'import%(import)s from "%(url)s";',
)


class StaticFiles(CompressedManifestStaticFilesStorage):  # type: ignore[misc]  # it is untyped
    """WhiteNoise's, where our modules import each other by the changed names, too."""

    patterns: ClassVar = (
        *CompressedManifestStaticFilesStorage.patterns,
        *((f"{folder}/*.js", (_IMPORT,)) for folder in _FOLDERS_OF_MODULES),
    )
