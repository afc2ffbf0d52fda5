"""The page's server: who may ask, what students' text does, and what cannot be given."""

import json
import re
from dataclasses import asdict

import pytest
from tornado.httpclient import HTTPRequest, HTTPResponse
from tornado.testing import AsyncHTTPTestCase
from tornado.web import Application

from autograder.hand.guard import HEADER, Keys
from autograder.hand.history import HISTORY, HandMark
from autograder.hand.server import Desk, application
from autograder.problems import UserError
from autograder.units import Unit
from tests.autograder.hand.made import ATTACK, CELL, make_class
from tests.autograder.reading.test_feedback import Reader

ANSWERS = {"ada": "Since **it** is so.", "eve": f"{ATTACK} I am eve\x1b[31m.", "cleo": ""}


class Site(AsyncHTTPTestCase):
    """A server in this process, and somebody who asks it."""

    __test__ = False  # for pytest: it is the site that is tested
    desk: Desk

    def get_app(self) -> Application:
        self.keys = Keys()
        return application(self.desk, self.keys)

    def runTest(self) -> None:  # noqa: N802 (unittest looks for this name)
        """Be a test case without tests of its own."""

    def ask(self, path: str, method: str = "GET", body: object = None, **headers: str) -> HTTPResponse:
        """Ask as the page does; a header can be replaced."""
        known = {"Cookie": f"autograder-hand-{self.keys.cookie[:6]}={self.keys.cookie}", HEADER: self.keys.page}
        sent = known | {name.replace("_", "-"): text for name, text in headers.items()}
        text = None if body is None else json.dumps(body)
        request = HTTPRequest(self.get_url(path), method, sent, text, follow_redirects=False)
        return self.io_loop.run_sync(lambda: self.http_client.fetch(request, raise_error=False))

    def give(
        self, student: str, new: HandMark, seen: HandMark, digest: str | None = None, **rest: object
    ) -> HTTPResponse:
        (key,) = [one.key for one in self.desk.marks[CELL].read() if one.student == student]
        states = json.loads(self.ask(f"/{CELL}/marks").body)
        body = {"new": asdict(new), "seen": asdict(seen), "digest": digest or states[key]["digest"], "who": "ana"}
        return self.ask(f"/{CELL}/marks/{key}", "PUT", body | rest)


@pytest.fixture
def site(tiny: Unit, request: pytest.FixtureRequest):  # type: ignore[no-untyped-def]
    Site.desk = Desk(tiny, make_class(tiny, ANSWERS), "ana", anonymous=getattr(request, "param", False))
    site = Site()
    site.setUp()
    yield site
    site.tearDown()


def test_only_this_page_in_this_browser_is_answered(site: Site) -> None:
    page = f"/{CELL}"
    assert site.ask(page).code == 200
    assert site.ask(page, Host="localhost:1").code == 200  # a forwarded port
    assert site.ask(page, Host="evil.example").code == 403
    assert site.ask(page, Host="127.0.0.1.evil.example").code == 403
    assert site.ask(page, Origin="http://127.0.0.1:1").code == 403
    assert site.ask(page, Cookie="").code == 403
    assert site.ask("/static/hand.js", Cookie="").code == 403
    assert site.ask("/nothing/there/at/all", Cookie="").code == 403
    first = site.ask(f"/?token={site.keys.address}", Cookie="")
    assert (first.code, first.headers["Location"]) == (302, "/")
    assert "HttpOnly" in first.headers["Set-Cookie"]
    assert site.ask("/?token=no", Cookie="").code == 403
    body = {"new": asdict(HandMark(1.0, False)), "seen": asdict(HandMark())}
    key = site.desk.marks[CELL].read()[0].key
    assert site.ask(f"{page}/marks/{key}", "PUT", body, **{HEADER: "no"}).code == 403
    assert not (site.desk.unit.root / HISTORY).exists()


def test_nothing_of_the_students_acts_on_the_page(site: Site) -> None:
    answer = site.ask(f"/{CELL}")
    page = Reader(answer.body.decode())
    assert [one.get("src") for tag, one in page.tags if tag == "script"] == [None, "/static/hand_keys.js"]
    assert not [name for _, attributes in page.tags for name in attributes if name.startswith("on")]
    assert not [one for _, one in page.tags if str(one.get("href", "")).startswith("javascript")]
    assert not [one for tag, one in page.tags if tag == "img" and one.get("src")]
    assert "window.taken = 1" in page.text  # as text
    assert "\x1b" not in page.text
    assert "<strong>it</strong>" in answer.body.decode()
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy
    work = re.search(rf"/{CELL}/feedback/[0-9a-f]+", answer.body.decode())
    assert work is not None
    assert "script-src" not in site.ask(work[0]).headers["Content-Security-Policy"]  # so that none is allowed


@pytest.mark.parametrize("site", [True], indirect=True)
def test_anonymous_page_names_nobody(site: Site) -> None:
    text = site.ask(f"/{CELL}").body.decode()
    assert "Student 1" in text
    assert not re.search(r"\b(ada|eve|cleo)\b", text)
    key = site.desk.marks[CELL].read()[0].key
    assert site.ask(f"/{CELL}/feedback/{key}").code == 404


def test_what_cannot_be_given_is_refused_in_a_sentence(site: Site) -> None:
    assert b"Points are from 0 to 4" in site.give("ada", HandMark(4.5, False), HandMark()).body
    assert site.give("ada", HandMark(1.0, False, "", (2,)), HandMark()).code == 400
    assert site.give("ada", HandMark(1.0, False), HandMark(), who="\n").code == 400
    assert site.give("ada", HandMark(1.0, False), HandMark(), more=1).code == 400
    read = site.give("ada", HandMark(1.0, False), HandMark(), digest="of an older file")
    assert read.code == 409
    assert "handed in again" in json.loads(read.body)["problem"]
    assert not (site.desk.unit.root / HISTORY).exists()
    done = json.loads(site.give("ada", HandMark(1.0, False, "", (0,)), HandMark()).body)
    assert done["state"]["mark"] == {"points": 1.0, "waiting": False, "comment": "", "rows": [0]}
    assert [one["who"] for one in done["state"]["changes"]] == ["ana"]
    taken = site.give("ada", HandMark(), HandMark(3.0, False), undo=True)
    assert taken.code == 409
    assert "nothing was undone" in json.loads(taken.body)["problem"]


def test_where_there_is_nothing_to_do_it_says_so(tiny: Unit) -> None:
    with pytest.raises(UserError, match="Nothing of 01_tiny has been graded yet"):
        Desk(tiny, make_class(tiny, {}), "ana", anonymous=False)
