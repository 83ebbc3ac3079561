/*
number = "224"
says = "the home with this number of the regulator belongs to a provider of another sector"
remedy = "correct URN or PLACE_PROVIDER, or SECTOR in the register of providers"
severity = "warn"
column = "PLACE_PROVIDER"
needs = ["episodes", "homes", "providers"]
*/
select
    episodes.authority,
    episodes.child_id,
    episodes.file_id,
    episodes.row_number,
from model.return_episodes as episodes
inner join code.episodes_place_provider as placed_by
    on episodes.place_provider = placed_by.code
inner join staging.homes as homes
    on episodes.authority = homes.authority
    and episodes.urn = homes.urn
inner join staging.providers as providers
    on homes.authority = providers.authority
    and homes.provider_id = providers.provider_id
where not episodes.is_adoption
group by all
having
    bool_and(providers.sector <> placed_by.sector)
