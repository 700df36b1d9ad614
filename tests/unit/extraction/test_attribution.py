"""Each way of saying who says it gives its chain of speakers, the nearest first."""

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


# Text, kind of the claim looked at, and its chain.
SAID = [
    ("JNIM has pledged allegiance to al-Qaeda, officials said.", "pledge", ("<officials>",)),
    ("Analysts say that Boko Haram has split from al-Qaeda.", "split", ("<analysts>",)),
    ("According to residents, Ansaru has broken with Boko Haram.", "break", ("<residents>",)),
    ("Ansaru has broken with Boko Haram, according to two researchers at the institute.", "break", ("<experts>",)),
    ("Ansaru, according to Reuters, has broken with Boko Haram.", "break", ("Reuters",)),
    ("Shekau said in a video that Boko Haram had pledged allegiance to Islamic State.", "pledge", ("abubakar-shekau",)),
    (("SITE Intelligence Group reported that Shekau had said Boko Haram had pledged "
     "allegiance to Islamic State."), "pledge", ("abubakar-shekau", "SITE Intelligence Group")),
    (("Boko Haram has pledged allegiance to Islamic State, Shekau said in a recording, SITE "
     "Intelligence Group reported."), "pledge", ("abubakar-shekau", "SITE Intelligence Group")),
    ("Reuters quoted a security official as saying that Ansaru had broken with Boko Haram.", "break", ("<officials>", "Reuters")),
    ("Reuters, citing local residents, reported that Ansaru had broken with Boko Haram.", "break", ("<residents>", "Reuters")),
    ("Ansaru had broken with Boko Haram, Reuters reported, citing an intelligence source.", "break", ("<source>", "Reuters")),
    ("The TTP spokesman said that Jamaat-ul-Ahrar had merged with the group.", "merge", ("tehrik-e-taliban-pakistan",)),
    ("A spokesman for the ELN said the group had broken with the FARC.", "break", ("eln",)),
    ("Al-Shabaab's spokesman said that Ahlu Sunna Waljama had attacked al-Shabaab.", "rival", ("al-shabaab",)),
    (("Ehsanullah Ehsan, a TTP spokesman, said that Jamaat-ul-Ahrar had pledged allegiance "
     "to Islamic State."), "pledge", ("ehsanullah-ehsan",)),
    (("The Iraqi interior ministry said that Ansar al-Islam had pledged allegiance to "
     "Islamic State."), "pledge", ("iraq",)),
    ("Turkish officials said that the YPG had broken with the PKK.", "break", ("<officials>",)),
    ("The Kenyan government said that al-Shabaab had broken with al-Qaeda.", "break", ("kenya",)),
    ("Washington says that Hizbul Mujahideen has pledged allegiance to al-Qaeda.", "pledge", ("united-states",)),
    ("Ansar al-Sharia is said to have pledged allegiance to Islamic State.", "pledge", ("<reports>",)),
    ("Ansar al-Sharia has reportedly pledged allegiance to Islamic State.", "pledge", ("<reports>",)),
    ("Local media reported that Ansaru had broken with Boko Haram.", "break", ("<reports>",)),
    ("There were reports that Ansaru had broken with Boko Haram.", "break", ("<reports>",)),
    ("A source close to the group said that Ansaru had broken with Boko Haram.", "break", ("<source>",)),
    ("Supporters of Islamic State claimed that Ansaru had pledged allegiance to the group.", "pledge", ("<supporters>",)),
    ("A pro-Islamic State channel claimed that Ansaru had broken with Boko Haram.", "break", ("<supporters>",)),
    ("Two defectors told the panel that Ansaru had broken with Boko Haram.", "break", ("<source>",)),
    ("Villagers in Borno told reporters that Ansaru had broken with Boko Haram.", "break", ("<residents>",)),
    ("Western diplomats believe that Ansaru has broken with Boko Haram.", "break", ("<officials>",)),
    ("Some experts argue that Ansaru never broke with Boko Haram.", "break", ("<experts>",)),
    ("Most of the researchers say Ansaru has broken with Boko Haram.", "break", ("<experts>",)),
    ("The group announced its merger with Ansaru. Boko Haram announced a split from al-Qaeda.", "break", ()),
    ("Boko Haram announced that it had broken with Islamic State.", "break", ("boko-haram",)),
    ("Al-Qaeda announced the death of Qasim al-Raymi.", "die", ()),
    ('"Ansaru has broken with Boko Haram," said Major General Lucky Irabor.', "break", ("Lucky Irabor",)),
    ('"Ansaru has broken with Boko Haram and will never come back," a senior officer told AFP.', "break", ("<officials>",)),
    ('"It is over," Shekau said. "Boko Haram has broken with Islamic State."', "break", ("abubakar-shekau",)),
    ('Shekau was blunt in his reply to the caliph: "Boko Haram has broken with Islamic State."', "break", ("abubakar-shekau",)),
    ('Shekau said in the video: "Boko Haram has broken with Islamic State."', "break", ("abubakar-shekau",)),
    ('An activist said: "Ahrar al-Sham has merged with Jaysh al-Islam."', "merge", ("<source>",)),
    (("Ansaru, which pledged allegiance to al-Qaeda in 2022, attacked Boko Haram, officials "
     "said."), "pledge", ()),
    ("Officials said that Abubakar Shekau, the leader of Boko Haram, was dead.", "lead", ()),
    ("Ansaru has broken with Boko Haram; Shekau, residents said, has fled.", "break", ()),
    ("His men had fled, residents said; Ansaru has broken with Boko Haram.", "break", ()),
    ("Jamaat-ul-Ahrar said in a statement that it had broken with the TTP.", "break", ("jamaat-ul-ahrar",)),
    ("In a statement released on Friday, Jamaat-ul-Ahrar said it had broken with the TTP.", "break", ("jamaat-ul-ahrar",)),
    ("Jamaat-ul-Ahrar issued a statement saying that it had broken with the TTP.", "break", ("jamaat-ul-ahrar",)),
    ("A statement by Jamaat-ul-Ahrar said that Lashkar-e-Islam had broken with the TTP.", "break", ("jamaat-ul-ahrar",)),
    ("Turkey regards the YPG as a wing of the PKK.", "affiliate", ("turkey",)),
    ("Washington accuses Kataib Hezbollah of having attacked the base at Ain al-Asad.", "attack", ("united-states",)),
    ("The YPG denies any link to the PKK.", "affiliate", ("ypg",)),
    ("The YPG denied that it had pledged allegiance to the PKK.", "pledge", ("ypg",)),
    ("Rwanda denies supporting M23.", "affiliate", ("rwanda",)),
    ("The army said that Ansaru had broken with Boko Haram, Nigeria's biggest armed group.", "break", ("nigeria",)),
    ("Ansaru has broken with Boko Haram: residents", "break", ("<residents>",)),
    (("The claim by Shekau that Ansaru had pledged allegiance to Boko Haram has not been "
     "confirmed."), "pledge", ("abubakar-shekau",)),
    (("Shekau claimed that Ansaru had pledged allegiance to Boko Haram. He added that "
     "Ansaru had broken with al-Qaeda."), "break", ("abubakar-shekau",)),
    (("A security official said Boko Haram was weak. He added that Ansaru had broken with "
     "al-Qaeda."), "break", ("<officials>",)),
    (("SITE Intelligence Group tracks jihadist media. The group said that Ansaru had broken "
     "with al-Qaeda."), "break", ("SITE Intelligence Group",)),
    (("The Syrian Observatory for Human Rights reported that Jund al-Aqsa had pledged "
     "allegiance to Jabhat Fateh al-Sham."), "pledge", ("Syrian Observatory for Human Rights",)),
    ("Öcalan called on the PKK to disband.", "dissolve", ("abdullah-ocalan",)),
    ("Turkey wants the PKK to disband.", "dissolve", ("turkey",)),
    ("The PKK has disbanded, as Turkish officials have long predicted.", "dissolve", ("<officials>",)),
    ("Army officers say captured gunmen told them that Ansaru had broken with Boko Haram.", "break", ("<source>", "<officials>")),
    ("Baluku said that the ADF no longer existed and had pledged allegiance to Islamic State.", "pledge", ("musa-baluku",)),
    ('The so-called "caliphate" lost its emir when Ansaru broke with Boko Haram, analysts say.', "break", ("<analysts>",)),
    ("Ansaru broke with Boko Haram in 2012.", "break", ()),
    ("Ansaru declared its split from Boko Haram in 2012.", "break", ()),
    ("It is rumoured that Ansaru has broken with Boko Haram.", "break", ("<reports>",)),
    ("Pakistani police said that Lashkar-e-Jhangvi had pledged allegiance to Islamic State.", "pledge", ("pakistan",)),
    ("Military sources said that Lashkar-e-Jhangvi had pledged allegiance to Islamic State.", "pledge", ("<source>",)),
    ("The ELN claimed to have broken with the FARC.", "break", ("eln",)),
    ("In the view of many analysts, Ansaru has broken with Boko Haram.", "break", ("<analysts>",)),
    ("Dr Vincent Foucher, a researcher at CNRS, said Boko Haram had broken with Islamic State.", "break", ("Vincent Foucher",)),
    (('"Jamaat-ul-Ahrar has merged with the Tehrik-e-Taliban Pakistan," Ehsanullah Ehsan '
     "told The Associated Press."), "merge", ("ehsanullah-ehsan",)),
    (("Abu Sayyaf has pledged allegiance to Islamic State, the Philippine military said in "
     "a report seen by Reuters."), "pledge", ("philippines",)),
    (("Philippine military officials have repeatedly said that Abu Sayyaf had broken with "
     "al-Qaeda."), "break", ("<officials>",)),
    ("Witnesses interviewed by Human Rights Watch said al-Shabaab fighters attacked Afgoye.", "attack", ("<residents>",)),
    ("A UN panel of experts reported that M23 had split from the CNDP.", "split", ("<experts>",)),
    ("The FDLR, Congolese army spokesman Sylvain Ekenge said, has merged with Nyatura.", "merge", ("Sylvain Ekenge",)),
    ("Colombia's defence minister said the ELN had formed an alliance with FARC dissidents.", "ally", ("colombia",)),
    ("Kurdish media reports said that the PKK had attacked Hakkari.", "attack", ("<reports>",)),
    ("The Pentagon confirmed the death of Abu Bakr al-Baghdadi.", "die", ("united-states",)),
    ("Analysts at the Soufan Center say Hurras al-Din remains loyal to al-Qaeda.", "affiliate", ("<analysts>",)),
    ("Rights group Amnesty International said Boko Haram had attacked Baga.", "attack", ("Amnesty International",)),
    (("Boko Haram attacked Baga on Saturday, killing 20 people, a local official and two "
     "residents told Reuters."), "attack", ("<officials>", "<residents>")),
    ("In an audio message, Ayman al-Zawahiri announced that al-Shabaab had joined al-Qaeda.", "pledge", ("ayman-al-zawahiri",)),
    ("Islamic State's Amaq news agency said Islamic State fighters had attacked Kunduz.", "attack", ("Amaq News Agency",)),
    (("Al-Shabaab, which is allied to al-Qaeda, has captured Merca, residents and officials "
     "said on Friday."), "gain", ("<residents>", "<officials>")),
    ("Mike Mullen described the Haqqani network as an arm of the Taliban.", "affiliate", ("Mike Mullen",)),
    (("Maulana Fazlullah was elected leader of the Tehrik-e-Taliban Pakistan, Taliban "
     "sources said."), "lead", ("<source>",)),
    ("Afghan intelligence says Mullah Omar died in 2013.", "die", ("afghanistan",)),
]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "chain"), SAID, ids=lambda x: x[:60] if isinstance(x, str) else None
)
def test_a_claim_carries_whoever_says_it_nearest_first(
    text: str, kind: str, chain: tuple[str, ...], read: Read
) -> None:
    chains = [c.said_by for c in read(text) if c.kind.value == kind]
    assert chain in chains
