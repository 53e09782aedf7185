"""Somebody with a browser without JavaScript: opens pages, fills in forms, sends them."""

from __future__ import annotations

import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar

TIMEOUT = 30


@dataclass
class Form:
    """A form as it stands on a page: where it goes, and the values it starts with."""

    action: str
    values: dict[str, str] = field(default_factory=dict)


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Form] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.found.append(Form(values.get("action", "")))
        elif tag == "input" and self.found and values.get("type") == "hidden":
            self.found[-1].values[values.get("name", "")] = values.get("value", "")


@dataclass(frozen=True)
class Answer:
    """What came back: the status before any redirect was followed, where it led, and the page."""

    status: int
    location: str
    page: str


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_args: object, **_kwargs: object) -> None:
        return None


class Visitor:
    """One browser: cookies of its own. Raises OSError when the server is gone."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(
            urllib.request.HTTPCookieProcessor(self.cookies), _Stay
        )

    def get(self, path: str) -> Answer:
        """Return the page at `path`."""
        return self._open(urllib.request.Request(self.address + path))

    def form(self, path: str, action: str) -> Form:
        """Return the form of the page at `path` that goes to `action`."""
        parser = _Forms()
        page = self.get(path).page
        parser.feed(page)
        for found in parser.found:
            if found.action == action:
                return found
        raise AssertionError(
            f"{path} has no form to {action}, only {[f.action for f in parser.found]}"
        )

    def send(self, form: Form, **values: str) -> Answer:
        """Return the answer to the form with `values` filled in."""
        body = urllib.parse.urlencode({**form.values, **values}).encode()
        request = urllib.request.Request(self.address + form.action, data=body)
        request.add_header("Referer", self.address + "/")
        return self._open(request)

    def sign_in(self, handle: str, password: str) -> None:
        """This will sign in by name and password; raises AssertionError if that fails."""
        answer = self.send(self.form("/sign-in/", "/sign-in/"), handle=handle, password=password)
        if answer.status != 302:
            raise AssertionError(
                f"{handle} could not sign in: {answer.status}\n{answer.page[:2000]}"
            )

    def _open(self, request: urllib.request.Request) -> Answer:
        try:
            with self._opener.open(request, timeout=TIMEOUT) as response:
                return Answer(response.status, "", response.read().decode())
        except urllib.error.HTTPError as error:
            location = error.headers.get("Location", "")
            return Answer(error.code, location, error.read().decode(errors="replace"))
