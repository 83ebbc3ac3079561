/*
number = "221"
says = "the home with this number of the regulator stands at another postcode than the placement"
remedy = "correct URN or PL_POST, or POSTCODE in the register of homes"
severity = "warn"
column = "PL_POST"
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
where
    episodes.place in ('K1', 'K2', 'S1')
    and episodes.placement_postcode is not null
group by all
having
    bool_and(homes.postcode <> episodes.placement_postcode)
