"""Who may come in: whoever has the address that `notyet serve` printed, from the page that it served.

The address holds a random word, made anew at every start: other people of this machine, and pages of other sites in
the same browser, reach the port but do not know it. That word stands in the path and not in a cookie, which a browser
would show to every other server on this machine. Against names that are turned to this machine (DNS rebinding) only
numbers and this machine's own names are answered; against websockets of foreign pages the origin must be ours.
"""

from __future__ import annotations

import hmac
import socket
from dataclasses import dataclass, field
from ipaddress import ip_address
from secrets import token_urlsafe
from typing import Final

LOOPBACK: Final = "127.0.0.1"
_WORD: Final = 24
"""Random bytes in the address."""
_NAMES: Final = frozenset({"localhost"})
_ANY: Final = frozenset({"0.0.0.0", "::"})  # noqa: S104  (to tell it from one address, not to listen there)


@dataclass(frozen=True, slots=True)
class Gate:
    """Where the server listens, and the word that opens it."""

    host: str = LOOPBACK
    word: str = field(default_factory=lambda: token_urlsafe(_WORD), repr=False)

    @property
    def own(self) -> bool:
        """Only this machine itself can come in."""
        return self.host in _NAMES or (_is_number(self.host) and ip_address(self.host).is_loopback)

    def knows(self, word: str) -> bool:
        """Tell whether this is the word, in a time that says nothing about it."""
        return hmac.compare_digest(word.encode(), self.word.encode())

    def answers(self, asked: str) -> bool:
        """Tell whether a request for this `Host` is meant for us; a foreign name that was turned to us is not."""
        name = _bare(asked)
        if _is_number(name):
            return not self.own or ip_address(name).is_loopback
        return name in (_NAMES if self.own else _NAMES | self._names())

    def trusts(self, origin: str | None, asked: str) -> bool:
        """Tell whether a websocket was opened by our own page; every browser says where it comes from."""
        return origin == f"http://{asked}"

    def address(self, port: int) -> str:
        """Return what is typed into the browser."""
        name = socket.gethostname() if self.host in _ANY else self.host
        return f"http://{f'[{name}]' if ':' in name else name}:{port}/{self.word}/"

    def _names(self) -> frozenset[str]:
        here = socket.gethostname().lower()
        return frozenset({self.host.lower(), here, f"{here}.local"})


def _bare(asked: str) -> str:
    """Return the name in a `Host` header, without the port and the brackets of an IPv6 number."""
    name = asked.lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.partition(":")[0]


def _is_number(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
