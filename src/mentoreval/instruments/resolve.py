"""From a document and what it includes to one instrument, or to every reason why not."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain

from mentoreval.errors import InputRefusedError
from mentoreval.instruments.canonical import fingerprint
from mentoreval.instruments.model import (
    OVERALL,
    Core,
    Design,
    Instrument,
    Item,
    Provenance,
    PublishedGain,
    Question,
    Scale,
    Wording,
)
from mentoreval.instruments.names import check_asked, check_scales
from mentoreval.instruments.parts import (
    Draft,
    option_sets,
    ranges_differ,
    read_items,
    read_published,
    read_questions,
    read_scales,
    read_share,
    spaced,
    spaced_all,
)
from mentoreval.instruments.wording import read_wordings, worded
from mentoreval.yaml_files.document import KeyPath
from mentoreval.yaml_files.shape import meant, shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Included:
    """An included instrument and where the file asks for it."""

    path: KeyPath
    instrument: Instrument


@dataclass(frozen=True, slots=True, kw_only=True)
class _Parts:
    """What an instrument is made of, and the notices of its other words."""

    items: tuple[Item, ...]
    questions: tuple[Question, ...]
    scales: tuple[Scale, ...]
    published: tuple[PublishedGain, ...]
    notices: Mapping[str, str]


def resolve(draft: Draft, included: Sequence[Included]) -> Instrument:
    """Join a file with what it includes.

    Raises:
        InputRefusedError: with every fault of `draft`, those found before too.
    """
    parts = _parts(draft, included)
    if draft.reasons:
        raise InputRefusedError(sorted(draft.reasons, key=lambda reason: reason.line or 0))
    cores = [each.instrument for each in included]
    content = draft.content
    instrument = Instrument(
        id=draft.id,
        version=content["version"],
        title=spaced(content["title"]),
        language=content["language"],
        design=_design(draft, cores),
        provenance=_provenance(draft),
        items=parts.items,
        scales=parts.scales,
        questions=parts.questions,
        cores=_cores(cores),
        aliases=spaced_all(content.get("aliases", ())),
        prompt=spaced(content.get("prompt", next((c.prompt for c in cores if c.prompt), ""))),
        published=parts.published,
        notices={**_notices(cores), **parts.notices},
    )
    return replace(instrument, sha256=fingerprint(instrument))


def _parts(draft: Draft, included: Sequence[Included]) -> _Parts:
    """Join the parts of the file and of what it includes; included ones come first."""
    cores = [each.instrument for each in included]
    sets = option_sets(draft)
    wordings = read_wordings(draft, cores)
    inherited_items = worded(chain(*(core.items for core in cores)), wordings)
    inherited_questions = worded(chain(*(core.questions for core in cores)), wordings)
    items = (*inherited_items, *read_items(draft, sets))
    questions = (*inherited_questions, *read_questions(draft, sets))
    check_asked(draft, zip(_places(draft, included), (*items, *questions), strict=True))
    if not items and not questions:
        draft.fault((), "holds neither items nor questions, and includes none")
    share = read_share(draft, (), draft.content)
    declared = _scales(draft, included, items, minimum_share=share)
    overall = _overall(draft, cores, items, declared, minimum_share=share)
    scales = {scale.id: scale for scale in (*declared, *overall)}
    inherited_gains = chain(*(core.published for core in cores))
    return _Parts(
        items=items,
        questions=questions,
        scales=tuple(scales.values()),
        published=(
            *(gain for gain in inherited_gains if gain.scale in scales),
            *read_published(draft, list(scales)),
        ),
        notices=wordings.notices,
    )


def _provenance(draft: Draft) -> Provenance:
    said = draft.content["provenance"]
    return Provenance(
        wording=Wording(said["wording"]),
        notice=spaced(said["notice"]),
        licence=spaced(said["licence"]),
        references=spaced_all(said.get("references", ())),
        validated=said.get("validated", False),
    )


def _design(draft: Draft, cores: Sequence[Instrument]) -> Design:
    """Take the file's word, otherwise that of the included items, otherwise retrospective."""
    inherited = (core.design for core in cores if core.items)
    return Design(draft.content.get("design", next(inherited, Design.RETROSPECTIVE)))


def _cores(included: Sequence[Instrument]) -> tuple[Core, ...]:
    """List what is included, and what that includes in turn, each once."""
    cores: dict[str, Core] = {}
    for each in included:
        own = Core(id=each.id, version=each.version, sha256=each.sha256)
        for core in (own, *each.cores):
            cores.setdefault(core.id, core)
    return tuple(cores.values())


def _notices(included: Sequence[Instrument]) -> dict[str, str]:
    notices: dict[str, str] = {}
    for each in included:
        notices |= {each.id: each.provenance.notice, **each.notices}
    return notices


def _places(draft: Draft, included: Sequence[Included]) -> Iterator[KeyPath]:
    """Give the path of each item, then of each question, in the order of the instrument."""
    yield from (each.path for each in included for _ in each.instrument.items)
    yield from (path for path, _ in draft.entries("items"))
    yield from (each.path for each in included for _ in each.instrument.questions)
    yield from (path for path, _ in draft.entries("questions"))


def _scales(
    draft: Draft, included: Sequence[Included], items: Sequence[Item], *, minimum_share: Fraction
) -> tuple[Scale, ...]:
    """Join included and declared scales, all but `overall`."""
    own = read_scales(draft, {item.id: item for item in items}, minimum_share=minimum_share)
    paths = (path for path, _ in draft.entries("scales"))
    placed = [
        *((each.path, scale) for each in included for scale in _without_overall(each.instrument)),
        *zip(paths, own, strict=True),
    ]
    check_scales(draft, placed)
    return tuple(scale for _, scale in placed)


def _without_overall(instrument: Instrument) -> Iterator[Scale]:
    return (scale for scale in instrument.scales if scale.id != OVERALL)


def _overall(
    draft: Draft,
    cores: Sequence[Instrument],
    items: Sequence[Item],
    scales: Sequence[Scale],
    *,
    minimum_share: Fraction,
) -> tuple[Scale, ...]:
    """Make the scale over all items, or take that of an included instrument, or none."""
    wanted = draft.content.get("overall")
    with_items = [core for core in cores if core.items]
    if wanted is None and len(with_items) == 1 and "items" not in draft.content:
        return _overall_of(with_items[0])
    if wanted == "none" or (wanted is None and not items):
        return ()
    if wanted in (None, "all"):
        return (_over_all(draft, items, scales, minimum_share=minimum_share),)
    named = {core.id: core for core in with_items}
    if wanted not in named or not _overall_of(named[wanted]):
        known = ["all", "none", *(core.id for core in with_items if _overall_of(core))]
        draft.fault(("overall",), f"found {shown(wanted)}; {meant(wanted, known)}")
        return ()
    return _overall_of(named[wanted])


def _overall_of(instrument: Instrument) -> tuple[Scale, ...]:
    return tuple(scale for scale in instrument.scales if scale.id == OVERALL)


def _over_all(
    draft: Draft, items: Sequence[Item], scales: Sequence[Scale], *, minimum_share: Fraction
) -> Scale:
    path = ("overall",) if "overall" in draft.content else ("items",)
    if not items:
        draft.fault(path, "there are no items to take a mean of")
    if ranges_differ(items):
        what = "items have different lowest or highest codes, so a mean over all says nothing"
        draft.fault(path, f"{what}; write overall: none")
    reverse = frozenset(chain(*(scale.reversed_items for scale in scales)))
    for scale in scales:
        for item in sorted(reverse.intersection(scale.items) - scale.reversed_items):
            what = f"item '{item}' is reversed in one scale and not in '{scale.id}'"
            draft.fault(path, f"{what}, so a mean over all is unclear; write overall: none")
    return Scale(
        id=OVERALL,
        name="Overall",
        items=tuple(item.id for item in items),
        reversed_items=reverse,
        minimum_share=minimum_share,
        source=draft.id,
    )
