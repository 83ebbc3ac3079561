/*
title = "Reviews due"
says = """
One row per review that fell due: due_on is the last day that is still on time,
held_on the day on which it was held, if it was. The first is due so many days
after the child began to be looked after, the second so many months after the
first was held, each later one so many months after the one before. Where care
began before the records of reviews, the first of those in hand is due six
months after the day before the records begin, and none counts as the first.
"""

[settings.first_days]
default = 28
type = "integer"
says = "Days within which the first review is due; 28 stands for 20 working days"

[settings.second_months]
default = 3
type = "integer"
says = "Months after the first review within which the second is due"

[settings.later_months]
default = 6
type = "integer"
says = "Months after a review within which each later one is due"
*/
with

records as (
    select
        authority,
        min(covers_from) as begin_on,
    from model.coverage
    where extract = 'reviews'
    group by authority
),

in_care as (
    select
        periods_of_care.authority,
        periods_of_care.child_id,
        periods_of_care.period_of_care_id,
        looked_after_since.looked_after_since as began_on,
        coalesce(periods_of_care.ended_on, date '9999-12-31') as ended_on,
        periods_of_care.is_start_known
        and looked_after_since.looked_after_since >= records.begin_on
            as is_from_the_start,
        case
            when is_from_the_start
                then began_on + getvariable('review_dues.first_days')
            else
                cast(
                    greatest(records.begin_on, began_on) - 1
                    + to_months(getvariable('review_dues.later_months'))
                    as date
                )
        end as first_due_on,
    from model.periods_of_care
    inner join model.looked_after_since
        on periods_of_care.period_of_care_id
        = looked_after_since.period_of_care_id
    inner join records
        on periods_of_care.authority = records.authority
),

held as (
    select distinct
        in_care.period_of_care_id,
        in_care.is_from_the_start,
        reviews.reviewed_on,
    from in_care
    inner join staging.reviews
        on in_care.child_id = reviews.authority || '/' || reviews.child_id
        and reviews.reviewed_on >= in_care.began_on
        and reviews.reviewed_on < in_care.ended_on
    where reviews.reviewed_on <= getvariable('as_at')
),

followed as (
    select
        *,
        row_number() over reviews_in_order as place,
        lead(reviewed_on) over reviews_in_order as next_on,
    from held
    window reviews_in_order as (
        partition by period_of_care_id
        order by reviewed_on
    )
)

select
    in_care.period_of_care_id,
    in_care.first_due_on as due_on,
    followed.reviewed_on as held_on,
    true as is_first,
from in_care
left join followed
    on in_care.period_of_care_id = followed.period_of_care_id
    and followed.place = 1

union all by name

select
    period_of_care_id,
    cast(
        reviewed_on + to_months(
            case
                when place = 1 and is_from_the_start
                    then getvariable('review_dues.second_months')
                else getvariable('review_dues.later_months')
            end
        )
        as date
    ) as due_on,
    next_on as held_on,
    false as is_first,
from followed
