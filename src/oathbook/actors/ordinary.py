"""Which words of a name are also words of the language? Such names need capitals, and some need context."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Words that name a sort of group: a distinctive name keeps its meaning when these are written small
# ("the Haqqani network", "Maute group").
GENERIC = _words(
    """
    alliance armed army battalion battalions bloc branch brigade brigades bureau coalition column command
    commandos committee companies company congress convention corps council dissidents faction federation
    fighters force forces fraction front government group groups guard guards insurgency insurgents junta
    katiba league military militia militias movement network newspaper office organisation organization
    paramilitaries party platoon police province rebels regiment resistance sector separatists splinter squad
    squads state tigers troops union unit units vanguard wing agency news service services army's movement's
    """
)

# Ordinary English words that head or fill names. A name made only of these needs every capital it is given
# with, and a single one of them is no name at the start of a sentence or in a headline of capitals.
ORDINARY = GENERIC | _words(
    """
    a academy action admiral africa african aid air alert all allied allies america american americans an and
    angels arab area arm army as asia at attack authorities authority autonomous band base basin bear bears
    black block blue board border boys brotherhood brothers bulletin call camp capital cause center central
    centre chief christian church citizen citizens city civil civilian coast cobra code combat commission
    common
    communist community conquest continuity contras control cooperation correspondent country covenant cross
    crown daily dawn day defence defender defenders defense delta democracy democratic department desert
    development district dragon dragons eagle eagles earth east eastern economist embassy emirate enforcers
    equality era europe european express eye faith family federal fighters fire first five flame forward
    four free freedom friends front general ghost global gang globe god golden good great greater green
    guardian guardians guerrilla guerrillas hammer hand hawk hawks heart herald high holy home homeland host
    human hunters i immediate in independence independent index inside intelligence interior international
    iron is islamic islamist it jaguars job journal judge just justice kingdom labour land law leader
    liberation
    liberty light lion lions local lord lords loyalist loyalists mail man march mass may men mercury militant
    minister ministry mirror mission monitor morning mother mountain movement nation national
    nations navy new news night nine ninjas north northern now nation observer of off official officials old
    on one open operation opposition orange order ours outlaws owl pact panther panthers partisans patriot
    patriotic patriots peace pen people peoples phoenix pioneers planet police political popular post power
    preaching prayer press promise provisional provisionals pure radio ranger rangers real reclamation record
    red reform regime register rehabilitation religion renewal report reporter republic republican rescue
    resistance resolute return revolution revolutionary righteous right rights rise river rock royal runner
    sacred sahara sahel saints salvation save scorpion scorpions second secretariat security self senate
    sentinel shield shining ship shore sign site snake social socialist society soldiers sons south southern
    sovereign spear special spirit squad standard star stars state states stone storm strike struggle students
    sun support supporters supreme swamp sword swords table tag target task telegraph telegram ten
    territory the third those three thunder tide tiger tigers time times today tower town tribune true trust
    truth two union unions unit united unity us valley van vanguard victory village viper vision voice
    volunteers vulture war warrior warriors watch water way we west western white who wolf wolves women word
    workers world young youth zone aide mob law rally can care car fire pen force base
    guard ally arms monday tuesday wednesday thursday friday saturday sunday
    """
)

# Capitals that are also little words: in a line of capitals they are the word.
LITTLE = _words(
    """
    a ad all am an and are as at be by can car do for go he i if in is it job me no of on or out pen site
    so tag
    the to up us was we who
    """
)

CALENDAR = _words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december mon tue tues wed thu thurs fri sat sun jan feb mar apr jun jul aug sep
    sept oct nov dec
    """
)

# What may stand in capitals before a bare surname without making it another person's name.
TITLES = _words(
    """
    abu admiral agha alias amir ayatollah brigadier brother caliph captain cardinal chairman chief cleric col
    colonel comandante comrade commander corporal deputy dr emir ex father field founder general gen governor
    haji hajj hajji imam ismail jihadist judge khalifa king kunya leader lieutenant lt madam major maj marshal
    maulana maulvi mawlana mawlawi militant mr mrs ms mufti mullah ombudsman president prime minister prince
    prof professor qari rebel reverend secretary senator sergeant shaykh shaikh sheik sheikh sir spokesman
    superintendent sultan supreme terrorist ustadz ustaz veteran vice warlord cdr comdr
    """
)

# Given names, folded: as the last word of a full name they are no surname.
GIVEN = _words("muhamad ahmad ali abdula husin hasan umar usman ibrahim iusuf mahmud said khan")

# What belongs to the surname behind it, folded: bin Laden, Ag Ghaly.
BEFORE_SURNAME = _words("bin ag uld abu bint bani van di la")
