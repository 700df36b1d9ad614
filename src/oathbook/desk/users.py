"""Who is at the desk, and what may they do? The seam for the team server's users and roles.

On a laptop there is one user, the owner of the session. A server puts another `Authenticate` in its place; the
routes only ask for a `User` and for a role.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Literal


class Role(IntEnum):
    """What a user may do; each includes those before it."""

    READER = 1  # see everything
    REVIEWER = 2  # give verdicts, judge actors, rate sources
    OWNER = 3  # read reports into the book


RoleName = Literal["reader", "reviewer", "owner"]
_NAMES: tuple[tuple[RoleName, Role], ...] = (
    ("reader", Role.READER),
    ("reviewer", Role.REVIEWER),
    ("owner", Role.OWNER),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class User:
    """The one who asks; `name` stands in the book beside everything that he says."""

    name: str
    role: Role

    @property
    def roles(self) -> list[RoleName]:
        """The names of all roles that he has, the least first."""
        return [name for name, role in _NAMES if role <= self.role]


def local_user(name: str | None = None, *, read_only: bool = False) -> User:
    """The user of this machine's session, who may do everything unless the book is read-only."""
    return User(name=name or "desk", role=Role.READER if read_only else Role.OWNER)
