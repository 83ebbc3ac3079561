/*
title = "Siblings in care"
says = """
One row per child and counting day, of the children looked after who belong to
a sibling group of which at least one other child is looked after on that day:
how many others there are, and with how many of them the child lives, at least
and at most. The two differ where the place of one of them is not known;
is_with_all_or_none marks a child whose place is not known, while all the others
live together. A place is a postcode and a kind of placement (first letter of PLACE, foster care
for a child placed for adoption with the foster carer); without a postcode, that
of the home. Who is away for a short stay counts where the placement goes on.
"""
*/
with

homes as (
    select * from model.homes
),

places as (
    select
        placements.placement_id,
        coalesce(
            placements.placement_postcode,
            case when not services.is_fostering then homes.postcode end
        ) || ' ' || case
            when placements.is_same_carer_adoption then 'U'
            else left(placements.place, 1)
        end as lives_at,
    from model.placements
    left join model.services
        on placements.service = services.service
    left join homes
        on placements.authority = homes.authority
        and placements.home_id = homes.home_id
),

members as (
    select
        caseload.counted_on,
        caseload.authority,
        caseload.child_id,
        siblings.sibling_group,
        places.lives_at,
        count(*) over grouped as group_size,
        count(*) filter (where places.lives_at is null) over grouped
            as not_known,
        count(*) over (
            partition by
                caseload.counted_on,
                caseload.authority,
                siblings.sibling_group,
                places.lives_at
        ) as living_here,
    from model.caseload
    inner join model.siblings
        on caseload.authority = siblings.authority
        and caseload.child_id = siblings.child_id
    left join places
        on caseload.carer_placement_id = places.placement_id
    window grouped as (
        partition by
            caseload.counted_on, caseload.authority, siblings.sibling_group
    )
),

placed as (
    select
        *,
        group_size - 1 as siblings,
        coalesce(
            max(living_here) filter (where lives_at is not null) over (
                partition by counted_on, authority, sibling_group
            ),
            0
        ) as most_at_one_place,
    from members
    where group_size > 1
)

select
    counted_on,
    authority,
    child_id,
    sibling_group,
    group_size,
    siblings,
    case when lives_at is null then 0 else living_here - 1 end as fewest_with,
    case
        when lives_at is null then not_known - 1 + most_at_one_place
        else living_here - 1 + not_known
    end as most_with,
    lives_at is null
    and not_known = 1
    and most_at_one_place = siblings as is_with_all_or_none,
from placed
order by authority, counted_on, child_id
