"""Which numbers does the model use? All of them, from one documented file that a user may put their own for.

Invariant: a file that loads is complete and in range; what is wrong is said with the path of the entry.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from oathbook.assessment.calibration import LEVELS, CalibrationMap, Floats
from oathbook.errors import DataFileError

SILENT = "An attack of its own was reported, and no claim of it by the principal is found."
Share = Annotated[float, Field(ge=0, le=1)]
Rate = Annotated[float, Field(ge=0, le=100)]
Lift = Annotated[float, Field(gt=0, le=1000)]
Beta = tuple[Annotated[float, Field(gt=0)], Annotated[float, Field(gt=0)]]
Row5 = tuple[float, float, float, float, float]
Lifts = tuple[Lift, Lift, Lift, Lift, Lift]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class ByLevel(_Table):
    """One number for each of the five levels."""

    none: Share
    P: Share
    A: Share
    O: Share  # noqa: E741 - the level's name
    S: Share

    @property
    def array(self) -> Floats:
        """The five in the order of `LEVELS`."""
        return np.array([self.none, self.P, self.A, self.O, self.S])


class _ToOther(_Table):
    P: Rate
    A: Rate
    O: Rate  # noqa: E741 - the level's name
    S: Rate


class Chain(_Table):
    """How states begin and change, per year."""

    candidates: Annotated[int, Field(ge=1, le=12)]
    lead_in_months: Annotated[int, Field(ge=1, le=240)]
    standstill_months: Annotated[int, Field(ge=0, le=1200)]
    start: ByLevel
    none_to_p: Rate
    none_to_a: Rate
    none_to_s: Rate
    p_to_a: Rate
    p_to_none: Rate
    a_to_o: Rate
    a_to_none: Rate
    a_to_s: Rate
    o_to_none: Rate
    o_to_s: Rate
    s_to_o: Rate
    s_to_none: Rate
    to_other: _ToOther
    leader_window_months: Annotated[int, Field(ge=0, le=60)]
    leader_split_factor: Annotated[float, Field(ge=1)]


class Trust(_Table):
    """How far a claim is believed to be informed."""

    least: Share
    most: Share
    certainty: Mapping[Literal["certain", "probable", "possible"], Share]
    confirmed_reading: Share
    speaker: Beta
    relay: Beta
    constitutive: Beta
    own_interest_nats: float
    against_interest_nats: float
    letters: Mapping[str, Beta]

    @field_validator("letters")
    @classmethod
    def _has_all(cls, letters: Mapping[str, Beta]) -> Mapping[str, Beta]:
        if set(letters) != set("ABCDEF"):
            raise ValueError(f"the letters must be A to F, not {', '.join(letters)}")
        return letters


class Dates(_Table):
    """How much more a finely dated event says."""

    sharp_days: int
    sharp_factor: Lift
    blurred_days: int
    blurred_factor: Lift


class Copies(_Table):
    """What makes claims one origin, and what they weigh."""

    story_days: int
    within_origin: Share
    within_story: Share
    habit: Share
    habit_prior: Beta
    quote_words: int
    quote_ratio: Annotated[float, Field(gt=0, le=100)]


class Silence(_Table):
    """What an attack that the principal left unclaimed says."""

    within_days: int
    judged_after_days: int
    weight: Share
    claims: ByLevel
    half_year_damping: float


class Quiet(_Table):
    """What it says that little is told of a tie of a group that much is told of."""

    share: Annotated[float, Field(ge=0)]
    smoothing_months: Annotated[float, Field(gt=0)]


class Learning(_Table):
    """How reliabilities are learned."""

    rounds: Annotated[int, Field(ge=1, le=100)]
    prior_scale: Annotated[float, Field(gt=0)]
    least_claims: float


class Reading(_Table):
    """How distributions become words."""

    level: Share
    undecided: Share
    opposed_nats: float
    reported: Share
    clash_nats: float
    high_origins: float
    high_shift: Share
    moderate_origins: float
    moderate_shift: Share


class Sign(_Table):
    """One thing that a claim can say about a pair: its rule in words and its lifts over `LEVELS`."""

    rule: str
    tie: Literal[-1, 0, 1]
    event: bool = False
    after: Lifts
    before: Lifts | None = None


class Calibration(_Table):
    """The map from the chain's distributions to those that are shown, see `calibration`."""

    provenance: str
    weights: tuple[Row5, Row5, Row5, Row5, Row5]
    shift: Row5


class Parameters(_Table):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True, ignored_types=(cached_property,))

    chain: Chain
    trust: Trust
    dates: Dates
    copies: Copies
    silence: Silence
    quiet: Quiet
    learning: Learning
    reading: Reading
    map: Calibration
    stated: Mapping[str, Sign] = Field(alias="sign")

    @cached_property
    def sign(self) -> Mapping[str, Sign]:
        """Every sign: those of the file, and the silence that its own section gives."""
        m, silence = self.silence.claims.array, self.silence.weight
        lifts = tuple(float(x) for x in 1 - silence * m)
        quiet = Sign(rule=SILENT, tie=-1, after=lifts)  # type: ignore[arg-type]  # five by construction
        return {**self.stated, "silence": quiet}

    @cached_property
    def calibration(self) -> CalibrationMap:
        """The map as arrays."""
        return CalibrationMap(weights=np.array(self.map.weights), shift=np.array(self.map.shift))

    @cached_property
    def signs(self) -> tuple[str, ...]:
        """The names of all signs; a sign's place here is its number in arrays."""
        return tuple(self.sign)

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each sign."""
        return {name: number for number, name in enumerate(self.sign)}

    @cached_property
    def after(self) -> Floats:
        """Lifts at and after what is claimed, [sign, level]."""
        return np.array([sign.after for sign in self.sign.values()])

    @cached_property
    def before(self) -> Floats:
        """Lifts of the month before it, [sign, level]; 1 where the sign says nothing of it."""
        return np.array([sign.before or (1.0,) * len(LEVELS) for sign in self.sign.values()])

    @cached_property
    def is_event(self) -> NDArray[np.bool_]:
        """Whether each sign is of something that happens at a time, [sign]."""
        return np.array([sign.event for sign in self.sign.values()])

    @cached_property
    def tie(self) -> NDArray[np.int8]:
        """Which way each sign points, [sign]."""
        return np.array([sign.tie for sign in self.sign.values()], dtype=np.int8)


def read_parameters(path: Path) -> Parameters:
    """The parameters of a file. Raises DataFileError naming the entry at fault."""
    return _parse(path.read_text("utf-8"), path)


@cache
def load_parameters(folder: Path | None = None) -> Parameters:
    """The user's `model.toml` in `folder` where there is one, else the shipped file."""
    if folder is not None and (folder / "model.toml").is_file():
        return read_parameters(folder / "model.toml")
    shipped = files("oathbook").joinpath("data/assessment/model.toml")
    return _parse(shipped.read_text("utf-8"), Path("model.toml"))


def _parse(text: str, path: Path) -> Parameters:
    try:
        return Parameters.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as e:
        raise DataFileError(path, None, f"is no TOML: {e}") from e
    except ValidationError as e:
        first = e.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise DataFileError(path, None, f"{place}: {first['msg']} (found {first['input']!r})") from e
