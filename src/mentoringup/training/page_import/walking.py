"""Walk through the blocks of a page and give each its place."""

import re
from datetime import date

from mentoringup.training.checks.check import LONGEST_QUOTE
from mentoringup.training.checks.placeholders import is_left_by_a_template
from mentoringup.training.page import ModuleOnPage
from mentoringup.training.page_import import phrases
from mentoringup.training.page_import.blocks import LONGEST_TITLE, MOST_TITLE_WORDS, Block, Kind
from mentoringup.training.page_import.finishing import Read, finished_page
from mentoringup.training.page_import.imported import ImportedPage
from mentoringup.training.page_import.module_guess import names_module
from mentoringup.training.page_import.series_facts import contacts_from, facts_in, tier_in
from mentoringup.training.page_import.session_draft import SessionDraft
from mentoringup.training.page_import.when import When, read_time, read_when

_FAR = 4
"""Blocks to look ahead."""

_LONGEST_PLACE = 200
_URL = re.compile(r"https?://[^\s<>()\"'\]]{1,480}")


class Walk:
    """One pass over the blocks. `part` is "start", "sessions", "questions", "contacts", "other"."""

    def __init__(
        self,
        blocks: list[Block],
        *,
        zone: str,
        language: str,
        modules: tuple[ModuleOnPage, ...],
        today: date,
    ) -> None:
        """Nothing is read yet."""
        self.blocks = blocks
        self.zone = zone
        self.language = language
        self.modules = modules
        self.today = today
        self.part = "start"
        self.read = Read()
        self.whens: dict[Block, When | None] = {}
        self.current: SessionDraft | None = None

    def finished(self) -> ImportedPage:
        """Give every block its place; the first step that takes it wins."""
        steps = (
            self._furniture,
            self._section,
            self._contact,
            self._priority,
            self._pair,
            self._when,
            self._labelled,
            self._objectives_lead,
            self._co_listing,
            self._item,
            self._heading,
            self._rule,
            self._paragraph,
        )
        for number, block in enumerate(self.blocks):
            if not any(step(number, block) for step in steps):
                self.read.leave(block)
        return finished_page(
            self.read, zone=self.zone, language=self.language, modules=self.modules
        )

    def _furniture(self, _number: int, block: Block) -> bool:
        if phrases.is_table_head(block.plain):
            self.read.leave(block)
            return True
        is_navigation = block.kind is Kind.ITEM and not self.read.title and not self.read.sessions
        if not (is_navigation or phrases.is_furniture(block.plain)):
            return False
        self.read.leave(block)
        return True

    def _section(self, _number: int, block: Block) -> bool:
        if block.kind is Kind.ITEM:
            return False
        if phrases.is_faq_heading(block.plain):
            self.part, self.current = "questions", None
        elif phrases.is_contact_heading(block.plain) and self.read.title:
            self.part, self.current = "contacts", None
        elif phrases.is_sessions_heading(block.plain) and self.read.title:
            self.part, self.current = "sessions", None
        else:
            return False
        return True

    def _contact(self, _number: int, block: Block) -> bool:
        """Whom to ask; in a session's description only a sentence for a career stage."""
        words = block.plain
        found = phrases.contact_in(words)
        if found is None and self.part == "contacts":
            found = phrases.address_in(words)
        if found is None:
            return False
        is_described = self.current is not None and not self.current.has_objectives
        if is_described and "@" not in found.email:
            return False
        contacts = contacts_from(found, first=len(self.read.contacts) + 1)
        self.read.contacts += contacts
        for contact in contacts:
            value = f"{contact.stage or '*'}: {contact.name} {contact.email}"
            self.read.note(block, "contact", value)
        self.read.keep_if_long(block)
        self._also_an_answer(block)
        return True

    def _priority(self, _number: int, block: Block) -> bool:
        tier = tier_in(block.plain)
        if tier is None:
            return False
        self.read.tiers.append(tier)
        fields = ", ".join(tier.disciplines) or "*"
        self.read.note(block, "tier", f"{', '.join(tier.stages) or '*'}; {fields}")
        self.read.keep_if_long(block)
        self._also_an_answer(block)
        return True

    def _also_an_answer(self, block: Block) -> None:
        """What answers an open question stays its answer, too."""
        if self.part == "questions" and self.read.has_open_question:
            self.read.answer(block)

    def _begins_session(self, number: int, block: Block) -> bool:
        """Whether sessions go on after the questions."""
        when = self._when_of(block)
        if when is not None and when.is_labelled and when.says_something:
            return True
        return block.kind is Kind.HEADING and (
            phrases.numbered_session(block.plain) is not None
            or self._is_session_title(number, block)
        )

    def _pair(self, number: int, block: Block) -> bool:
        if self.part != "questions":
            is_one = phrases.is_question(block.plain) and block.plain[:2].upper() == "Q:"
            if not is_one:
                return False
            self.part, self.current = "questions", None
        if self._begins_session(number, block):
            return False
        if block.kind is Kind.HEADING or phrases.is_question(block.plain):
            self.read.ask(block)
        else:
            self._take_facts(block)
            self.read.answer(block)
        return True

    def _when_of(self, block: Block) -> When | None:
        """Asked again and again while looking ahead, so remembered."""
        if block not in self.whens:
            self.whens[block] = read_when(
                block.plain, zone=self.zone, language=self.language, today=self.today
            )
        return self.whens[block]

    def _when(self, _number: int, block: Block) -> bool:
        when = self._when_of(block)
        if when is None:
            return self._time_alone(block)
        if not self._is_when_line(block, when):
            return False
        if not when.says_something:
            self.read.leave(block)
            return True
        is_titled = bool(when.rest) and not when.is_labelled
        if self.current is None or is_titled or not self.current.may_take(when):
            self._begin_with(block, when.rest if is_titled else "")
        current = self.current
        if current is None:
            return False
        current.take(when)
        self.read.note(block, "date", when.said)
        if not when.agrees or (when.is_labelled and when.rest):
            current.blocks.append(block)
        return True

    def _time_alone(self, block: Block) -> bool:
        """A line of only a time under the line of the date."""
        current = self.current
        if current is None or current.on is None or current.start or not current.is_undescribed:
            return False
        when = read_time(block.plain, on=current.on, zone=self.zone)
        if when is None:
            return False
        current.take(when)
        self.read.note(block, "date", when.said)
        return True

    def _begin_with(self, block: Block, words: str) -> None:
        """A session whose line on when also has its title, and its place in a last cell."""
        title, _bar, place = words.rpartition(" | ")
        draft = self._begin(block, title=(title or place).strip(" |")[:_LONGEST_PLACE])
        if title and not _URL.search(place):
            draft.place = place.strip()[:_LONGEST_PLACE]
            self.read.note(block, "place", draft.place)

    def _is_when_line(self, block: Block, when: When) -> bool:
        """A label, a date alone, or a short title with a date."""
        if when.is_labelled:
            return True
        if block.kind is Kind.ITEM and self.current is not None:
            return False
        if not when.rest:
            return True
        is_short = len(when.rest) <= LONGEST_TITLE and len(when.rest.split()) <= MOST_TITLE_WORDS
        is_title = block.kind is Kind.HEADING or when.start is not None
        return is_short and is_title and block.plain[-1:] not in ".?!:"

    def _begin(self, block: Block, *, title: str = "") -> SessionDraft:
        self.part = "sessions"
        self.current = SessionDraft(line=block.line, title=title)
        self.read.sessions.append(self.current)
        return self.current

    def _labelled(self, _number: int, block: Block) -> bool:
        label = phrases.LABEL.match(block.plain)
        if label is None or self.current is None:
            return False
        value = block.plain[label.end() :].strip()
        if not value or len(value) > _LONGEST_PLACE * 2:
            return False
        if label["seats"]:
            digits = re.search(r"\d{1,4}", value)
            if digits is None:
                return False
            self.current.capacity = int(digits.group())
            self.read.note(block, "seats", digits.group())
            return True
        url = _URL.search(value)
        if url is not None:
            self.current.link = url.group().rstrip(".,;")
            self.read.note(block, "link", self.current.link)
            value = re.sub(r"\[([^\]]*)\]\(\s*\)|[\[\]()]", r"\1", value.replace(url.group(), ""))
        place = value.strip(" ,;:-–")[:_LONGEST_PLACE]
        if place and not label["link"]:
            self.current.place = place
            self.read.note(block, "place", place)
        return True

    def _objectives_lead(self, number: int, block: Block) -> bool:
        words = block.plain
        is_heading = block.kind is Kind.HEADING and phrases.is_objectives_heading(words)
        is_lead = phrases.leads_objectives(words) or is_heading
        if block.kind is Kind.ITEM or not is_lead:
            return False
        if self.current is None:
            if self.part != "start" or not self._list_follows(number):
                return False
            described = self.read.last_described()
            draft = self._begin(described[0] if described else block)
            draft.blocks = described
        if self.current is not None:
            self.current.is_in_objectives = True
        return True

    def _list_follows(self, number: int) -> bool:
        return any(block.kind is Kind.ITEM for block in self.blocks[number + 1 : number + 2])

    def _co_listing(self, _number: int, block: Block) -> bool:
        program = phrases.co_listed_in(block.plain)
        if program is None or self.current is None:
            return False
        self.current.programs.append(program)
        self.read.note(block, "program", program)
        return True

    def _item(self, _number: int, block: Block) -> bool:
        if block.kind is not Kind.ITEM:
            return False
        if self.current is not None and self.current.is_in_objectives:
            self.current.objectives.append(block.text)
            self.read.note(block, "objectives", block.text)
        elif self.current is not None:
            self.current.blocks.append(block)
        elif self.part == "start":
            self.read.description.append(block)
        else:
            return False
        return True

    def _heading(self, number: int, block: Block) -> bool:
        """A title of the page or of a session, or a heading of the introduction."""
        if not block.may_be_title:
            return False
        words = block.plain
        numbered = phrases.numbered_session(words)
        if not self.read.title and self.part == "start" and numbered is None:
            self.read.name(block)
            return True
        if numbered is not None or self._is_session_title(number, block):
            self._titled(block, numbered or words)
            return True
        if block.kind is Kind.HEADING:
            return self._heading_of_text(block)
        is_summary = self.part == "start" and self.read.may_be_summary(block)
        if is_summary:
            self.read.summarize(block)
        return is_summary

    def _heading_of_text(self, block: Block) -> bool:
        """A heading of the introduction; later on, of something that has no place."""
        if self.part == "start":
            self.read.description.append(block)
            return True
        self.part, self.current = "other", None
        return False

    def _is_session_title(self, number: int, block: Block) -> bool:
        if self.current is not None and self.current.is_bare:
            return block.kind is Kind.HEADING or names_module(block.plain, self.modules)
        is_heading = block.kind is Kind.HEADING
        for following in self.blocks[number + 1 : number + (1 + _FAR if is_heading else 2)]:
            when = self._when_of(following)
            if when is not None and self._is_when_line(following, when):
                return True
            if phrases.leads_objectives(following.plain):
                return True
            if following.kind is Kind.HEADING:
                break
        is_past_start = self.part == "sessions"
        return is_past_start and is_heading and names_module(block.plain, self.modules)

    def _titled(self, block: Block, title: str) -> None:
        if self.current is None or not self.current.is_bare:
            self._begin(block)
        if self.current is not None:
            self.current.title = title[:200]

    def _rule(self, _number: int, block: Block) -> bool:
        """A rule; a short sentence that is only one is no description as well."""
        is_new = self._take_facts(block)
        is_described = self.current is not None and not self.current.has_objectives
        is_one_sentence = ". " not in block.plain and len(block.text) <= LONGEST_QUOTE
        return is_new and is_one_sentence and not is_described

    def _take_facts(self, block: Block) -> bool:
        return self.read.take_facts(block, facts_in(block.plain, language=self.language))

    def _paragraph(self, number: int, block: Block) -> bool:
        if self.part in {"contacts", "other"}:
            return False
        if self.current is None and self.part == "start":
            self.read.description.append(block)
            return True
        if self.current is None or (
            self.current.has_objectives
            and not is_left_by_a_template(block.plain)
            and self._describes_next(number)
        ):
            self._begin(block)
        if self.current is not None:
            self.current.is_in_objectives = False
            self.current.blocks.append(block)
        return True

    def _describes_next(self, number: int) -> bool:
        """Whether objectives follow before anything else begins: a session without a date."""
        for following in self.blocks[number + 1 : number + 1 + _FAR]:
            if phrases.leads_objectives(following.plain):
                return True
            when = self._when_of(following)
            if following.kind is not Kind.PARAGRAPH or (
                when and self._is_when_line(following, when)
            ):
                return False
        return False
