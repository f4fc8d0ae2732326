"""`mentoringup verify-draw`: a verdict for anybody, without a site."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread

import pytest
from django.core.management import call_command

from mentoringup.__main__ import main, with_underscores
from mentoringup.registration import drawing
from mentoringup.registration.draw_record import FORMAT
from mentoringup.registration.draw_sources import UnreadableSourceError, text_at

SEED = "5f" * 32
COMMITMENT = drawing.commitment_of(SEED)
HONEST = {
    "format": FORMAT,
    "session": "Aligning expectations",
    "commitment": COMMITMENT,
    "seed": SEED,
    "entries": [3, 5, 12],
    "order": list(drawing.draw([3, 5, 12], seed=SEED)),
}
WAITING = HONEST | {"seed": None, "entries": None, "order": None}


@pytest.fixture
def written(tmp_path):
    """The path of a record."""

    def write(record: object) -> str:
        path = tmp_path / "draw.json"
        path.write_text(json.dumps(record), encoding="utf-8")
        return str(path)

    return write


class Office(BaseHTTPRequestHandler):
    """Serves a record at the address of a draw, and what an office should not answer."""

    slow = Event()

    def do_GET(self):
        if self.path == "/draws/7.json":
            self._answer(200, json.dumps(HONEST).encode())
        elif self.path == "/endless":
            self._answer(200, b"x" * 5000)
        elif self.path == "/silent":
            self.slow.wait(10)
        else:
            self._answer(404, b"Not found")

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        """Say nothing."""


@pytest.fixture
def office() -> Iterator[str]:
    Office.slow = Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Office)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    Office.slow.set()
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_right_record_is_called_right(written, capsys):
    status = main(["verify-draw", written(HONEST)])

    assert (status, capsys.readouterr().out) == (
        0,
        (
            "RIGHT. Draw for “Aligning expectations”.\n"
            f"The seed fits the commitment {COMMITMENT}.\n"
            "The order of the 3 tickets is the one that the seed gives.\n"
        ),
    )


def test_the_commitment_that_somebody_noted_is_compared(written, capsys):
    status = main(["verify-draw", written(HONEST), "--commitment", f" {COMMITMENT.upper()}\n"])

    assert status == 0
    assert "That is the commitment that you noted before the draw." in capsys.readouterr().out


def test_a_wrong_record_is_called_wrong_and_the_first_difference_is_said(written, capsys):
    first, second, third = HONEST["order"]

    status = main(["verify-draw", written(HONEST | {"order": [first, third, second]})])

    assert (status, capsys.readouterr().out) == (
        1,
        (
            "WRONG. Draw for “Aligning expectations”.\n"
            f"The order differs first at place 2: the record has ticket {third}, "
            f"the draw gives ticket {second}.\n"
        ),
    )


def test_another_commitment_than_the_noted_one_is_wrong(written, capsys):
    status = main(["verify-draw", written(HONEST), "--commitment", "0" * 64])

    assert status == 1
    assert f"the one noted before the draw is {'0' * 64}." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["no-such-file"], "no-such-file can't be read: No such file or directory.\n"),
        (["a\0b"], "can't be read: embedded null"),
        (["."], ". can't be read: Is a directory.\n"),
        (["ftp://office.example/draws/7.json"], "can't be read: No such file"),
        (["http://127.0.0.1:1/draws/7.json"], "Connection refused"),
        (["http://[/draws/7.json"], "Invalid IPv6 URL"),
        (["-", "--commitment", "abc"], "“abc” is no commitment; expected 64 hexadecimal digits."),
    ],
)
def test_what_can_not_be_read_is_said_in_a_sentence(arguments, told, capsys):
    assert main(["verify-draw", *arguments]) == 2
    assert told in capsys.readouterr().err


def test_a_draw_to_come_is_neither_right_nor_wrong(written, capsys):
    assert main(["verify-draw", written(WAITING)]) == 2
    assert "The draw has not taken place yet" in capsys.readouterr().err


def test_bytes_that_are_no_text_are_refused(tmp_path, capsys):
    path = tmp_path / "draw.json"
    path.write_bytes(b"\xff\xfe\x00")

    assert main(["verify-draw", str(path)]) == 2
    assert "It is not text in UTF-8." in capsys.readouterr().err


def test_a_title_can_not_steer_the_terminal(written, capsys):
    main(["verify-draw", written(HONEST | {"session": "Up\x1b[2J\nRIGHT\u202e"})])

    assert capsys.readouterr().out.startswith("RIGHT. Draw for “Up [2J RIGHT ”.\n")


def test_a_record_is_read_from_the_standard_input(monkeypatch, capsys):
    given = io.TextIOWrapper(io.BytesIO(json.dumps(HONEST).encode()))
    monkeypatch.setattr(sys, "stdin", given)

    assert main(["verify-draw", "-"]) == 0
    assert capsys.readouterr().out.startswith("RIGHT.")


@pytest.mark.parametrize("path", ["/draws/7.json", "/draws/7/", "/draws/7", "/draws/7/#order"])
def test_a_record_is_read_from_the_web_and_the_page_leads_to_it(path, office, capsys):
    assert main(["verify-draw", f"{office}{path}"]) == 0
    assert capsys.readouterr().out.startswith("RIGHT.")


def test_an_address_without_a_draw_is_unreadable(office, capsys):
    assert main(["verify-draw", f"{office}/draws/8/"]) == 2
    assert capsys.readouterr().err == f"{office}/draws/8.json answered 404.\n"


def test_what_is_too_long_is_not_read_to_its_end(office):
    with pytest.raises(UnreadableSourceError, match="longer than 1000 bytes"):
        text_at(f"{office}/endless", most_bytes=1000)


def test_who_does_not_answer_is_not_waited_for(office):
    with pytest.raises(UnreadableSourceError, match=r"did not answer within 0\.2 s"):
        text_at(f"{office}/silent", seconds=0.2)


def test_it_needs_neither_settings_nor_a_database(written, tmp_path):
    bare = {"PATH": os.environ["PATH"], "DATABASE_URL": "postgres://nobody@127.0.0.1:1/none"}

    done = subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "mentoringup", "verify_draw", written(HONEST)],
        env=bare,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout.splitlines()[0], done.stderr) == (
        0,
        "RIGHT. Draw for “Aligning expectations”.",
        "",
    )


def test_it_loads_no_web_framework():
    asked = "import sys, mentoringup.registration.verifying; print('django' in sys.modules)"

    said = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)  # noqa: S603  our own module

    assert said.stdout == "False\n"


def test_it_is_a_management_command_too(written, capsys):
    with pytest.raises(SystemExit) as ended:
        call_command("verify_draw", written(HONEST))

    assert ended.value.code == 0
    assert capsys.readouterr().out.startswith("RIGHT.")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["found-network", "ada@lakeside.example"], ["found_network", "ada@lakeside.example"]),
        (["help", "write-permissions"], ["help", "write_permissions"]),
        (["serve", "--with-worker"], ["serve", "--with-worker"]),
        (["--help"], ["--help"]),
        (["help", "--commands"], ["help", "--commands"]),
        ([], []),
    ],
)
def test_a_command_may_be_written_with_dashes(typed, meant):
    assert with_underscores(typed) == meant
