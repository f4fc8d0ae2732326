import io
import zipfile

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentoreval.errors import InputRefusedError
from mentoringup.curriculum.pack.documents import Document, document_of, text_from, yaml_of
from mentoringup.curriculum.pack.files import shipped_pack, shipped_texts
from mentoringup.curriculum.pack.reading import read_pack, read_part
from mentoringup.curriculum.pack.single_module import form
from mentoringup.curriculum.pack.single_module.merging import missing_from, texts_from
from mentoringup.curriculum.pack.single_module.reading import read_module_file
from mentoringup.curriculum.pack.single_module.word import from_word, to_word
from mentoringup.curriculum.pack.single_module.writing import module_text

MODULES = [module.id for module in shipped_pack().modules]
LISTENING = "modules/communication/activities/listening-in-threes.md"
WORDS = st.text(
    st.characters(
        blacklist_categories=("Cs", "Cc", "Zs", "Zl", "Zp"), blacklist_characters="\ufeff"
    ),
    min_size=1,
)


def there_and_back(module: str, change=lambda text: text):
    return read_module_file(change(module_text(shipped_texts(), module)), name="x.md")


@pytest.mark.parametrize("module", MODULES)
def test_a_module_comes_back_as_the_identical_value(module):
    texts = shipped_texts()

    file = there_and_back(module)
    others = {path: text for path, text in texts.items() if path not in file.documents}
    pack = read_pack(others | texts_from(file, current={}))

    assert file.not_understood == ()
    assert pack.modules == shipped_pack().modules
    assert pack.translations == shipped_pack().translations


@pytest.mark.parametrize("module", MODULES)
def test_what_nobody_changed_keeps_its_text_to_the_letter(module):
    texts = shipped_texts()

    back = texts_from(there_and_back(module), current=texts)

    assert back == {path: texts[path] for path in texts if path.startswith(f"modules/{module}/")}


@pytest.mark.parametrize("module", MODULES)
def test_a_module_survives_word_with_its_structure_and_texts(module):
    texts = shipped_texts()

    word = from_word(to_word(module_text(texts, module, for_word=True)), name="x.docx")
    file = read_module_file(word.text, name="x.docx", from_word=True)
    pack = read_pack(texts | texts_from(file, current={}))
    before, after = shipped_pack().module_by_id[module], pack.module_by_id[module]

    assert word.not_understood == file.not_understood == ()
    assert (after.lengths, after.objectives, after.reading, after.summary) == (
        before.lengths,
        before.objectives,
        before.reading,
        before.summary,
    )
    for old, new in zip(before.activities, after.activities, strict=True):
        assert (new.title, new.steps, new.materials) == (old.title, old.steps, old.materials)
    for old, new in zip(before.cases, after.cases, strict=True):
        assert plain(new.story) == plain(old.story)
    assert texts_from(file, current=texts, before=file) == {
        path: texts[path] for path in file.documents
    }


def plain(text: str) -> str:
    return " ".join(text.replace("\\", "").replace("*", "").split())


def test_a_change_in_word_changes_that_piece_alone():
    texts = shipped_texts()
    content = to_word(module_text(texts, "communication", for_word=True))
    document = docx.Document(io.BytesIO(content))
    line = next(one for one in document.paragraphs if one.text.startswith("Show the moves with"))
    line.text = "Show the moves on a stage."
    out = io.BytesIO()
    document.save(out)

    before = read_module_file(from_word(content, name="x").text, name="x", from_word=True)
    file = read_module_file(from_word(out.getvalue(), name="x").text, name="x", from_word=True)
    back = texts_from(file, current=texts, before=before)

    changed = {path: text for path, text in back.items() if text != texts[path]}
    assert list(changed) == [LISTENING]
    old, new = document_of(LISTENING, texts[LISTENING]), document_of(LISTENING, changed[LISTENING])
    differing = [title for title in old.sections if old.sections[title] != new.sections[title]]
    assert differing == ["With a large group"]
    assert new.front == old.front
    assert new.sections["With a large group"] == "Show the moves on a stage."


def test_markup_in_a_title_is_plain_text_in_word():
    path = "modules/communication/activities/next-meeting.md"
    title = "A *star*, [a](b) <i>&amp; | #1"
    texts = dict(shipped_texts())
    front = document_of(path, texts[path])
    texts[path] = text_from(
        Document(front={**front.front, "title": title}, sections=front.sections), path=path
    )

    word = from_word(to_word(module_text(texts, "communication", for_word=True)), name="x")
    file = read_module_file(word.text, name="x", from_word=True)

    assert file.documents[path].front["title"] == title


def test_scripts_in_markdown_become_words_in_word():
    text = "<script>alert(1)</script> and [click](javascript:alert(2)) ![p](file:///etc/passwd)"

    content = to_word(text)

    with zipfile.ZipFile(io.BytesIO(content)) as file:
        document = file.read("word/document.xml").decode()
        links = file.read("word/_rels/document.xml.rels").decode()
    assert "&lt;script&gt;" in document
    assert "javascript:" not in links
    assert "passwd" not in links


def test_what_has_no_place_is_told_with_its_line():
    def spoiled(text: str) -> str:
        text = text.replace("## Reading", "## Readings")
        text = text.replace("| kind | competency |", "| kinds | competency |")
        return f"{text}\n# Recipe: Soup\n\nBoil.\n"

    file = there_and_back("communication", spoiled)

    told = [(one.line, one.what.partition(";")[0]) for one in file.not_understood]
    lines = module_text(shipped_texts(), "communication").splitlines()
    assert told == [
        (lines.index("| kind | competency |") + 1, "no property is called 'kinds'"),
        (lines.index("## Reading") + 1, "no heading of a module is 'Readings'"),
        (len(lines) + 2, "the heading 'Recipe: Soup' names no part"),
    ]


def test_a_part_that_is_not_in_the_file_is_missed():
    def without_the_first_case(text: str) -> str:
        start = text.index("# Case: ")
        return text[:start] + text[text.index("# Case: ", start + 1) :]

    file = there_and_back("communication", without_the_first_case)

    assert missing_from(file, current=shipped_texts()) == (
        "modules/communication/cases/not-there-yet.md",
    )


@pytest.mark.parametrize("text", ["", "# Heading\n", "# Module: X\n\nNo table.\n", "\0" * 50])
def test_a_file_without_a_module_is_refused(text):
    with pytest.raises(InputRefusedError, match="no heading '# Module"):
        read_module_file(text, name="x.md")


def test_a_part_twice_is_refused():
    with pytest.raises(InputRefusedError, match="this part is there twice"):
        there_and_back("communication", lambda text: text + text)


@pytest.mark.parametrize("content", [b"", b"word", b"PK\3\4"])
def test_what_is_no_word_file_is_refused(content):
    with pytest.raises(InputRefusedError, match=r"x\.docx"):
        from_word(content, name="x.docx")


def test_a_zip_that_is_no_word_file_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("word/document.xml", "<not><xml")

    with pytest.raises(InputRefusedError, match="can't be read as a Word file"):
        from_word(out.getvalue(), name="x.docx")


@given(st.lists(WORDS, min_size=1, max_size=3).map(" ".join))
def test_any_words_survive_a_cell(value):
    value = value.strip()

    for for_word in (False, True):
        cell = form.cell_text(value, is_plain=True, for_word=for_word)
        table = form.table_at(form.table_text(("a", "b"), [(cell, "x")]).split("\n"), 0)
        assert table is not None
        assert form.cell_value(table.rows[0][0], is_plain=True, from_word=for_word) == value


@given(st.lists(st.sampled_from(["# a", "## b", "\\# c", "```", "d", "\\\\## e"])).map("\n".join))
def test_headings_in_a_text_are_sheltered_and_come_back(text):
    assert form.unsheltered(form.sheltered(text)) == text


@given(st.one_of(WORDS, st.lists(WORDS, max_size=4).map("\n".join), st.integers(0, 9)))
def test_written_yaml_is_read_as_the_same_value(value):
    path = "modules/x/module.yaml"

    found = document_of(path, yaml_of("title", value)).front["title"]

    assert found == value


def test_a_changed_key_leaves_the_other_lines_of_the_file_alone():
    text = shipped_texts()[LISTENING]
    old = document_of(LISTENING, text)

    new = text_from(
        Document(front={**old.front, "kind": "discussion"}, lead=old.lead, sections=old.sections),
        path=LISTENING,
        current=text,
    )

    assert new == text.replace("kind: practice", "kind: discussion")
    assert read_part(LISTENING, new)[0].kind == "discussion"
