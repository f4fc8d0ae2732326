"""HTML as the plain text with Markdown that a person would have pasted."""

import re
from collections.abc import Iterator

import nh3
from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString
from django.utils.translation import gettext as _

from mentoringup.training.page_import.imported import PageIsTooLongError

_LOOKS_LIKE_HTML = re.compile(
    r"<(?:!doctype|html|body|head|main|article|section|div|p|h[1-6]|ul|ol|li|table|br|span|details|strong|a)"
    r"(?:\s[^>]{0,2000})?/?>",
    re.IGNORECASE,
)
_BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "nav",
        "ul",
        "ol",
        "table",
        "tr",
        "thead",
        "tbody",
        "dl",
        "dt",
        "dd",
        "figure",
        "figcaption",
        "blockquote",
        "address",
        "details",
        "form",
        "fieldset",
        "pre",
        "hr",
    ]
)
_TAGS = (
    _BLOCKS
    | {f"h{level}" for level in range(1, 7)}
    | frozenset(
        [
            "a",
            "b",
            "strong",
            "i",
            "em",
            "li",
            "br",
            "img",
            "summary",
            "td",
            "th",
            "span",
            "html",
            "body",
            "button",
        ]
    )
)
_DROPPED = frozenset({"script", "style", "template", "noscript", "svg", "title", "iframe"})
_AROUND = (
    dict.fromkeys(_BLOCKS, ("\n\n", "\n\n"))
    | {f"h{level}": (f"\n\n{'#' * level} ", "\n\n") for level in range(1, 7)}
    | {"summary": ("\n\n###### ", "\n\n"), "br": ("\n", "")}
    | {"b": ("**", "**"), "strong": ("**", "**")}
)
"""What stands before and after a tag's content in plain text."""


_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9]{0,20})\b[^<>]{0,5000}>")
MOST_TAGS = 40_000
"""A heavy page has five to ten thousand."""

_NEVER_DEEP = frozenset(
    [
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dt",
        "dd",
        "br",
        "img",
        "hr",
        "input",
        "meta",
        "link",
        "option",
        "source",
        "wbr",
        "col",
        "area",
    ]
)
"""Tags without content, and those that the next of their kind closes."""

_DEEPEST = 80
"""Open tags within each other; parsers need time in proportion to it for every tag."""


def is_html(text: str) -> bool:
    """Whether it holds a tag that plain text would not."""
    return bool(_LOOKS_LIKE_HTML.search(text[:200_000]))


def text_of_html(html: str) -> str:
    """Its words: headings with `#`, items with `-` or numbers, links and images in Markdown.

    Scripts, styles and unknown tags are gone before the tree is built, by a parser that takes any
    input in proportion to its length.

    Raises:
        PageIsTooLongError: more than `MOST_TAGS`.
    """
    if sum(1 for _tag in _TAG.finditer(html)) > MOST_TAGS:
        raise PageIsTooLongError(
            _("The page has more than %(limit)d tags. Paste its text instead of its HTML.")
            % {"limit": MOST_TAGS}
        )
    clean = nh3.clean(
        _shallow(html),
        tags=set(_TAGS),
        clean_content_tags=set(_DROPPED) - set(_TAGS),
        attributes={"a": {"href"}, "img": {"src", "alt"}, "ol": {"start"}},
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    soup = BeautifulSoup(clean, "html.parser")
    text = "".join(_pieces(soup))
    text = re.sub(r"[ \t\xa0]+", " ", text)
    text = "\n".join(line.strip() for line in text.split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _shallow(html: str) -> str:
    """The same without tags that open too deep inside of others; their content stays."""
    depth = too_deep = 0

    def kept(match: re.Match[str]) -> str:
        nonlocal depth, too_deep
        if match["name"].lower() in _NEVER_DEEP:
            return match.group()
        if match["end"]:
            if too_deep:
                too_deep -= 1
                return " "
            depth = max(0, depth - 1)
        elif depth >= _DEEPEST:
            too_deep += 1
            return " "
        else:
            depth += 1
        return match.group()

    return _TAG.sub(kept, html)


def _pieces(soup: BeautifulSoup) -> Iterator[str]:
    """Text before, in and after each node; with a stack of its own, because pages may be deep."""
    stack: list[tuple[Tag, Iterator[object], str]] = [(soup, iter(soup.children), "")]
    numbers: dict[int, int] = {}
    while stack:
        tag, children, after = stack[-1]
        child = next(children, None)
        if child is None:
            stack.pop()
            yield after
        elif isinstance(child, Tag):
            before, behind = _around(child, tag, numbers)
            yield before
            stack.append((child, iter(child.children), behind))
        elif type(child) is NavigableString:
            yield re.sub(r"\s+", " ", str(child))


def _around(tag: Tag, parent: Tag, numbers: dict[int, int]) -> tuple[str, str]:
    """What stands before and after a tag's content."""
    name = tag.name
    if name == "li":
        return _item(parent, numbers)
    if name == "img":
        return f"![{tag.get('alt') or ''}]({tag.get('src') or ''})", ""
    if name == "a":
        return _link(tag)
    if name in {"td", "th"}:
        return "", " | " if tag.find_next_sibling(["td", "th"]) is not None else ""
    return _AROUND.get(name, ("", ""))


def _item(parent: Tag, numbers: dict[int, int]) -> tuple[str, str]:
    if parent.name != "ol":
        return "\n- ", "\n"
    numbers[id(parent)] = numbers.get(id(parent), 0) + 1
    return f"\n{numbers[id(parent)]}. ", "\n"


def _link(tag: Tag) -> tuple[str, str]:
    """A mail link is words and address in brackets; a web link is Markdown."""
    href = str(tag.get("href") or "").strip()
    if href.lower().startswith("mailto:"):
        address = href[7:].partition("?")[0].strip()
        words = tag.get_text() if len(tag.contents) == 1 else ""
        return ("", "") if address in words or not address else ("", f" ({address})")
    if href.lower().startswith(("http://", "https://")):
        return "[", f"]({href})"
    return "", ""
