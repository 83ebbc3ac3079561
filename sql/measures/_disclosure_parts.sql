/*
title = "Parts of published figures"
says = """
What each solved figure shows: how many count, and of a share how many there are
in all, the rest, and what is not known of it; a sum of 64-bit hashes over the
cases; the least that anyone knows it to be (a hidden count is not nought, a
hidden share may be); whether it must not be worked out.
"""
*/
with

figures as (
    select
        *,
        getvariable('disclosure.threshold') as threshold,
        children_in_all * case
            when breakdown = 'all' then 100
            when breakdown_2 = '' then 10
            else 1
        end as weight,
        in_all - counted as rest,
        case when keeps_not_known then nullif(not_known, 0) end as unknown,
        rest - unknown as not_counted,
        case
            when keeps_not_known and cases = in_all then mark
            when not keeps_not_known and cases = in_all + not_known
                then mark - coalesce(mark_not_known, 0)
        end as mark_in_all,
        children_in_all between 1 and threshold - 1
        or (is_of_people and in_all between 1 and threshold - 1) as is_of_few,
        is_of_people and counted between 1 and threshold - 1 as counts_few,
        is_of_people and rest between 1 and threshold - 1 as leaves_few,
        is_share and value in (0, 100) and (
            children_in_all between 1 and 9
            or (is_of_people and cases between 1 and 9)
        ) as is_all_alike,
        children_in_all - children_counted as children_in_rest,
        has_few_not_known or is_risky as hides_not_known,
    from result.disclosure_figures
),

parts as (
    select
        series_number,
        period_number,
        starts_on,
        ends_on,
        weight,
        is_given,
        unnest([
            struct_pack(
                part := 'counted',
                amount := counted,
                same := case
                    when counted > 0 and counted is distinct from in_all
                        then mark_counted
                end,
                least := (not is_share)::bigint,
                is_at_risk := is_risky and (
                    is_of_few
                    or is_all_alike
                    or counts_few
                    or children_counted between 1 and threshold - 1
                ),
                is_hidden := is_risky
            ),
            struct_pack(
                part := 'in all',
                amount := in_all,
                same := mark_in_all,
                least := 1,
                is_at_risk := is_risky and is_of_few,
                is_hidden := is_risky
            ),
            struct_pack(
                part := 'rest',
                amount := rest,
                same := case
                    when rest > 0 and counted > 0
                        then mark_in_all - mark_counted
                end,
                least := 0,
                is_at_risk := is_risky and (
                    is_all_alike
                    or leaves_few
                    or children_in_rest between 1 and threshold - 1
                ),
                is_hidden := is_risky
            ),
            struct_pack(
                part := 'not known',
                amount := unknown,
                same := case when unknown < rest then mark_not_known end,
                least := 1,
                is_at_risk := has_few_not_known,
                is_hidden := hides_not_known
            ),
            struct_pack(
                part := 'not counted',
                amount := not_counted,
                same := case
                    when not_counted > 0 then
                        mark_in_all
                        - coalesce(mark_counted, 0)
                        - mark_not_known
                end,
                least := 0,
                is_at_risk := is_risky
                and children_not_counted between 1 and threshold - 1,
                is_hidden := hides_not_known
            ),
        ]) as part,
    from figures
)

select
    parts.* exclude (part),
    unnest(part),
from parts
where part.amount is not null
