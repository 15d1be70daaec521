"""Words that begin, end and join English names, or only look as if they did."""

from __future__ import annotations

from language.english.words import REPORTING, word_table

CALENDAR = word_table(
    """january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday jan feb mar apr jun jul aug sept sep
    oct nov dec"""
)
FORENAME_MONTHS = word_table("april august june march may")
TITLES = word_table(
    """admiral aide ambassador archbishop attorney ayatollah baron baroness bishop brigadier captain
    capt cardinal chairman chairperson chairwoman chancellor chief coach col colonel commander
    commissioner congressman congresswoman counsel crown deputy director doctor dr duchess duke
    emir emperor empress envoy executive father first former gen general gov governor imam inspector
    judge justice king lady lieutenant lord lt madam maj major marshal mayor minister miss mr mrs
    ms mufti officer pope premier president prime prince princess prof professor prosecutor queen
    rabbi rep representative rev reverend sec secretary sen senator sergeant sgt sheikh sheriff sir
    speaker spokesman spokesperson spokeswoman sultan undersecretary vice"""
)
OFFICE_HEADS = word_table("chancellor director marshal minister president prosecutor secretary")
OFFICE_FIELDS = word_table(
    """agriculture culture defence defense economic economy education energy environment finance
    foreign health home information interior justice labor labour security state trade
    transport treasury"""
)
OFFICE_RANKS = word_table("deputy prime vice")
BODIES = word_table(
    """academy agency alliance army assembly association authority bank board bureau cabinet center
    centre chamber church college commission committee community conference confederation congress
    corporation council court department directorate federation force forum foundation fund group
    house institute kingdom league ministry mission movement museum office order organisation
    organization panel parliament party republic school senate service society studio trust union
    university"""
)
PLURAL_BODIES = word_table(
    "commission committee conference council department ministry office organisation organization"
)
PARTICLES = word_table("al bin bint da de del den der di dos du el ibn la le ter van von")
JOINTS = word_table("at for in of on the to")
PAIRABLE = word_table("central east eastern north northern south southern west western")
OPENERS = word_table(
    """eight eleven elsewhere first five four hundreds meanwhile nine one second seven six ten third
    thousands three today tomorrow tonight twelve two yesterday"""
)
# Nouns that may stand before a verb without an article, though singular in form.
BARE_NOUNS = word_table(
    "congress government industry investigators opposition parliament people police staff"
)
PERSONAL_VERBS = REPORTING | word_table(
    """accuse agree arrive ask call denounce fly hail hold invite join meet offer order praise
    refuse reject resign sign speak thank travel visit welcome win"""
)
ABBREVIATIONS = word_table("co corp dr gen gov inc jr lt ltd mr mrs ms prof rep sen sgt sr st vs")
