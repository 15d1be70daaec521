"""Opposites by lemma, for sentences whose words are known one by one.

Many more than the pairs that are known in several languages: `language.english.opposites`.
"""

from __future__ import annotations

from language.opposites import opposite_lemmas

_TABLE = """
accelerate advance boost climb double expand gain grow growth higher increase jump raise rally
 rebound rise soar surge triple widen
/ cut decelerate decline decrease dip diminish drop fall halve lower narrow plummet plunge reduce
 reduction shrink sink slash slide slow slump tumble
deepen reinforce strengthen / weaken
accept adopt approve endorse ratify welcome / dismiss rebuff refuse reject scrap veto
applaud hail laud praise welcome / condemn criticise criticize decry denounce
acknowledge admit confirm / deny refute
win victory victorious / lose defeat
add gain hire recruit / axe cut fire lose shed
open reopen inaugurate / close shut
restore renew / break sever
cheap cheaper / expensive dear
begin launch resume start / cancel cease end finish halt stop suspend terminate
buy purchase / sell
import importer / export exporter
arrive enter join / depart exit leave quit withdraw
allow authorise authorize legalise legalize permit / ban block forbid outlaw prohibit
survive survivor / die death kill perish
convict guilty / acquit acquittal innocent
arrest detain detention imprison jail / free release
highest maximum peak record-high / lowest minimum
succeed success successful successfully / fail failure unsuccessful unsuccessfully
agree agreement consensus / disagree disagreement deadlock
surplus / deficit
deliberate deliberately intentional intentionally premeditated wilful
/ accidental accidentally inadvertent involuntary negligence negligent reckless unintentional
profit / loss
upgrade / downgrade
majority / minority
positive / negative
optimistic / pessimistic
legal lawful / illegal unlawful
permanent / temporary
public / private
north northern northeast northwest / south southern southeast southwest
east eastern / west western
man boy son father husband brother uncle king / woman girl daughter mother wife sister aunt queen
support supporter / oppose opponent
possible likely / impossible unlikely
bilateral / unilateral
friend ally / enemy foe
stronger / weaker
better improve improvement / deteriorate worse worsen
"""

# To back opposing sides is not to oppose.
OPPOSITE_LEMMAS = opposite_lemmas(_TABLE, apart=frozenset({"opposing"}))
