"""Who is to be believed? Beta counts per speaker and interest, and per relay; their product weighs a claim.

Invariant: a claim in the speaker's own interest is never believed more than a neutral one by the same
speaker, nor that more than one against it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from oathbook.assessment.calibration import Floats, Ints
from oathbook.assessment.parameters import Parameters
from oathbook.assessment.statements import ACT, AGAINST, NEUTRAL, OWN, Statements, fold_name
from oathbook.assessment.values import Background, Learned

INTERESTS = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Beta counts: `speaker` [mouth, interest, 2], `relay` [mouth, 2], `copying` [mouth, 2] (copied, not).

    A mean is first over sum.
    """

    speaker: Floats
    relay: Floats
    copying: Floats

    @property
    def p_speaker(self) -> Floats:
        """The mean reliability as a speaker, [mouth, interest]."""
        return self.speaker[..., 0] / self.speaker.sum(axis=-1)

    @property
    def p_relay(self) -> Floats:
        """The mean reliability in passing things on, [mouth]."""
        return self.relay[..., 0] / self.relay.sum(axis=-1)


AS_RELAY, AS_COPIER = 4, 5  # beside the interests: what else is learned of a mouth


def start_reliability(
    mouths: Sequence[str], background: Background, parameters: Parameters, learned: Learned | None = None
) -> Reliability:
    """The counts before this book's claims are compared: by letter, interest and what was learned before."""
    trust = parameters.trust
    letters = {fold_name(name): letter for name, letter in background.letters.items()}
    speaker = np.empty((len(mouths), INTERESTS, 2))
    relay = np.tile(np.array(trust.relay), (len(mouths), 1))
    copying = np.tile(np.array(parameters.copies.habit_prior), (len(mouths), 1))
    by_letter = {name: _by_interest(np.array(beta), parameters) for name, beta in trust.letters.items()}
    unrated = _by_interest(np.array(trust.speaker), parameters)
    for number, mouth in enumerate(mouths):
        letter = letters.get(mouth)
        speaker[number] = unrated if letter is None else by_letter[letter]
    known = learned or {}
    for number, mouth in enumerate(mouths if known else ()):
        for interest in range(INTERESTS):
            speaker[number, interest] = known.get((mouth, interest), speaker[number, interest])
        relay[number] = known.get((mouth, AS_RELAY), relay[number])
        copying[number] = known.get((mouth, AS_COPIER), copying[number])
    return Reliability(speaker=speaker, relay=relay, copying=copying)


def _by_interest(beta: Floats, parameters: Parameters) -> Floats:
    from scipy.special import expit, logit

    trust, size, mean = parameters.trust, beta.sum(), beta[0] / beta.sum()
    rows = np.empty((INTERESTS, 2))
    shifts = {AGAINST: trust.against_interest_nats, NEUTRAL: 0.0, OWN: trust.own_interest_nats}
    for interest, shift in shifts.items():
        shifted = float(expit(logit(mean) + shift))
        rows[interest] = size * shifted, size * (1 - shifted)
    rows[ACT] = trust.constitutive
    return rows


def informed(statements: Statements, reliability: Reliability, parameters: Parameters) -> Floats:
    """R of every statement: the chance that it is informed; 1 for silences, which nobody utters."""
    s, trust = statements, parameters.trust
    if not len(s):
        return np.zeros(0)
    p_speaker, p_relay = reliability.p_speaker, reliability.p_relay
    chance = s.sure * p_speaker[s.speaker, s.interest]
    for link in (s.relay, s.between):
        chance = chance * np.where(link >= 0, p_relay[link], 1.0)
    return np.where(s.speaker < 0, 1.0, np.clip(chance, trust.least, trust.most))


def learn(
    start: Reliability,
    held: Reliability,
    statements: Statements,
    chance: Floats,
    supported: Floats,
    weights: Floats,
    copied: Ints,
    parameters: Parameters,
) -> Reliability:
    """One M step: counts added to `start` by `supported` [statement], the chance that each was informed after
    all, as it came out with `held`. `copied` [statement] is 1 for a later copy, 0 for a first or lone report."""
    s, scale = statements, parameters.learning.prior_scale
    speaker, relay = start.speaker * scale, start.relay * scale
    uttered = np.flatnonzero(s.speaker >= 0)
    p_speaker, p_relay = held.p_speaker, held.p_relay

    def share(own: Floats) -> Floats:
        """That this link was sound, given what is thought of the whole chain of links."""
        q, whole = supported[uttered], chance[uttered]
        return np.clip(q + (1 - q) * (own - whole) / np.maximum(1 - whole, 1e-9), 0, 1)

    sound = share(p_speaker[s.speaker[uttered], s.interest[uttered]])
    where = (s.speaker[uttered], s.interest[uttered])
    np.add.at(speaker[..., 0], where, weights[uttered] * sound)
    np.add.at(speaker[..., 1], where, weights[uttered] * (1 - sound))
    for link in (s.relay, s.between):
        used = link[uttered] >= 0
        who = link[uttered][used]
        sound = share(np.where(link[uttered] >= 0, p_relay[link[uttered]], 1.0))[used]
        np.add.at(relay[..., 0], who, weights[uttered][used] * sound)
        np.add.at(relay[..., 1], who, weights[uttered][used] * (1 - sound))
    copying = start.copying.copy()
    teller = np.where(s.relay >= 0, s.relay, s.speaker)[uttered]
    np.add.at(copying[:, 0], teller, copied[uttered])
    np.add.at(copying[:, 1], teller, 1 - copied[uttered])
    return Reliability(speaker=speaker, relay=relay, copying=copying)
