"""What does one desk hold while it runs? The book, what was worked out, the readings, and who is at it."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Hashable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Annotated, TypeVar

from fastapi import Depends, Query, Request

from oathbook.analysis.questions import to_day
from oathbook.book import Book
from oathbook.clock import Clock, system_clock
from oathbook.desk.cache import Cache
from oathbook.desk.fields import Fields
from oathbook.desk.jobs import Jobs
from oathbook.desk.problems import Refused
from oathbook.desk.touch import Touches
from oathbook.desk.users import Role, User, local_user
from oathbook.errors import OathbookError

if TYPE_CHECKING:
    from oathbook.analysis.field import Field

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Clocks:
    """The days that a question is asked for."""

    as_of: date
    known_by: date


@dataclass(slots=True, kw_only=True)
class Desk:
    """Everything that the routes need. Threads share it."""

    book: Book
    clock: Clock = system_clock
    user: User = field(default_factory=local_user)
    cache: Cache = field(default_factory=lambda: Cache(2_000))
    jobs: Jobs = field(init=False)
    touches: Touches = field(init=False)
    fields: Fields = field(init=False)
    nonce: str = field(default_factory=lambda: secrets.token_hex(6))

    def __post_init__(self) -> None:
        self.jobs = Jobs(self.clock)
        self.touches = Touches(self.book.mark, self.book.ledger.touched_since, self.book.canonical)
        self.fields = Fields(self.book, self.touches)

    @property
    def today(self) -> date:
        """The day on which a question without a date is asked."""
        return self.clock().date()

    def mark(self) -> int:
        """The number of the last step recorded: what answers are valid for."""
        return self.touches.keep_up()

    def warm_up(self) -> None:
        """Works out what the first page needs, so that it need not wait for it: the registry, the field of today."""
        with suppress(OathbookError):  # whoever asks next is told of it
            _ = self.book.registry
            self.field(self.today)

    def once(self, key: Hashable, work_out: Callable[[], T]) -> T:
        """The answer to `key`, worked out once for what is recorded now."""
        return self.cache.get(key, self.mark(), work_out)

    def once_about(self, labels: Iterable[str], key: Hashable, work_out: Callable[[], T]) -> T:
        """The answer to `key`, worked out once for what is recorded now about these labels."""
        self.mark()
        return self.cache.get(key, self.touches.version(labels), work_out)

    def once_about_each(
        self,
        labels: Iterable[str],
        key: tuple[Hashable, ...],
        work_out: Callable[[list[str]], Mapping[str, T]],
    ) -> dict[str, T]:
        """The answers about each of several labels by themselves; those not at hand are worked out together."""
        wanted = list(labels)
        self.mark()
        missing = [a for a in wanted if not self.cache.has((*key, a), self.touches.version([a]))]
        made = work_out(missing) if missing else {}

        def one(label: str) -> T:
            return made[label] if label in made else work_out([label])[label]

        return {label: self.once_about([label], (*key, label), partial(one, label)) for label in wanted}

    def field(self, known_by: date) -> Field:
        """Every group through time as known on a day."""
        return self.fields.at(known_by, until=max(self.today, known_by))


def get_desk(request: Request) -> Desk:
    """The desk that the application was built for."""
    desk: Desk = request.app.state.desk
    return desk


TheDesk = Annotated[Desk, Depends(get_desk)]
_DAY = "2016, 2016-06 or 2016-06-30; a partial date means its last day. Default: today."


def get_clocks(
    desk: TheDesk,
    as_of: Annotated[str | None, Query(description=f"True on: {_DAY}")] = None,
    known_by: Annotated[str | None, Query(description=f"As known on: {_DAY}")] = None,
) -> Clocks:
    """The two clocks of a request."""
    today = desk.today
    return Clocks(
        as_of=today if as_of is None else to_day(as_of),
        known_by=today if known_by is None else to_day(known_by),
    )


TheClocks = Annotated[Clocks, Depends(get_clocks)]


def get_user(request: Request, desk: TheDesk) -> User:
    """Who asks: as the application's `authenticate` says, else the one user of a laptop."""
    authenticate: Callable[[Request], User | None] | None = request.app.state.authenticate
    user = desk.user if authenticate is None else authenticate(request)
    if user is None:
        raise Refused(401, "no_user", "Nobody is signed in.")
    return user


TheUser = Annotated[User, Depends(get_user)]


def require(role: Role) -> Callable[[User], User]:
    """A dependency that gives the user, or refuses one who may not."""

    def required(user: TheUser) -> User:
        if user.role < role:
            raise Refused(403, "not_allowed", f"That needs the role {role.name.lower()}.")
        return user

    return required


Reviewer = Annotated[User, Depends(require(Role.REVIEWER))]
Owner = Annotated[User, Depends(require(Role.OWNER))]


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list."""

    offset: int
    limit: int


def get_paging(
    offset: Annotated[int, Query(ge=0)] = 0, limit: Annotated[int, Query(ge=1, le=200)] = 50
) -> Paging:
    """The page that a request asks for."""
    return Paging(offset, limit)


ThePage = Annotated[Paging, Depends(get_paging)]
