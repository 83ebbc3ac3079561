/*
title = "Episodes within their placement"
says = """
Each episode with the placement that it belongs to: a spell with one carer.
A legal status only (RNE L) and a change with the same carer (T, U) go on with
the placement before, unless a repair put the two rows side by side and the
places differ. A temporary placement (T0 to T4) is a row of its own; where the
child comes back to the same place, one placement spans it. Placed for adoption
with the foster carer (A3, A5) is a row that says what it continues.
"""
[settings.span_temporary]
default = true
type = "yes_no"
says = "A placement spans a temporary one that leads back to the same carer."
*/
with

sequenced as (
    select
        care_sequence.*,
        episodes.reason_started,
        episodes.place,
        episodes.is_adoption_same_carer,
        episodes.is_overlap_cut,
        episodes.placement_postcode,
        episodes.urn,
    from model.care_sequence
    inner join model.episodes
        on care_sequence.episode_id = episodes.episode_id
),

compared as (
    select
        *,
        lag(episode_id) over same_kind as before_id,
        lag(ended_on) over same_kind = started_on as is_adjacent,
        lag(place) over same_kind as place_before,
        lag(is_adoption_same_carer) over same_kind
            as is_adoption_same_carer_before,
        lag(is_overlap_cut) over same_kind as is_before_cut,
        lag(placement_postcode) over same_kind as postcode_before,
        lag(urn) over same_kind as urn_before,
    from sequenced
    window same_kind as (
        partition by period_of_care_id, is_temporary
        order by started_on
    )
),

judged as (
    select
        episode_id,
        child_id,
        period_of_care_id,
        care_started_on,
        started_on,
        ended_on,
        is_temporary,
        before_id,
        coalesce(
            is_adoption_same_carer
            and not is_adoption_same_carer_before
            and place_before like 'U%'
            and is_adjacent,
            false
        ) as is_same_carer_adoption,
        coalesce(
            left(place, 1) = left(place_before, 1)
            and urn is not distinct from urn_before
            and case
                when placement_postcode is null or postcode_before is null
                    then urn is not null and place = place_before
                else placement_postcode = postcode_before
            end,
            false
        ) as is_same_place,
        not is_same_carer_adoption
        and case
            when is_adjacent
                then
                    reason_started in ('L', 'T', 'U')
                    and (is_same_place or not is_before_cut)
            else
                is_same_place
                and not is_temporary
                and before_id is not null
                and getvariable('placement_sequence.span_temporary')
        end as goes_on,
    from compared
)

select
    * exclude (is_same_place, goes_on),
    max(case when not goes_on then started_on end) over same_kind_so_far
        as placement_started_on,
    child_id || '/' || placement_started_on as placement_id,
    placement_started_on = started_on as is_first_of_placement,
from judged
window same_kind_so_far as (
    partition by period_of_care_id, is_temporary
    order by started_on
    rows unbounded preceding
)
