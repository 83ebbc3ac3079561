/*
title = "Looked after since"
says = """
For each period of care, the first day of care that was no series of short
breaks: the day from which "looked after for twelve months" is counted.
"""
*/
select
    care_sequence.period_of_care_id,
    min(episodes.started_on) as looked_after_since,
from model.care_sequence
inner join model.episodes
    on care_sequence.episode_id = episodes.episode_id
where not episodes.is_short_break
group by care_sequence.period_of_care_id
order by care_sequence.period_of_care_id
