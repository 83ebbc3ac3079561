/*
number = "392c"
says = "postcodes are not in the postcode directory, so that distance or locality is not known"
remedy = "correct HOME_POST or PL_POST, or send a newer postcode directory"
severity = "warn"
needs = ["episodes", "postcodes"]
*/
with

given as (
    select
        *,
        unnest(
            [
                struct_pack(name := 'HOME_POST', postcode := home_postcode),
                struct_pack(name := 'PL_POST', postcode := placement_postcode)
            ]
        ) as given,
    from staging.episodes
)

select
    given.authority,
    given.child_id,
    given.file_id,
    given.row_number,
    given.given.name as column_name,
from given
left join staging.postcodes as postcodes
    on given.given.postcode = postcodes.postcode
where
    given.given.postcode is not null
    and postcodes.postcode is null
