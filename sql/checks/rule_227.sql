/*
number = "227"
says = "the home with this number of the regulator was not open when the placement began"
remedy = "correct URN or DECOM, or OPENED_ON and CLOSED_ON in the register of homes"
severity = "warn"
column = "URN"
needs = ["episodes", "homes"]
*/
select
    episodes.authority,
    episodes.child_id,
    episodes.file_id,
    episodes.row_number,
from model.return_episodes as episodes
inner join staging.homes as homes
    on episodes.authority = homes.authority
    and episodes.urn = homes.urn
left join code.episodes_place as places
    on episodes.place = places.code
where
    not places.is_fostering
    and not places.is_adoption
group by all
having
    bool_and(
        coalesce(episodes.started_on < homes.opened_on, false)
        or coalesce(episodes.started_on > homes.closed_on, false)
    )
