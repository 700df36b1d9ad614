"""Negation, doubt and prospect, each by the words that carry it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from oathbook.actors import load_registry
from oathbook.extraction.extractor import build_extractor
from oathbook.model import Claim, Document

Read = Callable[[str], tuple[Claim, ...]]


@pytest.fixture(scope="session")
def read() -> Read:
    """The claims of a text of its own, read by the whole extractor."""
    extractor = build_extractor(load_registry())
    return lambda text: extractor.extract(Document(text=text, published=date(2018, 1, 24))).claims


# Text, kind of the claim looked at, polarity, certainty, realis.
TOLD = [
    ("Ansaru has not pledged allegiance to Islamic State.", "pledge", "-", "certain", "actual"),
    ("Ansaru never pledged allegiance to Islamic State.", "pledge", "-", "certain", "actual"),
    ("Ansaru no longer cooperates with Boko Haram.", "ally", "-", "certain", "actual"),
    (("No group in Mali has pledged allegiance to Islamic State. Neither JNIM nor Ansaru "
     "pledged allegiance to Islamic State."), "pledge", "-", "certain", "actual"),
    ("Ansaru neither broke with Boko Haram nor pledged allegiance to Islamic State.", "pledge", "-", "certain", "actual"),
    ("Ansaru left the alliance without pledging allegiance to Islamic State.", "pledge", "-", "certain", "actual"),
    ("Ansaru has yet to pledge allegiance to Islamic State.", "pledge", "-", "certain", "actual"),
    ("Ansaru failed to merge with Boko Haram.", "merge", "-", "certain", "actual"),
    ("Ansaru stopped short of pledging allegiance to Islamic State.", "pledge", "-", "certain", "actual"),
    ("Ansaru denied having pledged allegiance to Islamic State.", "pledge", "-", "certain", "actual"),
    ("Ansaru denied that it had pledged allegiance to Islamic State.", "pledge", "-", "certain", "actual"),
    ("Ansaru dismissed reports that it had pledged allegiance to Islamic State.", "pledge", "-", "certain", "actual"),
    ("Reports that Ansaru had pledged allegiance to Islamic State are false.", "pledge", "-", "certain", "actual"),
    ("There is no evidence that Ansaru has pledged allegiance to Islamic State.", "pledge", "-", "certain", "actual"),
    ("It is not true that Ansaru has pledged allegiance to Islamic State.", "pledge", "-", "certain", "actual"),
    ("Ansaru is not believed to have pledged allegiance to Islamic State.", "pledge", "-", "probable", "actual"),
    ("Ansaru is not known to have pledged allegiance to Islamic State.", "pledge", "-", "certain", "actual"),
    ("Instead of pledging allegiance to Islamic State, Ansaru kept silent.", "pledge", "-", "certain", "actual"),
    ("Not until 2015 did Boko Haram pledge allegiance to Islamic State.", "pledge", "+", "certain", "actual"),
    ("Boko Haram not only pledged allegiance to Islamic State but also changed its name.", "pledge", "+", "certain", "actual"),
    ("Ansaru has no ties to al-Qaeda.", "affiliate", "-", "certain", "actual"),
    ("The YPG has no link to the PKK.", "affiliate", "-", "certain", "actual"),
    ("Ansaru may have pledged allegiance to Islamic State.", "pledge", "+", "possible", "actual"),
    ("Ansaru might pledge allegiance to Islamic State.", "pledge", "+", "possible", "prospective"),
    ("Ansaru could merge with Boko Haram.", "merge", "+", "possible", "prospective"),
    ("Ansaru has probably pledged allegiance to Islamic State.", "pledge", "+", "probable", "actual"),
    ("Ansaru is believed to have pledged allegiance to Islamic State.", "pledge", "+", "probable", "actual"),
    ("Ansaru is thought to have pledged allegiance to Islamic State.", "pledge", "+", "probable", "actual"),
    ("Ansaru is suspected of having pledged allegiance to Islamic State.", "pledge", "+", "probable", "actual"),
    ("Ansaru appears to have pledged allegiance to Islamic State.", "pledge", "+", "probable", "actual"),
    ("Ansaru seems to have broken with Boko Haram.", "break", "+", "probable", "actual"),
    ("It appears that Ansaru has broken with Boko Haram.", "break", "+", "probable", "actual"),
    ("Apparently Ansaru has broken with Boko Haram.", "break", "+", "probable", "actual"),
    ("Perhaps Ansaru has broken with Boko Haram.", "break", "+", "possible", "actual"),
    ("It is possible that Ansaru has broken with Boko Haram.", "break", "+", "possible", "actual"),
    ("It is unclear whether Ansaru has broken with Boko Haram.", "break", "+", "possible", "actual"),
    ("Officials fear that Ansaru has merged with Boko Haram.", "merge", "+", "possible", "actual"),
    ("Officials suspect that Ansaru has merged with Boko Haram.", "merge", "+", "probable", "actual"),
    ("Analysts believe that Ansaru has merged with Boko Haram.", "merge", "+", "probable", "actual"),
    ("The video suggests that Ansaru has merged with Boko Haram.", "merge", "+", "possible", "actual"),
    ("Ansaru is likely to merge with Boko Haram.", "merge", "+", "probable", "prospective"),
    ("Ansaru is unlikely to merge with Boko Haram.", "merge", "-", "probable", "prospective"),
    ("Ansaru plans to merge with Boko Haram.", "merge", "+", "certain", "prospective"),
    ("Ansaru is considering merging with Boko Haram.", "merge", "+", "certain", "prospective"),
    ("Ansaru wants to break with Boko Haram.", "break", "+", "certain", "prospective"),
    ("Ansaru will break with Boko Haram.", "break", "+", "certain", "prospective"),
    ("Ansaru is about to break with Boko Haram.", "break", "+", "certain", "prospective"),
    ("Ansaru threatened to break with Boko Haram.", "break", "+", "certain", "prospective"),
    ("Ansaru tried to break with Boko Haram.", "break", "+", "certain", "prospective"),
    ("If Ansaru breaks with Boko Haram, the war will end.", "break", "+", "certain", "prospective"),
    ("Ansaru would break with Boko Haram if it were paid.", "break", "+", "certain", "prospective"),
    ("Ansaru would later break with Boko Haram.", "break", "+", "certain", "actual"),
    ("Ansaru would go on to break with Boko Haram in 2012.", "break", "+", "certain", "actual"),
    ("Ansaru would have broken with Boko Haram in May.", "break", "+", "probable", "actual"),
    ("Ansaru managed to break with Boko Haram.", "break", "+", "certain", "actual"),
    ("Ansaru decided to break with Boko Haram.", "break", "+", "certain", "actual"),
    ("Ansaru was forced to break with Boko Haram.", "break", "+", "certain", "actual"),
    ("Ansaru did not want to break with Boko Haram but was forced to.", "break", "+", "certain", "actual"),
    ("Ansaru plans no merger with Boko Haram. Ansaru has no plans to merge with Boko Haram.", "merge", "-", "certain", "prospective"),
    ("Zawahiri called on al-Shabaab to merge with Ansaru.", "merge", "+", "certain", "prospective"),
    ("Has Ansaru broken with Boko Haram?", "break", "+", "possible", "actual"),
    ("Officials deny that Ansaru has broken with Boko Haram.", "break", "-", "certain", "actual"),
    ("Officials do not deny that Ansaru has broken with Boko Haram.", "break", "+", "certain", "actual"),
    ("Analysts do not believe that Ansaru has broken with Boko Haram.", "break", "-", "probable", "actual"),
    ("Shekau said Ansaru would break with al-Qaeda.", "break", "+", "certain", "prospective"),
    ("Suspected Boko Haram gunmen attacked Maiduguri.", "attack", "+", "probable", "actual"),
    ("A proposed merger of Ansaru with Boko Haram was discussed.", "merge", "+", "certain", "prospective"),
    ("Ansaru has allegedly broken with Boko Haram.", "break", "+", "probable", "actual"),
    ("Ansaru, which may have broken with Boko Haram, attacked the army of Nigeria.", "break", "+", "possible", "actual"),
    ("Ansaru agreed to merge with Boko Haram.", "merge", "+", "certain", "actual"),
    ("Ansaru is ready to merge with Boko Haram.", "merge", "+", "certain", "prospective"),
    ("Ansaru is negotiating a merger with Boko Haram.", "merge", "+", "certain", "prospective"),
    ("Ansaru was to merge with Boko Haram in May.", "merge", "+", "certain", "prospective"),
    ("Nigeria prevented Ansaru from merging with Boko Haram.", "merge", "-", "certain", "actual"),
    ("Ansaru ruled out merging with Boko Haram.", "merge", "-", "certain", "actual"),
    ("Ansaru could not merge with Boko Haram.", "merge", "-", "certain", "actual"),
    ("Ansaru should have broken with Boko Haram long ago.", "break", "-", "certain", "actual"),
    ("Ansaru must have broken with Boko Haram.", "break", "+", "probable", "actual"),
    ("Although Ansaru did not attack Nigeria, it broke with Boko Haram.", "break", "+", "certain", "actual"),
    ("Ansaru did not leave Nigeria because it had broken with Boko Haram.", "break", "+", "certain", "actual"),
    ("Analysts doubt that Ansaru has broken with Boko Haram.", "break", "+", "possible", "actual"),
    ("Al-Shabaab is thought likely to merge with Hizbul Islam.", "merge", "+", "probable", "prospective"),
    ("The Taliban rejected claims that they had broken with al-Qaeda.", "break", "-", "certain", "actual"),
    ("The Taliban have refused to break with al-Qaeda.", "break", "-", "certain", "actual"),
    ("The Taliban have never publicly broken with al-Qaeda.", "break", "-", "certain", "actual"),
    ("The ELN said it had no intention of merging with the FARC.", "merge", "-", "certain", "prospective"),
    ("The MILF has repeatedly denied links to Abu Sayyaf.", "affiliate", "-", "certain", "actual"),
    ("Hizbul Islam said it would merge with al-Shabaab soon.", "merge", "+", "certain", "prospective"),
    ("Hizbul Islam's leaders discussed merging with al-Shabaab.", "merge", "+", "certain", "prospective"),
    ("Al-Shabaab may already have merged with Hizbul Islam.", "merge", "+", "possible", "actual"),
    ("Al-Shabaab has possibly merged with Hizbul Islam.", "merge", "+", "possible", "actual"),
    ("There are fears that al-Shabaab will merge with Hizbul Islam.", "merge", "+", "possible", "prospective"),
    ("The government offered to free prisoners if the FARC broke with the ELN.", "break", "+", "certain", "prospective"),
    ("The FARC hopes to merge with the ELN.", "merge", "+", "certain", "prospective"),
    ("The FARC is expected to merge with the ELN.", "merge", "+", "certain", "prospective"),
    ("None of the Taliban's commanders has pledged allegiance to Islamic State.", "pledge", "-", "certain", "actual"),
    ("The FARC was reluctant to break with the ELN.", "break", "-", "certain", "actual"),
    ("The two were rumoured to have merged, but the FARC did not merge with the ELN.", "merge", "-", "certain", "actual"),
    ("The FARC has ruled out a merger with the ELN.", "merge", "-", "certain", "actual"),
    ("The Taliban were urged to break with al-Qaeda.", "break", "+", "certain", "prospective"),
    ("The Taliban promised to break with al-Qaeda.", "break", "+", "certain", "prospective"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "polarity", "certainty", "realis"), TOLD)
def test_a_claim_is_as_sure_and_as_real_as_its_words_make_it(
    text: str, kind: str, polarity: str, certainty: str, realis: str, read: Read
) -> None:
    told = [(c.polarity.value, c.certainty.value, c.realis.value) for c in read(text) if c.kind.value == kind]
    assert (polarity, certainty, realis) in told
