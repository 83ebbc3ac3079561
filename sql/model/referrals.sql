/*
title = "Placement searches"
says = """
One row per placement search, as it stood on the as-at date: searches that came
later are unseen, and one that was closed later is open. Where the search does
not say how many offers came, those in hand are counted. Breakdowns say what was
looked for, and who the child was on the day on which the search came.
"""
*/
select
    searches.authority,
    searches.referral_id,
    searches.child_id,
    searches.sibling_group,
    case
        when searches.siblings is not null then searches.siblings > 0
        when searches.has_siblings_recorded
            then searches.sibling_group is not null
    end as has_siblings,
    searches.received_on,
    searches.needed_by,
    searches.needed_within,
    searches.is_out_of_hours,
    searches.returned_on,
    searches.service_sought,
    searches.is_solo,
    searches.age,
    searches.need,
    searches.providers_asked,
    searches.providers_replied,
    searches.all_offers as offers,
    searches.offers_inside as local_offers,
    searches.offers_that_suit as suitable_offers,
    searches.first_offer_on,
    searches.placed_on,
    searches.settled_outcome as outcome,
    coalesce(outcomes.label, 'Not known') as outcome_label,
    case when outcomes.is_closed is distinct from false then searches.last_day
    end as closed_on,
    outcomes.is_redundant,
    outcomes.is_with_family,
    outcomes.is_searched,
    searches.avoided_weekly_cost,
    struct_pack(
        service := coalesce(services.label, 'Not known'),
        service_group := coalesce(services.service_group, 'Not known'),
        sector := null::varchar,
        provider := null::varchar,
        owner_group := null::varchar,
        contract := null::varchar,
        framework := null::varchar,
        arrangement := null::varchar,
        age_band := coalesce(ages.label, 'Not known'),
        sex := coalesce(searches.sex, 'Not known'),
        ethnic_group := coalesce(searches.ethnic_group, 'Not known'),
        need := coalesce(needs.label, 'Not known'),
        legal_status := null::varchar,
        asylum_seeking := asylum_label(
            searches.is_asylum_seeking,
            searches.asylum_seeking_until,
            searches.received_on
        ),
        locality := null::varchar
    ) as breakdowns,
    searches.file_id,
    searches.row_number,
from model.searches
left join code.referrals_outcome as outcomes
    on searches.settled_outcome = outcomes.code
left join code.episodes_cin as needs
    on searches.need = needs.code
left join model.services
    on searches.service_sought = services.service
left join model.ages
    on searches.age = ages.age
order by searches.authority, searches.referral_id
